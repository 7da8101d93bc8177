package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.ArrayList;
import java.util.List;

/// Writes a term as the value that it has at one point; at a point of a vector for a term that is a vector.
/// What a contraction, a rotation, … becomes is the business of [Leaves].
record Points(Leaves leaves) {
    Value value(Term term) {
        return switch (term) {
            case Term.Constant(var kind, double value) -> new Value.Literal(kind(kind), value);
            case Term.Index(var axis) -> Values.ramp(axis(axis));
            case Term.Size(var dim) -> Values.size(dim.name());
            case Term.Parameter(var param) -> parameter(param);
            case Term.Element element -> element(element);
            case Term.Apply(Type _, var op, var of) when op == Op.AND -> Guards.and(value(of.get(0)), value(of.get(1)));
            case Term.Apply(Type _, var op, var of) when op == Op.OR -> Guards.or(value(of.get(0)), value(of.get(1)));
            case Term.Apply(Type _, var op, var arguments) ->
                Values.apply(op(op), arguments.stream().map(this::value).toList());
            case Term.Choose(Type _, var when, var then, var otherwise) ->
                Truths.choose(value(when), value(then), value(otherwise));
            case Term.Contract contract -> leaves.contract(contract);
            case Term.Fold fold -> leaves.fold(fold);
            case Term.Rotate rotate -> leaves.rotate(rotate);
            case Term.Nearest _ -> throw new IllegalStateException("lowering: a code that is not assigned: " + term);
            case Term.PairNumber() -> Values.ramp(dev.weft.codegen.tile.Axis.PAIR);
            case Term.Score() -> leaves.score();
            case Term.OverKeys over -> leaves.overKeys(over);
            case Term.RowStatistic statistic -> leaves.statistic(statistic);
            case Term.Previous(var state) -> leaves.previous(state);
            case Term.Current(var state) -> leaves.current(state);
        };
    }

    List<Value> values(List<Term> terms) {
        return terms.stream().map(this::value).toList();
    }

    /// A scalar over indices, sizes, params and tables.
    static Value plain(Term term) {
        return new Points(Leaves.NONE).value(term);
    }

    /// `element` with all its indices given.
    static Value.Cell cell(Term.Element element, List<Value> at, Value feature) {
        var all = new ArrayList<>(at);
        all.add(feature);
        return new Value.Cell(
                element.tensor().name(), kind(element.tensor().storage().kind()), all);
    }

    static dev.weft.codegen.tile.Kind kind(dev.weft.dsl.model.Kind kind) {
        return switch (kind) {
            case BOOL -> dev.weft.codegen.tile.Kind.BOOL;
            case INT -> dev.weft.codegen.tile.Kind.INT;
            case REAL -> dev.weft.codegen.tile.Kind.REAL;
        };
    }

    static dev.weft.codegen.tile.Axis axis(dev.weft.dsl.model.Axis axis) {
        return switch (axis) {
            case BATCH -> dev.weft.codegen.tile.Axis.BATCH;
            case HEAD -> dev.weft.codegen.tile.Axis.HEAD;
            case QUERY -> dev.weft.codegen.tile.Axis.QUERY;
            case KEY -> dev.weft.codegen.tile.Axis.KEY;
            case STEP -> dev.weft.codegen.tile.Axis.STEP;
        };
    }

    static dev.weft.codegen.tile.Op op(dev.weft.dsl.model.Op op) {
        return dev.weft.codegen.tile.Op.valueOf(op.name());
    }

    static dev.weft.codegen.tile.ElementType element(Storage storage) {
        return dev.weft.codegen.tile.ElementType.valueOf(storage.name());
    }

    private Value element(Term.Element element) {
        return switch (element.type()) {
            case Type.Scalar(var kind) -> new Value.Cell(element.tensor().name(), kind(kind), values(element.at()));
            case Type.Vector _ -> leaves.element(element, values(element.at()));
            case Type.Matrix _ ->
                throw new IllegalStateException(
                        "lowering: a matrix stands alone: " + element.tensor().name());
        };
    }

    private static Value parameter(Param param) {
        return new Value.Parameter(param.name(), kind(param.storage().kind()));
    }
}
