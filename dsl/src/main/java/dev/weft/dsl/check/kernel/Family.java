package dev.weft.dsl.check.kernel;

import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a kind of kernel has of its own.
///
/// @param noun "attention", "scan", "stack"
/// @param axes its index letters, outermost first
/// @param equations the equations that have no declaration
/// @param roles what its tensors can be for
/// @param unit what an out holds one value for
record Family(String noun, List<Axis> axes, List<String> equations, List<Tensor.Role> roles, String unit) {
    static final Family ATTENTION = new Family(
            "attention",
            List.of(Axis.BATCH, Axis.HEAD, Axis.QUERY, Axis.KEY),
            List.of("score", "keep"),
            List.of(Tensor.Role.QUERY, Tensor.Role.KEY, Tensor.Role.VALUE, Tensor.Role.TABLE, Tensor.Role.OUT),
            "row");

    static final Family SCAN = new Family(
            "scan",
            List.of(Axis.BATCH, Axis.STEP),
            List.of(),
            List.of(Tensor.Role.INPUT, Tensor.Role.WEIGHT, Tensor.Role.INIT, Tensor.Role.STATE, Tensor.Role.OUT),
            "step");

    static final Family STACK = new Family("stack", List.of(), List.of(), List.of(), "layer");

    /// "an attention", "a scan", "a stack"
    String one() {
        return one(noun);
    }

    /// "a state", "an out"
    static String one(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
    }

    /// "`input`, `weight` and `out`"
    String listed() {
        var keywords = roles.stream()
                .map(role -> "`" + role.name().toLowerCase(Locale.ROOT) + "`")
                .toList();
        return String.join(", ", keywords.subList(0, keywords.size() - 1)) + " and " + keywords.getLast();
    }

    /// The index that `letter` is, if it is one.
    Optional<Axis> axis(String letter) {
        return axes.stream().filter(axis -> axis.letter().equals(letter)).findFirst();
    }
}
