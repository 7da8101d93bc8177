package dev.weft.bench;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a comparison found.
///
/// @param engines the implementations that took part, with their versions
/// @param results of the races against peers, in their order
/// @param ownRaces the races among our own kernels
/// @param recurrent results at recurrent layers, in their order
/// @param coded results of the case `codes`, in their order
/// @param failures who was left out, and why
public record Report(
        Machine machine,
        List<String> engines,
        List<Result> results,
        List<OwnRace> ownRaces,
        List<RecurrentResult> recurrent,
        List<CodedResult> coded,
        List<String> failures) {
    public Report {
        engines = List.copyOf(engines);
        results = List.copyOf(results);
        ownRaces = List.copyOf(ownRaces);
        recurrent = List.copyOf(recurrent);
        coded = List.copyOf(coded);
        failures = List.copyOf(failures);
    }

    /// The results of each problem that was raced against peers.
    public SequencedMap<Problem, List<Result>> races() {
        return grouped(results, Result::problem);
    }

    /// The results of each recurrent layer, ours as the compiler chooses first.
    public SequencedMap<Recurrence, List<RecurrentResult>> layers() {
        return grouped(recurrent, RecurrentResult::recurrence);
    }

    private static <K, R> SequencedMap<K, List<R>> grouped(List<R> results, Function<R, K> key) {
        var groups = new LinkedHashMap<K, List<R>>();
        for (var result : results) {
            groups.merge(
                    key.apply(result),
                    List.of(result),
                    (some, one) -> Stream.concat(some.stream(), one.stream()).toList());
        }
        return groups;
    }

    /// Ours, of one race.
    public static Result ours(List<Result> race) {
        return race.stream().filter(Result::isOurs).findFirst().orElseThrow();
    }

    /// The fastest of the others, or none.
    public static Stream<Result> bestPeer(List<Result> race) {
        return race.stream().filter(result -> !result.isOurs()).max(Comparator.comparingDouble(Result::rate)).stream();
    }

    /// Pairs of our own kernels.
    public List<Ratio> ratios() {
        return ownRaces.stream().flatMap(race -> race.ratios().stream()).toList();
    }

    /// The results of all races.
    public List<Result> all() {
        return Stream.concat(results.stream(), ownRaces.stream().flatMap(race -> race.results().stream()))
                .toList();
    }

    /// How much of the machine's peak a result reaches.
    public double ofPeak(Result result) {
        return result.rate() / machine.peak(result.problem().measure());
    }

    /// Whether every output is right.
    public boolean correct() {
        return all().stream().allMatch(Result::correct)
                && recurrent.stream().allMatch(RecurrentResult::correct)
                && coded.stream().allMatch(CodedResult::correct);
    }
}
