package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.types.Typing;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.prove.Folding;
import dev.weft.dsl.syntax.Expr;
import dev.weft.dsl.syntax.Item;
import dev.weft.dsl.syntax.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `dim N`, `dim D = 64`, `dim D in {64, 128}`.
final class Dims {
    private Dims() {}

    /// The dim that `item` declares under `name`; empty, with a report, if its values are no sizes.
    static Optional<Dim> settle(Name name, Item.DimItem item, Typing typing) {
        var values = new ArrayList<Integer>();
        for (Expr written : item.values()) {
            value(written, typing).ifPresent(values::add);
        }
        if (values.size() < item.values().size()) {
            return Optional.empty();
        }
        if (!item.specialised()) {
            return Optional.of(
                    values.isEmpty() ? new Dim.Symbolic(name.text()) : new Dim.Fixed(name.text(), values.getFirst()));
        }
        if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
            typing.report()
                    .error(
                            Code.DIM_VALUES,
                            values.isEmpty()
                                    ? "dim `" + name.text() + "` has no value to choose from"
                                    : "dim `" + name.text() + "` lists a value twice",
                            item.span(),
                            "one kernel is made per value",
                            "list each size once: `dim " + name.text() + " in {64, 128}`");
            return Optional.empty();
        }
        return Optional.of(new Dim.Specialised(name.text(), List.copyOf(values)));
    }

    private static Optional<Integer> value(Expr written, Typing typing) {
        return typing.integer(written, "a size").flatMap(term -> {
            var constant = Folding.constant(term);
            if (constant.isEmpty()) {
                typing.report()
                        .error(
                                Code.NOT_CONSTANT,
                                "the value of a dim must be known when the kernel is compiled",
                                written.span(),
                                "depends on more than constants",
                                "leave the value out: a symbolic dim is bound when a plan is made");
                return Optional.empty();
            }
            double value = constant.get().value();
            if (value < 1 || value > Integer.MAX_VALUE) {
                typing.report()
                        .error(
                                Code.DIM_VALUES,
                                "a dim cannot be " + (long) value,
                                written.span(),
                                "sizes are at least 1");
                return Optional.empty();
            }
            return Optional.of((int) value);
        });
    }
}
