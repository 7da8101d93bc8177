package dev.weft.codegen.schedule;

import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;

/// Which scans stream: every entry of the states is a recurrence of its own. Such a scan needs no
/// tiles of many steps: a row of each input is all that a step reads.
public final class Streams {
    private Streams() {}

    /// Whether a scan streams in a form: vectors of one size everywhere, f32 where they are written, no
    /// product, no sum, and only functions of vectors. A scan that is solved by fixed-point
    /// iteration does not.
    public static boolean isStream(StepProgram program, JvmForm form) {
        if (form == JvmForm.SCALAR || program.solving() instanceof Solving.FixedPoint) {
            return false;
        }
        var columns = program.states().getFirst().next().columns();
        return columns instanceof Span.Features
                && program.signature().arguments().stream().allMatch(Streams::isNarrow)
                && program.states().stream()
                        .allMatch(state -> state.next().columns().equals(columns))
                && program.operations().stream().allMatch(op -> streams(op, columns, program.signature()));
    }

    /// Whether an argument leaves a scan in single precision.
    static boolean isNarrow(Signature.Argument argument) {
        return switch (argument) {
            case Signature.Tensor tensor -> tensor.type() != ElementType.F64;
            case Signature.Scalar scalar -> scalar.type() != ElementType.F64;
        };
    }

    private static boolean streams(TileOp op, Span columns, Signature signature) {
        return switch (op) {
            case TileOp.Load load -> load.to().columns().equals(columns);
            case TileOp.Map map -> map.to().columns().equals(columns) && hasLanes(map.value(), columns);
            case TileOp.Store store ->
                store.over().equals(columns) && isFloats(store.tensor(), signature) && hasLanes(store.value(), columns);
            case TileOp.Transform _, TileOp.RowReduce _, TileOp.Rotate _, TileOp.Dot _, TileOp.Loop _, TileOp.When _ ->
                false;
        };
    }

    private static boolean hasLanes(Value value, Span columns) {
        return EntryVectors.ENTRIES.has(value, _ -> true)
                && Operands.read(value).stream().allMatch(tile -> tile.columns().equals(columns));
    }

    private static boolean isFloats(String tensor, Signature signature) {
        return signature.arguments().stream()
                .anyMatch(argument -> argument instanceof Signature.Tensor known
                        && known.name().equals(tensor)
                        && known.type() == ElementType.F32);
    }
}
