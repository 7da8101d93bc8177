package dev.weft.bench;

import java.util.List;
import java.util.stream.IntStream;

/// What a race among our own kernels found.
///
/// @param results one of each problem, in their order
public record OwnRace(Lineup lineup, List<Result> results) {
    public OwnRace {
        results = List.copyOf(results);
        if (results.size() != lineup.problems().size()) {
            throw new IllegalArgumentException("%d results of %d problems"
                    .formatted(results.size(), lineup.problems().size()));
        }
    }

    /// Every problem but the first beside the one that it is compared with.
    public List<Ratio> ratios() {
        return IntStream.range(1, results.size())
                .mapToObj(n -> new Ratio(lineup.name(), results.get(n), results.get(lineup.base(n))))
                .toList();
    }
}
