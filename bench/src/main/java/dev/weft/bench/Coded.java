package dev.weft.bench;

import java.util.ArrayList;
import java.util.List;

/// One computation of the case `codes`: one head of 64, whose keys count as the nearest of 512 codes, beside
/// causal attention to keys as they are.
///
/// @param way how it is computed
/// @param tokens how many there are; of steps, how many are in the state before them
public record Coded(Way way, int tokens) implements Raced {
    /// What it is called on the command line and in reports.
    public static final String NAME = "codes";

    /// The size of the head.
    public static final int DEPTH = 64;

    /// How many codes there are.
    public static final int CODES = 512;

    /// The length of a block: near are a query's own and the one before.
    public static final int BLOCK = 512;

    /// How many single tokens a run of steps takes.
    public static final int STEPS = 64;

    /// Where both take the same time at most: `2 (S + 2 W)`, from where on folding has fewer pairs.
    public static final int CROSSOVER = 2 * (CODES + 2 * BLOCK);

    /// Where the ratio to causal attention counts.
    public static final int LONG = 32_768;

    private static final int SHORTEST = 2048;
    private static final int LONGEST = 65_536;
    private static final int SHORT_STATE = 1024;

    /// Who computes it.
    public enum Way {
        /// Causal attention to keys as they are.
        CAUSAL,
        /// Far keys folded into their codes.
        FOLDED,
        /// A saved state taken up, then token by token.
        STEPS
    }

    /// All that is raced, of so many tokens at most; sizes are cut in proportion.
    public static List<Coded> upTo(int most) {
        int share = Math.max(1, Math.ceilDiv(LONGEST, most));
        var all = new ArrayList<Coded>();
        for (var tokens = SHORTEST; tokens <= LONGEST; tokens *= 2) {
            all.add(new Coded(Way.FOLDED, Math.max(1, tokens / share)));
        }
        for (var tokens : new int[] {CROSSOVER, LONG}) {
            all.add(new Coded(Way.CAUSAL, Math.max(1, tokens / share)));
        }
        all.add(new Coded(Way.FOLDED, Math.max(1, CROSSOVER / share)));
        all.add(new Coded(Way.STEPS, Math.max(1, SHORT_STATE / share)));
        all.add(new Coded(Way.STEPS, Math.max(1, LONGEST / share)));
        return all.stream().distinct().toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String sizes() {
        return switch (way) {
            case CAUSAL -> "causal, N=%d, D=%d".formatted(tokens, DEPTH);
            case FOLDED -> "N=%d, D=%d, S=%d, W=%d".formatted(tokens, DEPTH, CODES, BLOCK);
            case STEPS -> "%d steps after %d tokens".formatted(STEPS, tokens);
        };
    }

    @Override
    public Problem.Measure measure() {
        return Problem.Measure.FLOPS;
    }

    /// Two operations per entry of a product: of a query with a key or a code, its weight with a value or a
    /// mean, and of a key with the codes among which the nearest is sought.
    @Override
    public long work() {
        return 2L
                * DEPTH
                * switch (way) {
                    case CAUSAL -> (long) tokens * (tokens + 1);
                    case FOLDED -> pairs(0, tokens);
                    case STEPS -> pairs(tokens, tokens + STEPS);
                };
    }

    private static long pairs(int from, int to) {
        var pairs = 0L;
        for (var t = from; t < to; t++) {
            var far = Math.max(0, t / BLOCK - 1) * BLOCK;
            pairs += CODES + 2L * ((far > 0 ? CODES : 0) + t + 1 - far);
        }
        return pairs;
    }

    /// How many new tokens a run computes.
    public int rows() {
        return way == Way.STEPS ? STEPS : tokens;
    }

    /// How many tokens there are at its end.
    public int end() {
        return way == Way.STEPS ? tokens + STEPS : tokens;
    }
}
