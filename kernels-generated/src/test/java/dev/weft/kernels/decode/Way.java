package dev.weft.kernels.decode;

import dev.weft.runtime.KernelDefinition;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a kernel goes on token by token.
sealed interface Way {
    /// N queries are the last of M tokens: one query at the end of the tokens so far.
    record LastQuery() implements Way {}

    /// As many queries as tokens, none of which looks ahead: the last row of the tokens so far.
    record LastRow() implements Way {}

    /// A step, begun from the states of the one before.
    ///
    /// @param states by the input that a state begins from
    record Step(Map<String, String> states) implements Way {}

    /// A cache that tokens are added to.
    ///
    /// @param of a kernel that computes the same from keys and values in their order
    /// @param scalars what makes it the same
    record Cached(String of, Map<String, Double> scalars) implements Way {}

    /// A state of folded keys, as the façade of this kernel holds it.
    record Carried(String of) implements Way {}

    /// It cannot.
    record Not(String why) implements Way {}

    /// Far more than any window needs.
    double ALL = 1 << 20;

    Set<String> ENCODERS = Set.of("Encoder", "T5Encoder", "VqEncoder", "VqEncoderNear");

    /// By name where that is needed, else by dims.
    ///
    /// @throws AssertionError if nothing is known of such kernels
    static Way of(KernelDefinition kernel) {
        var name = kernel.name();
        if (ENCODERS.contains(name)) {
            return new Not("an encoder: tokens see those after them");
        }
        return switch (name) {
            case "Sigmoid" -> new Not("log(M): every token changes the scores of those before it");
            case "SegmentMeans" -> new Not("a query is a segment, not a token");
            case "Cross" -> new Not("keys are landmarks, not tokens: no mask, no order");
            case "ScaledProduct" -> new Not("a product of matrices: it has no tokens");
            case "Paged" -> new Cached("WindowWithSinks", Map.of("w", ALL));
            default -> byDims(kernel);
        };
    }

    private static Way byDims(KernelDefinition kernel) {
        var dims = kernel.dims();
        var name = kernel.name();
        if (dims.contains("slots")) {
            return new Carried(name.replaceAll("Carried$", ""));
        }
        if (dims.contains("ring") || dims.contains("pages")) {
            return new Cached(name.replaceAll("(Ring|Paged)$", ""), Map.of());
        }
        if (dims.contains("M")) {
            return new LastQuery();
        }
        if (!dims.contains("N")) {
            throw new AssertionError(
                    name + " has no tokens that are known: say how it is decoded, or why it cannot be (Way)");
        }
        var states = states(kernel);
        return states.isEmpty() ? new LastRow() : new Step(states);
    }

    /// `h0`, from which the state `h` begins.
    private static Map<String, String> states(KernelDefinition kernel) {
        var names = kernel.arguments().stream().map(argument -> argument.name()).toList();
        return names.stream()
                .filter(name -> name.endsWith("0"))
                .flatMap(name -> Stream.of(name.substring(0, name.length() - 1))
                        .filter(names::contains)
                        .map(state -> Map.entry(name, state)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
