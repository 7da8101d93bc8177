package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Assign;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes `nearest` out of an attention's equations: each code becomes a table that is made once per key,
/// and is read like any other table.
final class Quantised {
    private final Attention model;
    private final Term group;
    private final Names names;
    private final Map<Term.Nearest, Tensor> tables = new LinkedHashMap<>();

    /// @param group how many neighbouring heads read the same keys
    Quantised(Attention model, Term group, Names names) {
        this.model = model;
        this.group = group;
        this.names = names;
    }

    /// The equations over tables of codes.
    Attention equations() {
        var outs = model.outs().stream()
                .map(out -> new OutEquation(out.out(), of(out.value())))
                .toList();
        return With.equations(model, of(model.keep()), of(model.score()), outs);
    }

    /// `term` over tables of codes.
    Term of(Term term) {
        if (term instanceof Term.Nearest nearest) {
            return read(nearest);
        }
        return term instanceof Term.OverKeys(Row.Elementwise(var weight), var vector)
                ? new Term.OverKeys(new Row.Elementwise(of(weight)), of(vector))
                : Terms.map(term, this::of);
    }

    /// The code of a key, as its table holds it.
    Term.Element read(Term.Nearest nearest) {
        var table = tables.computeIfAbsent(nearest, _ -> table());
        return new Term.Element(table, List.of(new Term.Index(Axis.BATCH), sharer(), new Term.Index(Axis.KEY)));
    }

    private Tensor table() {
        Term groups = new Term.Apply(Type.INT, Op.DIV, List.of(model.heads(), group));
        var shape = List.of(model.batches(), groups, model.keys());
        return new Tensor(names.plain("z"), Tensor.Role.TABLE, Storage.I32, shape, List.of(), "");
    }

    /// The number of the group that a head belongs to.
    private Term sharer() {
        return new Term.Apply(Type.INT, Op.DIV, List.of(new Term.Index(Axis.HEAD), group));
    }

    /// How the tables are made.
    List<Assign> assigned(Reach reach) {
        var all = new ArrayList<Assign>();
        tables.forEach((nearest, table) -> all.add(assign(nearest, table, reach)));
        return List.copyOf(all);
    }

    private Assign assign(Term.Nearest nearest, Tensor table, Reach reach) {
        var exists = Guards.below(Points.plain(model.exists()), Points.plain(model.keys()));
        var side = Side.keys(reach, names, exists);
        var vector = side.tile(nearest.vector());
        var codes = (Term.Element) nearest.codes();
        return new Assign(
                table.name(),
                exists,
                side.operations(),
                vector,
                codes.tensor().name(),
                codes.at().stream().map(Points::plain).toList(),
                Points.plain(rows(nearest)),
                nearest.vector() instanceof Term.Element(var tensor, var _) ? tensor.name() : "");
    }

    /// How many codes there are.
    static Term rows(Term.Nearest nearest) {
        return switch (nearest.codes().type()) {
            case Type.Matrix(var _, var rows, var _) -> rows;
            case Type.Scalar _, Type.Vector _ -> throw new IllegalStateException("lowering: no codebook: " + nearest);
        };
    }
}
