package dev.weft.codegen.schedule;

import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.List;
import java.util.function.Predicate;

/// Which scans can be interleaved: a vector then holds the same number of as many sequences, or parts of
/// one, as it has lanes. That fills vectors where states are shorter than they are. Nothing of a step may
/// depend on where it is but what it reads: no rotation, no table, no function without vectors.
public final class Interleaving {
    private Interleaving() {}

    /// Whether a scan can be in a form. One that is solved by fixed-point iteration is not.
    public static boolean has(StepProgram program, JvmForm form) {
        return form != JvmForm.SCALAR
                && !(program.solving() instanceof Solving.FixedPoint)
                && program.signature().arguments().stream().allMatch(Streams::isNarrow)
                && program.operations().stream().allMatch(op -> has(op, program.signature()));
    }

    private static boolean has(TileOp op, Signature signature) {
        var floats = isFloats(signature);
        return Operands.assigned(op).stream().map(Tile::kind).allMatch(Kind.REAL::equals)
                && switch (op) {
                    case TileOp.Load load -> floats.test(load.tensor());
                    case TileOp.Transform transform -> floats.test(transform.matrix());
                    case TileOp.Map map -> EntryVectors.SEQUENCES.has(map.value(), floats);
                    case TileOp.RowReduce reduce -> EntryVectors.SEQUENCES.has(reduce.value(), floats);
                    case TileOp.Store store ->
                        floats.test(store.tensor())
                                && store.value().kind() == Kind.REAL
                                && EntryVectors.SEQUENCES.has(store.value(), floats);
                    case TileOp.Rotate _, TileOp.Dot _, TileOp.Loop _, TileOp.When _ -> false;
                };
    }

    private static Predicate<String> isFloats(Signature signature) {
        return tensor -> switch (type(tensor, signature)) {
            case F32, F16, BF16 -> true;
            case F64, I32, BOOL -> false;
        };
    }

    private static ElementType type(String tensor, Signature signature) {
        return signature.arguments().stream()
                .filter(argument -> argument.name().equals(tensor))
                .filter(Signature.Tensor.class::isInstance)
                .map(argument -> ((Signature.Tensor) argument).type())
                .findFirst()
                .orElse(ElementType.F64);
    }

    /// The inputs of one number per step that a scan reads where they are needed.
    public static List<String> numbers(StepProgram program) {
        return program.operations().stream()
                .flatMap(op -> values(op).stream())
                .flatMap(value -> Children.all(value).stream())
                .filter(part -> part instanceof Value.Cell cell && cell.at().equals(EntryVectors.STEP_OF_SEQUENCE))
                .map(cell -> ((Value.Cell) cell).tensor())
                .distinct()
                .toList();
    }

    private static List<Value> values(TileOp op) {
        return switch (op) {
            case TileOp.Map map -> List.of(map.value());
            case TileOp.RowReduce reduce -> List.of(reduce.value());
            case TileOp.Store store -> List.of(store.value());
            case TileOp.Load _, TileOp.Transform _, TileOp.Rotate _, TileOp.Dot _, TileOp.Loop _, TileOp.When _ ->
                List.of();
        };
    }
}
