package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.Value;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import java.util.EnumSet;
import java.util.Set;

/// Which coordinates something depends on. A head that is only asked for its group's number (`h div group`) does not
/// count: all heads of a group agree on it.
///
/// @param group how many neighbouring heads read the same keys, as a term and as a value
record Reach(Term groupTerm, Value group) {
    Set<Axis> of(Term term) {
        var axes = EnumSet.noneOf(Axis.class);
        collect(term, axes);
        return axes;
    }

    Set<Axis> of(Value value) {
        var axes = EnumSet.noneOf(Axis.class);
        collect(value, axes);
        return axes;
    }

    /// Whether it is the same for all keys.
    boolean rows(Term term) {
        return !of(term).contains(Axis.KEY);
    }

    /// Whether it is the same for all rows of a tile.
    boolean keys(Term term) {
        return noRow(of(term));
    }

    boolean rows(Value value) {
        return !of(value).contains(Axis.KEY);
    }

    boolean keys(Value value) {
        return noRow(of(value));
    }

    /// Whether it needs both coordinates.
    boolean pair(Term term) {
        return !rows(term) && !keys(term);
    }

    private boolean noRow(Set<Axis> axes) {
        return !axes.contains(Axis.QUERY) && (!axes.contains(Axis.HEAD) || oneHead());
    }

    /// Whether a tile holds rows of a single head.
    boolean oneHead() {
        return group instanceof Value.Literal literal && literal.value() == 1;
    }

    private void collect(Term term, Set<Axis> axes) {
        switch (term) {
            case Term.Index(var axis) -> axes.add(Points.axis(axis));
            case Term.Score() -> axes.addAll(EnumSet.of(Axis.QUERY, Axis.HEAD, Axis.KEY));
            case Term.OverKeys _, Term.RowStatistic _ -> axes.addAll(EnumSet.of(Axis.QUERY, Axis.HEAD));
            case Term.Apply(var _, Op op, var of)
            when op == Op.DIV && of.get(1).equals(groupTerm) && isHead(of.get(0)) -> axes.add(Axis.BATCH);
            case Term other -> Terms.children(other).forEach(child -> collect(child, axes));
        }
    }

    private static boolean isHead(Term term) {
        return term instanceof Term.Index(var axis) && axis == dev.weft.dsl.model.Axis.HEAD;
    }

    private void collect(Value value, Set<Axis> axes) {
        switch (value) {
            case Value.Ramp ramp -> axes.add(ramp.axis());
            case Value.At(Tile tile) -> axes.addAll(of(tile));
            case Value.Other(Tile tile) -> axes.addAll(of(tile));
            case Value.Apply(var _, var op, var of)
            when op == dev.weft.codegen.tile.Op.DIV
                    && of.get(1).equals(group)
                    && of.get(0).equals(new Value.Ramp(Axis.HEAD)) -> axes.add(Axis.BATCH);
            case Value.Extreme _, Value.Bound _ -> {}
            case Value.FeatureSum sum -> {
                var inner = of(sum.term());
                inner.remove(sum.over());
                axes.addAll(inner);
                collect(sum.size(), axes);
            }
            case Value other -> dev.weft.codegen.tile.Children.of(other).forEach(child -> collect(child, axes));
        }
    }

    private static Set<Axis> of(Tile tile) {
        var axes = EnumSet.noneOf(Axis.class);
        collect(tile.rows(), axes);
        collect(tile.columns(), axes);
        return axes;
    }

    private static void collect(Span span, Set<Axis> axes) {
        switch (span) {
            case Span.Rows() -> axes.addAll(EnumSet.of(Axis.QUERY, Axis.HEAD));
            case Span.Keys() -> axes.add(Axis.KEY);
            case Span.Features _ -> axes.add(Axis.FEATURE);
            case Span.One() -> {}
        }
    }
}
