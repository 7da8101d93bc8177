package dev.weft.codegen.schedule;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.Value;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/// What a value reads: the facts that decide when and how often it has to be computed.
public record Dependence(Set<Axis> axes, Set<Tile> tiles, boolean parameters, boolean cells, boolean bounds) {

    /// The dependence of a value.
    public static Dependence of(Value value) {
        var axes = new LinkedHashSet<Axis>();
        var tiles = new LinkedHashSet<Tile>();
        var flags = new boolean[3];
        walk(value, v -> {
            switch (v) {
                case Value.Ramp ramp -> axes.add(ramp.axis());
                case Value.At at -> tiles.add(at.tile());
                case Value.Other other -> tiles.add(other.tile());
                case Value.Parameter _ -> flags[0] = true;
                case Value.Cell _ -> flags[1] = true;
                case Value.Bound _ -> flags[2] = true;
                case Value.Extreme _ -> flags[2] = true;
                case Value.Literal _, Value.Size _, Value.Apply _, Value.Choose _, Value.FeatureSum _ -> {}
            }
        });
        return new Dependence(axes, tiles, flags[0], flags[1], flags[2]);
    }

    /// Whether sizes alone decide the value.
    public boolean sizesAlone() {
        return axes.isEmpty() && onlyRamps();
    }

    /// Whether sizes and coordinates alone decide the value.
    public boolean onlyRamps() {
        return tiles.isEmpty() && !parameters && !cells && !bounds;
    }

    /// Shows `seen` a value and all values below it.
    public static void walk(Value value, Consumer<Value> seen) {
        seen.accept(value);
        for (var part : Children.of(value)) {
            walk(part, seen);
        }
    }
}
