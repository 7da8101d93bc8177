package dev.weft.codegen.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.tile.StateRange;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.dsl.golden.Meaning;
import dev.weft.dsl.model.Scan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is proved of states.
final class StateRangesTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tanh(U @ h[t-1] + x[t])                     | -1 | 1 | false
                    0.5 * tanh(U @ h[t-1]) - 0.25               | -0.75 | 0.25 | false
                    sigmoid(x[t] + h[t-1]) * tanh(U @ h[t-1])   | -1 | 1 | false
                    max(-2, min(x[t] + h[t-1], 3))              | -2 | 3 | false
                    if t mod 2 == 0 then tanh(h[t-1]) else 4    | -1 | 4 | false
                    0.25 * h[t-1] + 0.75 * tanh(x[t])           | -1 | 1 | true
                    if t mod 2 == 0 then h[t-1] else tanh(x[t]) | -1 | 1 | true
                    abs(sin(x[t] + h[t-1]))                     | 0 | 1 | false
                    """)
    void whatIsBoundedIsSeen(String next, double low, double high, boolean start) {
        assertThat(range(next)).isEqualTo(new StateRange(low, high, start));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    h[t-1] + tanh(x[t])
                    h[t-1]
                    0.5 * h[t-1] + 0.75 * tanh(x[t])
                    (1 - x[t]) * h[t-1] + x[t] * tanh(x[t])
                    sigmoid(x[t]) * h[t-1] + sigmoid(x[t]) * tanh(x[t])
                    h[t-1] * h[t-1]
                    (1 - sigmoid(x[t])) * (U @ h[t-1]) + sigmoid(x[t]) * tanh(x[t])
                    """)
    void whatIsNotIsNotSaidToBe(String next) {
        var range = range(next);
        assertThat(range.low() == -INFINITE || range.high() == INFINITE).isTrue();
    }

    /// Gates are weights, whichever of the two is written as 1 less the other.
    @Test
    void gatedMeansStayBetween() {
        for (var next : List.of(
                "(1 - z) * tanh(x[t]) + z * h[t-1]",
                "z * tanh(x[t]) + (1 - z) * h[t-1]",
                "h[t-1] * z + tanh(x[t]) * (1 - z)")) {
            assertThat(range("let z = sigmoid(x[t] + U @ h[t-1])", next)).isEqualTo(new StateRange(-1, 1, true));
        }
    }

    /// The second state is made of the first at the same step; the first may be anything before the first
    /// step.
    @Test
    void statesAreBoundedOneByOne() {
        var states = states("""
                scan Two {
                  dim   B, N, D
                  input x : f32[B, N, D]
                  state c : f32[B, N, D]
                  state h : f32[B, N, D]
                  state g : f32[B, N, D]
                  c[t] = c[t-1] + x[t]
                  h[t] = 3 * tanh(c[t])
                  g[t] = h[t-1] + 0 * h[t]
                }
                """, "Two");
        assertThat(states).extracting(StepProgram.State::tensor).containsExactly("c", "h", "g");
        assertThat(states.get(0).range().isBounded()).isFalse();
        assertThat(states.get(1).range()).isEqualTo(new StateRange(-3, 3, false));
        assertThat(states.get(2).range().isBounded()).isFalse();
    }

    private static StateRange range(String next) {
        return range("", next);
    }

    private static StateRange range(String let, String next) {
        var text = """
                scan One {
                  dim    B, N, D
                  input  x : f32[B, N, D]
                  weight U : f32[D, D]
                  init   h0 : f32[B, D]
                  state  h : f32[B, N, D] from h0
                  LET
                  h[t] = NEXT
                }
                """.replace("LET", let).replace("NEXT", next);
        return states(text, "One").getFirst().range();
    }

    private static List<StepProgram.State> states(String text, String name) {
        return StepLowering.lower("", name + ".weft", (Scan) Meaning.kernel(text, name))
                .states();
    }
}
