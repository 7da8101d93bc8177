package dev.weft.bench;

import dev.weft.bench.Problem.Measure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What is compared: eight heads of 64 throughout; decoding steps and chunks with 32 heads of 128 over 8.
public final class Problems {
    /// All names, in the order of a report.
    public static final List<String> NAMES =
            List.of("full", "causal", "window", "alibi", "softcap", "packed", "rerope", "decode", "chunk");

    /// How many tokens a window sees.
    public static final int WINDOW = 256;

    /// How many queries a chunk has.
    public static final int CHUNK = 256;

    private static final int SMALLEST = 512;

    private Problems() {}

    /// The problems of these names, over all powers of two from 512 (or `maxTokens`, if that is less) to `maxTokens`.
    public static List<Problem> of(Collection<String> names, int maxTokens) {
        var problems = new ArrayList<Problem>();
        for (var name : NAMES) {
            if (names.contains(name)) {
                for (var tokens = Math.min(SMALLEST, maxTokens); tokens <= maxTokens; tokens *= 2) {
                    problems.add(of(name, tokens));
                }
            }
        }
        return List.copyOf(problems);
    }

    /// The problem of a name over so many tokens.
    public static Problem of(String name, int tokens) {
        return switch (name) {
            case "full" -> square(name, new Variant.Full(), tokens);
            case "causal" -> square(name, new Variant.Causal(), tokens);
            case "window" -> square(name, new Variant.Window(WINDOW), tokens);
            case "alibi" -> square(name, new Variant.Alibi(), tokens);
            case "softcap" -> square(name, new Variant.Softcap(30), tokens);
            case "packed" -> square(name, new Variant.Packed(), tokens);
            case "rerope" -> square(name, new Variant.ReRope(tokens / 4, tokens / 2), tokens);
            case "decode" -> new Problem(name, new Variant.Causal(), Measure.BYTES, 32, 8, 1, tokens, 128);
            case "chunk" ->
                new Problem(name, new Variant.Causal(), Measure.FLOPS, 32, 8, Math.min(CHUNK, tokens), tokens, 128);
            default -> throw new IllegalArgumentException("no case is called " + name + ": " + NAMES);
        };
    }

    private static Problem square(String name, Variant variant, int tokens) {
        return new Problem(name, variant, Measure.FLOPS, 8, 8, tokens, tokens, 64);
    }
}
