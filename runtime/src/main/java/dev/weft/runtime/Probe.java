package dev.weft.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which of two ways to find the steps of a scan takes less time, on real inputs.
///
/// @param kept the faster way
/// @param text what was measured, for people
record Probe(Stages kept, String text) {
    /// How often each way is taken at least. The first time is not counted: memory is touched then.
    private static final int TURNS = 4;

    /// A way catches up if it takes less than so much of its best time: then its code was not compiled before.
    private static final double GAIN = 0.9;

    /// Turns go on for as long again as it took until a way that is not the fastest last caught up, and for this
    /// time, but not for longer than [#MOST]. Both in nanoseconds.
    private static final long PATIENCE = 250_000_000L;

    private static final long MOST = 3_000_000_000L;

    private static final double NANOS = 1e6;

    /// Takes both in turns until the slower one does not become faster any more. The outs are those of the last one.
    static Probe of(List<Stages> ways, JvmArguments arguments, Workers workers) {
        var names = new String[ways.size()];
        var best = new long[ways.size()];
        Arrays.fill(best, Long.MAX_VALUE);
        var start = System.nanoTime();
        var gained = 0L;
        for (var turn = 0; turn < TURNS || System.nanoTime() - start < Math.min(MOST, 2 * gained + PATIENCE); turn++) {
            for (var way = 0; way < best.length; way++) {
                var took = ways.get(way).run(arguments, workers);
                if (turn == 0) {
                    var parts = ways.get(way).solution().parts();
                    names[way] = parts > 1 ? parts + " parts" : "step by step";
                    continue;
                }
                if (took < GAIN * best[way] && way != fastest(best)) {
                    gained = System.nanoTime() - start;
                }
                best[way] = Math.min(best[way], took);
            }
        }
        var fastest = fastest(best);
        var times = IntStream.range(0, best.length)
                .mapToObj(way -> String.format(Locale.ROOT, "%s in %.3g ms", names[way], best[way] / NANOS))
                .collect(Collectors.joining(", "));
        return new Probe(ways.get(fastest), "%s: %s kept".formatted(times, names[fastest]));
    }

    private static int fastest(long[] best) {
        var fastest = 0;
        for (var way = 1; way < best.length; way++) {
            fastest = best[way] < best[fastest] ? way : fastest;
        }
        return fastest;
    }
}
