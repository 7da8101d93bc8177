package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Signs;
import dev.weft.codegen.tile.Value;

/// Values over pairs that may only be evaluated where their pair counts: they read a table, whose index may be good
/// only there, or divide whole numbers by what may be 0.
final class Unsafe {
    private Unsafe() {}

    static boolean in(Value value) {
        return Children.any(value, part -> switch (part) {
            case Value.Cell cell -> !cell.at().stream().allMatch(Hoist::isCoordinate);
            case Value.FeatureSum _ -> true;
            case Value.Apply apply ->
                (apply.op() == Op.DIV || apply.op() == Op.MOD)
                        && !Signs.positiveDivisor(apply.arguments().get(1));
            default -> false;
        });
    }
}
