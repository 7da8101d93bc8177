package dev.weft.bench;

import dev.weft.bench.Problem.Measure;
import dev.weft.runtime.DType;
import java.util.ArrayList;
import java.util.List;

/// What is compared with peers: one sequence, eight heads of 64; decoding steps and chunks with 32 heads of 128
/// over 8.
public final class Problems {
    /// All names, in the order of a report.
    public static final List<String> NAMES =
            List.of("full", "causal", "window", "alibi", "softcap", "packed", "rerope", "decode", "chunk");

    /// How many tokens a window sees.
    public static final int WINDOW = 256;

    /// How many queries a chunk has.
    public static final int CHUNK = 256;

    private static final int SMALLEST = 512;

    /// Where as many queries as keys get too many for a race.
    private static final int GREATEST_SQUARE = 16_384;

    private Problems() {}

    /// The problems of a name over all powers of two from 512 (or `maxTokens`, if that is less) to `maxTokens`; to
    /// 16384 at most, where there are as many queries as keys.
    public static List<Problem> upTo(int maxTokens, String name) {
        var problems = new ArrayList<Problem>();
        for (long tokens = Math.min(SMALLEST, maxTokens); tokens <= maxTokens; tokens *= 2) {
            var problem = of(name, (int) tokens);
            if (problem.N() <= GREATEST_SQUARE) {
                problems.add(problem);
            }
        }
        return List.copyOf(problems);
    }

    /// The problem of a name over so many tokens; besides [#NAMES], there is `rope`, which no peer has.
    public static Problem of(String name, int tokens) {
        return switch (name) {
            case "full" -> square(name, new Variant.Full(), tokens);
            case "causal" -> square(name, new Variant.Causal(), tokens);
            case "window" -> square(name, new Variant.Window(WINDOW), tokens);
            case "alibi" -> square(name, new Variant.Alibi(), tokens);
            case "softcap" -> square(name, new Variant.Softcap(30), tokens);
            case "packed" -> square(name, new Variant.Packed(), tokens);
            case "rope" -> square(name, new Variant.Rope(), tokens);
            case "rerope" -> square(name, new Variant.ReRope(tokens / 4, tokens / 2), tokens);
            case "decode" -> grouped(name, Measure.BYTES, 1, tokens);
            case "chunk" -> grouped(name, Measure.FLOPS, Math.min(CHUNK, tokens), tokens);
            default -> throw new IllegalArgumentException("no case is called " + name + ": " + NAMES);
        };
    }

    private static Problem square(String name, Variant variant, int tokens) {
        return new Problem(name, variant, Measure.FLOPS, DType.F32, 1, 8, 8, tokens, tokens, 64);
    }

    private static Problem grouped(String name, Measure measure, int queries, int tokens) {
        return new Problem(name, new Variant.Causal(), measure, DType.F32, 1, 32, 8, queries, tokens, 128);
    }
}
