package dev.weft.codegen.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.lower.StepLowering;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Slopes;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.dsl.golden.Meaning;
import dev.weft.dsl.model.Scan;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What unit columns and weights alone decide is taken out of the steps, and nothing else.
class ColumnOperationsTest {
    /// The products of a GRU whose reset gate stands behind one: no step has a part in any.
    @Test
    void productsOfUnitColumnsAreTheSameAtAllSteps() {
        var split = split("""
                let r = sigmoid(x[t] + Ur @ h[t-1])
                let z = sigmoid(y[t] + Uz @ h[t-1])
                let n = tanh(v[t] + r * (Un @ h[t-1]))
                h[t] = (1 - z) * n + z * h[t-1]""");
        assertThat(split.once()).hasSize(3).allMatch(TileOp.Transform.class::isInstance);
        assertThat(split.steps()).hasSize(1).allMatch(TileOp.Map.class::isInstance);
    }

    /// What a gate weighs before it is multiplied changes with the step, and so does the product.
    @Test
    void aProductOfWhatAStepWeighsIsItsOwn() {
        var split = split("""
                let r = sigmoid(x[t] + Ur @ h[t-1])
                h[t] = tanh(v[t] + Un @ (r * h[t-1]))""");
        assertThat(matrices(split.once())).containsExactly("Ur");
        assertThat(matrices(split.steps())).containsExactly("Un");
    }

    /// Constant factors and sums of what is the same at all steps are the same, too.
    @Test
    void sumsOfWhatIsTheSameAreTheSame() {
        var split = split("""
                let p = 0.5 * Ur @ h[t-1]
                let q = Uz @ (p - h[t-1])
                h[t] = tanh(x[t] + Un @ q) * y[t]""");
        assertThat(matrices(split.once())).containsExactly("Ur", "Uz", "Un");
        assertThat(matrices(split.steps())).isEmpty();
    }

    /// A rotation by a number is the same at all steps, one by the step is not.
    @Test
    void aRotationByTheStepIsItsOwn() {
        var fixed = split("h[t] = tanh(x[t] + Ur @ rope(h[t-1], 0.25))");
        assertThat(fixed.once()).hasSize(2);
        var turning = split("h[t] = tanh(x[t] + Ur @ rope(h[t-1], t))");
        assertThat(turning.once()).isEmpty();
        assertThat(matrices(turning.steps())).containsExactly("Ur");
    }

    private static List<String> matrices(List<TileOp> operations) {
        return operations.stream()
                .filter(TileOp.Transform.class::isInstance)
                .map(op -> ((TileOp.Transform) op).matrix())
                .toList();
    }

    /// Both halves keep the order, nothing is lost, and what comes first reads nothing of what comes later.
    private static ColumnOperations split(String equations) {
        var text = """
                scan Cell {
                  dim    B, N, D
                  input  x, y, v : f32[B, N, D]
                  weight Ur, Uz, Un : f32[D, D]
                  state  h : f32[B, N, D]
                  %s
                  by deer()
                }
                """.formatted(equations.replace("\n", "\n  "));
        var program = StepLowering.lower("", "test.weft", (Scan) Meaning.kernel(text, "Cell"));
        var columns = (Slopes.Columns) program.slopes();
        var split = ColumnOperations.of(columns);
        var once = columns.operations().stream().filter(split.once()::contains).toList();
        var steps = columns.operations().stream()
                .filter(op -> !split.once().contains(op))
                .toList();
        assertThat(split.once()).isEqualTo(once);
        assertThat(split.steps()).isEqualTo(steps);
        var known = new HashSet<Tile>(columns.before());
        for (var op : split.once()) {
            assertThat(known).containsAll(Operands.read(op));
            known.addAll(Operands.assigned(op));
        }
        return split;
    }
}
