package dev.weft.cli.plot;

import dev.weft.cli.console.Failure;
import dev.weft.cli.draw.Drawing;
import dev.weft.runtime.codes.Codebook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How often each code is the nearest of a key, over all batches and heads, the most used code first; and
/// how far keys are from their codes, `|k - c|`.
final class Usage {
    private static final int BINS = 40;

    private Usage() {}

    static Drawing draw(Subject subject) {
        try (var quantised = Quantised.of(subject)) {
            int[] used = {};
            var distances = new ArrayList<Double>();
            for (var pair : quantised.pairs()) {
                var book = book(quantised, pair);
                var keys = quantised.keys(pair);
                var codes = nearest(book, keys);
                var more = book.usage(codes);
                used = used.length == 0 ? new int[more.length] : used;
                for (int s = 0; s < more.length; s++) {
                    used[s] += more[s];
                }
                for (int j = 0; j < codes.length; j++) {
                    distances.add(Math.sqrt(book.distance(keys, j * book.depth(), codes[j])));
                }
            }
            if (distances.isEmpty()) {
                throw new Failure("%s has no keys for %s: there are no codes to show"
                        .formatted(
                                subject.bound().kernel().name(), subject.bound().describe()));
            }
            return Bars.drawing(subject.title(), note(used, distances), List.of(usage(used), moved(distances)));
        }
    }

    private static Codebook book(Quantised quantised, Quantised.Pair pair) {
        try {
            return quantised.book(pair);
        } catch (IllegalArgumentException e) {
            throw new Failure("the codebook: " + e.getMessage(), e);
        }
    }

    private static int[] nearest(Codebook book, float[] keys) {
        try {
            return book.nearest(keys);
        } catch (IllegalArgumentException e) {
            throw new Failure("the keys: " + e.getMessage(), e);
        }
    }

    private static Bars usage(int[] used) {
        var sorted = Arrays.stream(used)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .map(Integer::doubleValue)
                .toList();
        return new Bars("codes, the most used first", "keys", sorted, used.length, true);
    }

    private static Bars moved(List<Double> distances) {
        double most = distances.stream().mapToDouble(x -> x).max().orElse(0);
        double end = most > 0 ? most : 1;
        var bins = new int[BINS];
        for (double distance : distances) {
            bins[Math.min(BINS - 1, (int) (distance / end * BINS))]++;
        }
        var heights = Arrays.stream(bins).asDoubleStream().boxed().toList();
        return new Bars("how far a key is from its code, |k - c|", "keys", heights, end, false);
    }

    /// Perplexity is how many codes would be used if all were used alike.
    private static String note(int[] used, List<Double> distances) {
        double keys = distances.size();
        double entropy = 0;
        for (int count : used) {
            entropy -= count > 0 ? count / keys * Math.log(count / keys) : 0;
        }
        double square = distances.stream().mapToDouble(x -> x * x).sum() / keys;
        long alive = IntStream.of(used).filter(count -> count > 0).count();
        return String.format(
                Locale.ROOT,
                "%d keys, %d of %d codes used, perplexity %.1f, mean of |k - c|² %.4g",
                distances.size(),
                alive,
                used.length,
                Math.exp(entropy),
                square);
    }
}
