package dev.weft.codegen.schedule;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.Value;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Which values have a form as vectors: of neighbouring entries of one row, of neighbouring rows, or of the same
/// number of many sequences.
public enum EntryVectors {
    /// Lanes are entries: a tile with rows of entries has one of them in each lane.
    ENTRIES,
    /// Lanes are rows: a tile with one number for each row has the numbers of neighbouring rows in its lanes.
    ROWS,
    /// Lanes are sequences, or parts of some: every tile has the same number of each of them in its lanes, and an
    /// input of one number per step has that.
    SEQUENCES;

    /// Where an input has one number for each step.
    static final List<Value> STEP_OF_SEQUENCE = List.of(new Value.Ramp(Axis.BATCH), new Value.Ramp(Axis.STEP));

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
                                && (this != ROWS || at.tile().columns() instanceof Span.One);
                    case Value.Cell cell -> isRead(cell) && isLine.test(cell.tensor());
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

    /// Whether lanes can read a cell, if its tensor is there as floats.
    private boolean isRead(Value.Cell cell) {
        return cell.at().equals(List.of(new Value.Ramp(Axis.FEATURE)))
                || (this == SEQUENCES && cell.at().equals(STEP_OF_SEQUENCE));
    }

    /// Whether a value differs from lane to lane, or from one vector to the next.
    public boolean varies(Value value) {
        return Children.any(value, part -> switch (part) {
            case Value.At(Tile tile) ->
                switch (this) {
                    case ENTRIES -> tile.columns() instanceof Span.Features;
                    case ROWS, SEQUENCES -> tile.rows() instanceof Span.Rows;
                };
            case Value.Ramp(Axis axis) ->
                switch (this) {
                    case ENTRIES -> axis == Axis.FEATURE;
                    case ROWS -> axis == Axis.QUERY || axis == Axis.HEAD;
                    case SEQUENCES -> axis == Axis.FEATURE || axis == Axis.BATCH || axis == Axis.STEP;
                };
            default -> false;
        });
    }
}
