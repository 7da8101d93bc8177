package dev.weft.codegen.emit.tornado;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.lower.StepLowering;
import dev.weft.dsl.golden.Meaning;
import dev.weft.dsl.model.Scan;
import org.junit.jupiter.api.Test;

/// What the kernels of scans cost.
class ScanTextTest {
    private static final String LSTM = """
            scan Lstm {
              dim    B, N, X, D
              input  x : f32[B, N, X]
              weight Wi, Wf, Wg, Wo : f32[D, X]
              weight Ui, Uf, Ug, Uo : f32[D, D]
              state  h : f32[B, N, D]
              state  c : f32[B, N, D]
              let i = sigmoid(Wi @ x[t] + Ui @ h[t-1])
              let f = sigmoid(Wf @ x[t] + Uf @ h[t-1])
              let g = tanh(Wg @ x[t] + Ug @ h[t-1])
              let u = sigmoid(Wo @ x[t] + Uo @ h[t-1])
              c[t] = f * c[t-1] + i * g
              h[t] = u * tanh(c[t])
            }
            """;

    private static final String READ_OUT = """
            scan ReadOut {
              dim    B, N, D
              input  x : f32[B, N, D]
              weight U, C : f32[D, D]
              state  h : f32[B, N, D]
              out    y, z : f32[B, N, D]
              h[t] = tanh(x[t] + U @ h[t-1])
              y[t] = C @ h[t]
              z[t] = 2 * x[t] + h[t]
            }
            """;

    @Test
    void aStepOfAnLstmNeedsOneBarrierAndReadsTheStateOnce() {
        var steps = kernel(LSTM, "Lstm", "steps");
        assertThat(steps.split("localBarrier", -1)).hasSize(2);
        assertThat(steps.split("= reals\\[before_h \\+ e]", -1)).hasSize(2);
    }

    @Test
    void productsWithInputsAreDoneAhead() {
        assertThat(kernel(LSTM, "Lstm", "ahead")).contains("Wi0 = Wi @ x0", "Wo0 = Wo @ x0");
        assertThat(kernel(LSTM, "Lstm", "steps")).doesNotContain("tensor_x");
    }

    @Test
    void whatNoStepWaitsForIsDoneAfter() {
        assertThat(kernel(READ_OUT, "ReadOut", "after")).contains("C0 = C @ hAfter", "tensor_y.set");
        assertThat(kernel(READ_OUT, "ReadOut", "steps"))
                .contains("tensor_z.set", "tensor_h.set")
                .doesNotContain("tensor_y");
        assertThat(text(READ_OUT, "ReadOut")).doesNotContain("void ahead(");
    }

    private static String kernel(String text, String name, String kernel) {
        var all = text(text, name);
        int start = all.indexOf("void " + kernel + "(");
        int end = all.indexOf("/**", start);
        return all.substring(start, end < 0 ? all.length() : end);
    }

    private static String text(String text, String name) {
        return TornadoWeaver.weave(StepLowering.lower("", "test.weft", (Scan) Meaning.kernel(text, name)))
                .toString();
    }
}
