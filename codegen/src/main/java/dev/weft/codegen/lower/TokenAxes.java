package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Carry;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.ArrayList;
import java.util.List;

/// Which dims count tokens, and where tensors have them. In a sequence that grows queries and keys
/// are the same tokens, so that `i + M - N` is `i`.
final class TokenAxes {
    private final Dim rows;
    private final Dim keys;

    private TokenAxes(Dim rows, Dim keys) {
        this.rows = rows;
        this.keys = keys;
    }

    static TokenAxes of(Attention model) {
        return new TokenAxes(dim(model.queries(), "queries"), dim(model.keys(), "keys"));
    }

    private static Dim dim(Term size, String what) {
        if (size instanceof Term.Size(var dim) && dim instanceof Dim.Symbolic) {
            return dim;
        }
        throw new NotCarriedException("no dim that is bound when a plan is made says how many " + what + " there are");
    }

    Dim rows() {
        return rows;
    }

    /// Names of the dims that count tokens, the queries' first.
    List<String> names() {
        return rows.equals(keys) ? List.of(rows.name()) : List.of(rows.name(), keys.name());
    }

    /// Whether a dim counts keys and nothing else.
    boolean countsKeysAlone(Dim dim) {
        return dim.equals(keys) && !dim.equals(rows);
    }

    boolean counts(Term term) {
        return dev.weft.dsl.prove.Terms.any(
                term, part -> part instanceof Term.Size(var dim) && (dim.equals(rows) || dim.equals(keys)));
    }

    /// `term` over positions, without what cancels where there are as many queries as keys.
    Term settled(Term term) {
        if (term.equals(new Term.Size(keys))) {
            return new Term.Size(rows);
        }
        Term inside = Terms.map(term, this::settled);
        boolean sum = inside instanceof Term.Apply(var type, var op, var _)
                && type.equals(Type.INT)
                && (op == Op.ADD || op == Op.SUBTRACT);
        if (!sum || !counts(inside)) {
            return inside;
        }
        Term normal = Sizes.normal(inside);
        return counts(normal) ? inside : normal;
    }

    /// How a tensor meets tokens.
    Carry.Held held(Tensor tensor) {
        var axes = new ArrayList<Integer>();
        for (int axis = 0; axis < tensor.shape().size(); axis++) {
            Term size = tensor.shape().get(axis);
            if (counts(size)) {
                if (!(size instanceof Term.Size)) {
                    throw new NotCarriedException(
                            "the size of an axis of `" + tensor.name() + "` grows with the tokens");
                }
                axes.add(axis);
            }
        }
        if (axes.size() > 1) {
            throw new NotCarriedException("`" + tensor.name() + "` has two axes of tokens");
        }
        boolean own = tensor.role() == Tensor.Role.QUERY || tensor.role() == Tensor.Role.OUT;
        if (axes.isEmpty()) {
            if (own) {
                throw new NotCarriedException("`" + tensor.name() + "` has no axis of tokens");
            }
            return new Carry.Held(tensor.name(), Carry.Meeting.FIXED, -1);
        }
        int axis = axes.getFirst();
        if (tensor.role() == Tensor.Role.OUT && !tensor.at().get(axis).equals(new Term.Index(Axis.QUERY))) {
            throw new NotCarriedException("the rows of `" + tensor.name() + "` are not in the order of the queries");
        }
        return new Carry.Held(tensor.name(), own ? Carry.Meeting.ROWS : Carry.Meeting.RECENT, axis);
    }
}
