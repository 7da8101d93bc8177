package dev.weft.dsl.check.kernel;

import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Tensor;
import java.util.List;
import java.util.Optional;

/// What a kind of kernel has of its own.
///
/// @param noun "attention", "scan"
/// @param axes its index letters, outermost first
/// @param equations the equations that have no declaration
/// @param roles what its tensors can be for
record Family(String noun, List<Axis> axes, List<String> equations, List<Tensor.Role> roles) {
    static final Family ATTENTION = new Family(
            "attention",
            List.of(Axis.BATCH, Axis.HEAD, Axis.QUERY, Axis.KEY),
            List.of("score", "keep"),
            List.of(Tensor.Role.QUERY, Tensor.Role.KEY, Tensor.Role.VALUE, Tensor.Role.TABLE, Tensor.Role.OUT));

    static final Family SCAN = new Family(
            "scan",
            List.of(Axis.BATCH, Axis.STEP),
            List.of(),
            List.of(Tensor.Role.INPUT, Tensor.Role.WEIGHT, Tensor.Role.INIT, Tensor.Role.STATE, Tensor.Role.OUT));

    /// "an attention", "a scan"
    String one() {
        return (noun.startsWith("a") ? "an " : "a ") + noun;
    }

    /// The index that `letter` is, if it is one.
    Optional<Axis> axis(String letter) {
        return axes.stream().filter(axis -> axis.letter().equals(letter)).findFirst();
    }
}
