package dev.weft.codegen.emit.facade;

import dev.weft.codegen.tile.Value;
import java.util.LinkedHashSet;
import java.util.Set;

/// The sizes and parameters that a value reads, in the order of their first appearance.
///
/// @param sizes names of dimensions
/// @param parameters names of run-time scalars
record UsedNames(Set<String> sizes, Set<String> parameters) {

    static UsedNames of(Iterable<Value> values) {
        var used = new UsedNames(new LinkedHashSet<>(), new LinkedHashSet<>());
        values.forEach(used::collect);
        return used;
    }

    private void collect(Value value) {
        switch (value) {
            case Value.Size(var dimension) -> sizes.add(dimension);
            case Value.Parameter parameter -> parameters.add(parameter.name());
            case Value.Apply apply -> apply.arguments().forEach(this::collect);
            case Value.Choose choose -> {
                collect(choose.when());
                collect(choose.then());
                collect(choose.otherwise());
            }
            case Value.Literal _, Value.Ramp _ -> {}
            case Value.Cell cell -> cell.at().forEach(this::collect);
            case Value.Bound _, Value.Extreme _, Value.At _, Value.Other _, Value.FeatureSum _ ->
                throw new IllegalArgumentException("not over sizes and parameters alone: " + value);
        }
    }
}
