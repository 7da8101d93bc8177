package dev.weft.codegen.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What a value is made of.
public final class Children {
    private Children() {}

    /// The values directly below, from left to right.
    public static List<Value> of(Value value) {
        return switch (value) {
            case Value.Literal _, Value.Size _, Value.Parameter _, Value.Ramp _, Value.Bound _ -> List.of();
            case Value.At _, Value.Other _ -> List.of();
            case Value.Extreme extreme -> List.of(extreme.cell());
            case Value.Cell cell -> cell.at();
            case Value.Apply apply -> apply.arguments();
            case Value.Choose choose -> List.of(choose.when(), choose.then(), choose.otherwise());
            case Value.FeatureSum sum -> List.of(sum.size(), sum.term());
        };
    }

    /// The same value with every value directly below replaced, not simplified.
    public static Value map(Value value, UnaryOperator<Value> change) {
        return switch (value) {
            case Value.Literal _, Value.Size _, Value.Parameter _, Value.Ramp _, Value.Bound _ -> value;
            case Value.At _, Value.Other _ -> value;
            case Value.Extreme extreme ->
                change.apply(extreme.cell()) instanceof Value.Cell cell
                        ? new Value.Extreme(extreme.end(), cell, extreme.over())
                        : value;
            case Value.Cell cell ->
                new Value.Cell(
                        cell.tensor(),
                        cell.kind(),
                        cell.at().stream().map(change).toList());
            case Value.Apply apply ->
                new Value.Apply(
                        apply.kind(),
                        apply.op(),
                        apply.arguments().stream().map(change).toList());
            case Value.Choose choose ->
                new Value.Choose(
                        choose.kind(),
                        change.apply(choose.when()),
                        change.apply(choose.then()),
                        change.apply(choose.otherwise()));
            case Value.FeatureSum sum ->
                new Value.FeatureSum(sum.over(), change.apply(sum.size()), change.apply(sum.term()));
        };
    }

    /// The value and everything below it, in depth-first order.
    public static List<Value> all(Value value) {
        var all = new ArrayList<Value>();
        collect(value, all);
        return all;
    }

    /// Whether the value or anything below it is such.
    public static boolean any(Value value, Predicate<Value> such) {
        return such.test(value) || of(value).stream().anyMatch(child -> any(child, such));
    }

    private static void collect(Value value, List<Value> all) {
        all.add(value);
        of(value).forEach(child -> collect(child, all));
    }
}
