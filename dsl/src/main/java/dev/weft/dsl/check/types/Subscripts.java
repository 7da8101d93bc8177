package dev.weft.dsl.check.types;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `x[a, b]`: fewer indices than axes leave the rest.
final class Subscripts {
    private Subscripts() {}

    static Value value(Typing typing, Expr.Subscript subscript) {
        Value of = typing.value(subscript.of());
        var indices = indices(typing, subscript.at());
        return switch (of) {
            case Value.Whole(var tensor) ->
                indices.map(at -> read(typing, subscript, tensor, at)).orElse(Value.Unknown.UNKNOWN);
            case Value.Unknown unknown -> unknown;
            case Value.Known(var term) when Steps.isRead(term) -> Steps.refuseEntry(typing, subscript, term);
            case Value.Known _, Value.Weights _, Value.Function _ -> {
                typing.report()
                        .error(
                                Code.NOT_INDEXABLE,
                                "only a declared tensor takes indices",
                                subscript.of().span(),
                                "not a tensor's name",
                                "index the tensor first and calculate with what comes out");
                yield Value.Unknown.UNKNOWN;
            }
        };
    }

    private static Value read(Typing typing, Expr.Subscript subscript, Tensor tensor, List<Term> at) {
        return switch (tensor.role()) {
            case INPUT, STATE, WEIGHT, INIT -> Steps.value(typing, subscript, tensor, at);
            case QUERY, KEY, VALUE, TABLE, OUT -> element(typing, subscript, tensor, at);
        };
    }

    private static Value element(Typing typing, Expr.Subscript subscript, Tensor tensor, List<Term> at) {
        int axes = tensor.shape().size();
        if (at.size() > axes || axes - at.size() > 2) {
            boolean many = at.size() > axes;
            typing.report()
                    .error(
                            Code.INDEX_COUNT,
                            "`" + tensor.name() + "` has " + axes + (axes == 1 ? " axis" : " axes") + ", and "
                                    + at.size() + (at.size() == 1 ? " index is" : " indices are") + " given",
                            subscript.span(),
                            "its shape is " + Show.list(tensor.shape()),
                            many
                                    ? "leave out " + (at.size() - axes) + " of them"
                                    : "give at least " + (axes - 2)
                                            + ": what is left must be a scalar, a vector or a matrix");
            return Value.Unknown.UNKNOWN;
        }
        return new Value.Known(new Term.Element(tensor, at));
    }

    /// All indices as integers; empty if any is wrong.
    static Optional<List<Term>> indices(Typing typing, List<Expr> written) {
        var all = new ArrayList<Term>();
        for (Expr index : written) {
            typing.integer(index, "an index").ifPresent(all::add);
        }
        return all.size() == written.size() ? Optional.of(all) : Optional.empty();
    }
}
