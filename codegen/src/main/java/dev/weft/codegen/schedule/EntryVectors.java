package dev.weft.codegen.schedule;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.Value;
import java.util.Set;
import java.util.function.Predicate;

/// Which values have a form as vectors: of neighbouring entries of one row, or of neighbouring rows.
public enum EntryVectors {
    /// Lanes are entries: a tile with rows of entries has one of them in each lane.
    ENTRIES,
    /// Lanes are rows: a tile with one number for each row has the numbers of neighbouring rows in its lanes.
    ROWS;

    private static final Set<Op> NO_LANES =
            Set.of(Op.DIV, Op.MOD, Op.FLOOR, Op.CEIL, Op.ROUND, Op.SIGN, Op.GELU, Op.ERF, Op.TO_REAL);

    /// Whether a value has such a form.
    ///
    /// @param isLine whether a tensor of one axis is there as floats
    public boolean has(Value value, Predicate<String> isLine) {
        return !varies(value)
                || switch (value) {
                    case Value.At at ->
                        at.tile().kind() == Kind.REAL
                                && (this == ENTRIES || at.tile().columns() instanceof Span.One);
                    case Value.Cell cell ->
                        cell.at().size() == 1
                                && cell.at().getFirst() instanceof Value.Ramp
                                && isLine.test(cell.tensor());
                    case Value.Apply apply ->
                        !NO_LANES.contains(apply.op())
                                && apply.arguments().getFirst().kind() != Kind.INT
                                && apply.arguments().stream().allMatch(part -> has(part, isLine));
                    case Value.Choose choose ->
                        choose.kind() != Kind.INT
                                && Children.of(choose).stream().allMatch(part -> has(part, isLine));
                    default -> false;
                };
    }

    /// Whether a value differs from lane to lane.
    public boolean varies(Value value) {
        return Children.any(value, part -> switch (part) {
            case Value.At(Tile tile) ->
                this == ENTRIES ? tile.columns() instanceof Span.Features : tile.rows() instanceof Span.Rows;
            case Value.Ramp(Axis axis) ->
                this == ENTRIES ? axis == Axis.FEATURE : axis == Axis.QUERY || axis == Axis.HEAD;
            default -> false;
        });
    }
}
