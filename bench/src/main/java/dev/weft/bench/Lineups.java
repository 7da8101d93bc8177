package dev.weft.bench;

import dev.weft.bench.Lineup.Against;
import dev.weft.runtime.DType;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is compared among our own kernels.
public final class Lineups {
    /// A window over ever longer texts.
    public static final String SCALING = "scaling";

    /// The same attention over inputs and outputs stored as f32, f16 and bf16.
    public static final String STORAGE = "storage";

    /// What is added to an attention beside the one without it.
    public static final String COST = "cost";

    /// All names, in the order of a report.
    public static final List<String> NAMES = List.of(SCALING, STORAGE, COST);

    /// The greatest number of tokens of any.
    public static final int MOST_TOKENS = 65_536;

    /// The least number of tokens that all of them can be cut to.
    public static final int LEAST_TOKENS = 16;

    private static final int SCALING_SIZES = 5;
    private static final int SQUARE_TOKENS = 4096;
    private static final int DECODE_TOKENS = 32_768;

    private Lineups() {}

    /// The races of a name; sizes greater than `maxTokens` are cut down to it, smaller ones in proportion.
    public static List<Lineup> of(String name, int maxTokens) {
        return switch (name) {
            case SCALING -> List.of(scaling(Math.min(MOST_TOKENS, maxTokens)));
            case STORAGE -> storage(Math.min(SQUARE_TOKENS, maxTokens), Math.min(DECODE_TOKENS, maxTokens));
            case COST -> cost(Math.min(SQUARE_TOKENS, maxTokens));
            default -> throw new IllegalArgumentException("no case is called " + name + ": " + NAMES);
        };
    }

    private static Lineup scaling(int maxTokens) {
        var problems = IntStream.range(0, SCALING_SIZES)
                .map(size -> maxTokens >> (SCALING_SIZES - 1 - size))
                .mapToObj(tokens -> Problems.of("window", tokens))
                .toList();
        return new Lineup(SCALING, Against.PREVIOUS, problems);
    }

    private static List<Lineup> storage(int squareTokens, int decodeTokens) {
        return List.of(
                stored(Problems.of("causal", squareTokens)),
                stored(Problems.of("decode", decodeTokens / 4)),
                stored(Problems.of("decode", decodeTokens)));
    }

    private static Lineup stored(Problem problem) {
        var problems = Stream.of(DType.F32, DType.F16, DType.BF16)
                .map(problem::storedAs)
                .toList();
        return new Lineup(STORAGE, Against.FIRST, problems);
    }

    private static List<Lineup> cost(int tokens) {
        return List.of(cost("causal", "softcap", tokens), cost("rope", "rerope", tokens));
    }

    private static Lineup cost(String without, String with, int tokens) {
        return new Lineup(COST, Against.FIRST, List.of(Problems.of(without, tokens), Problems.of(with, tokens)));
    }
}
