package dev.weft.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// How fast our kernels must be at least, and whether they are: of one sequence, wherever a report has
/// the sizes.
public final class Floors {
    private static final String AGAINST_PEER = "Weft / best peer";
    private static final String OF_PEAK = "of peak";

    private static final int SHORT = 1024;
    private static final int LONG = 4096;
    private static final int WINDOW_TOKENS = 8192;
    private static final Set<Integer> DECODE_TOKENS = Set.of(8192, 32_768);
    private static final int BANDWIDTH_TOKENS = 32_768;

    private final Report report;
    private final List<Floor> floors = new ArrayList<>();

    private Floors(Report report) {
        this.report = report;
    }

    /// Floors of what a report has, in its order.
    public static List<Floor> of(Report report) {
        var floors = new Floors(report);
        report.races().forEach(floors::race);
        report.ratios().forEach(floors::ratio);
        floors.floors.addAll(RecurrentFloors.of(report));
        floors.floors.addAll(new CodedReport(report.coded()).floors());
        return List.copyOf(floors.floors);
    }

    private void race(Problem problem, List<Result> race) {
        if (problem.B() > 1) {
            return;
        }
        switch (problem.name()) {
            case "causal" -> causal(problem, race);
            case "full" -> atGreatest(problem, race, 1.0);
            case "alibi", "packed" -> atGreatest(problem, race, 2.0);
            case "window" -> {
                if (problem.N() == WINDOW_TOKENS) {
                    againstPeer(race, 2.0);
                }
            }
            case "decode" -> decode(problem, race);
            default -> {}
        }
    }

    private void causal(Problem problem, List<Result> race) {
        if (problem.N() == SHORT) {
            againstPeer(race, 1.2);
        } else if (problem.N() == LONG) {
            againstPeer(race, 1.4);
            ofPeak(race, 0.6);
        }
    }

    private void decode(Problem problem, List<Result> race) {
        if (DECODE_TOKENS.contains(problem.M())) {
            againstPeer(race, 1.0);
        }
        if (problem.M() == BANDWIDTH_TOKENS) {
            ofPeak(race, 0.8);
        }
    }

    /// A floor for no particular size holds at the greatest one that a peer raced at.
    private void atGreatest(Problem problem, List<Result> race, double least) {
        var greatest = report.races().entrySet().stream()
                .filter(other ->
                        other.getKey().B() == 1 && other.getKey().name().equals(problem.name()))
                .filter(other -> other.getKey().D() == problem.D())
                .filter(other -> Report.bestPeer(other.getValue()).findAny().isPresent())
                .map(other -> other.getKey())
                .max(Comparator.comparingInt(Problem::N));
        if (greatest.filter(problem::equals).isPresent()) {
            againstPeer(race, least);
        }
    }

    private void againstPeer(List<Result> race, double least) {
        var ours = Report.ours(race);
        Report.bestPeer(race)
                .map(peer -> Floor.atLeast(ours.problem(), AGAINST_PEER, least, ours.rate() / peer.rate()))
                .forEach(floors::add);
    }

    private void ofPeak(List<Result> race, double least) {
        var ours = Report.ours(race);
        floors.add(Floor.atLeast(ours.problem(), OF_PEAK, least, report.ofPeak(ours)));
    }

    private void ratio(Ratio ratio) {
        if (ratio.result().problem().B() > 1) {
            return;
        }
        switch (ratio.name()) {
            case Lineups.SCALING -> scaling(ratio);
            case Lineups.STORAGE -> storage(ratio);
            case Lineups.COST -> cost(ratio);
            default -> {}
        }
    }

    private void scaling(Ratio ratio) {
        if (ratio.base().problem().N() >= LONG) {
            floors.add(new Floor(ratio.result().problem(), "time / half the tokens", 1.8, 2.2, ratio.times()));
        }
    }

    private void storage(Ratio ratio) {
        var problem = ratio.result().problem();
        if (problem.name().equals("causal") && problem.N() == LONG) {
            floors.add(Floor.atMost(problem, "time / f32", 1.15, ratio.times()));
        } else if (problem.name().equals("decode") && DECODE_TOKENS.contains(problem.M())) {
            floors.add(Floor.atLeast(problem, "times as fast as f32", 1.6, 1 / ratio.times()));
        }
    }

    private void cost(Ratio ratio) {
        var problem = ratio.result().problem();
        if (problem.N() == LONG) {
            var most = problem.variant() instanceof Variant.Softcap ? 1.25 : 1.2;
            floors.add(Floor.atMost(problem, "time / " + ratio.base().problem().name(), most, ratio.times()));
        }
    }
}
