package dev.weft.codegen.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.codegen.lower.StepLowering;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.dsl.golden.Meaning;
import dev.weft.dsl.model.Scan;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What is chosen for a scan without `by`, and what its estimates say.
class ScanChoiceTest {
    private static final String GRU = """
            scan Gru {
              dim    B, N, D
              input  x, y, v : f32[B, N, D]
              weight Ur, Uz, Un : f32[D, D]
              state  h : f32[B, N, D]
              let r = sigmoid(x[t] + Ur @ h[t-1])
              let z = sigmoid(y[t] + Uz @ h[t-1])
              let n = tanh(v[t] + r * (Un @ h[t-1]))
              h[t] = (1 - z) * n + z * h[t-1]
            }
            """;
    private static final String GATED = """
            scan Gated {
              dim   B, N, D
              input a, x : f32[B, N, D]
              state h : f32[B, N, D]
              h[t] = sigmoid(a[t]) * h[t-1] + x[t]
            }
            """;

    /// Few sequences are parted, if there are steps enough for it to pay; many keep the workers busy as they
    /// are.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # B | N     | D    | workers | parts
            1   | 65536 | 4    | 2       | 32
            1   | 65536 | 2    | 2       | 64
            1   | 16384 | 8    | 2       | 32
            1   | 16384 | 8    | 16      | 256
            3   | 16384 | 8    | 2       | 10
            1   | 16384 | 64   | 2       | 12
            1   | 2048  | 256  | 2       | 12
            12  | 16384 | 8    | 2       | 2
            32  | 16384 | 8    | 2       | 1
            64  | 16384 | 256  | 16      | 1
            1   | 127   | 8    | 2       | 1
            1   | 1     | 8    | 2       | 1
            0   | 500   | 8    | 2       | 1
            1   | 0     | 8    | 2       | 1
            """)
    void gru(int batches, int steps, int width, int workers, int parts) {
        var choice = choice(GRU, JvmForm.V512, batches, steps, width, workers);
        assertThat(choice.chosen()).isEqualTo(parts);
        assertThat(choice.chosen() > 1).isEqualTo(choice.parts() < choice.sequential());
    }

    /// A row of a diagonal cell that fills the registers streams: parts are for workers alone, and one worker
    /// goes step by step.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # B | N     | D   | workers | parts
            1   | 65536 | 256 | 2       | 2
            1   | 65536 | 256 | 1       | 1
            2   | 65536 | 256 | 2       | 1
            1   | 65536 | 4   | 1       | 16
            1   | 100   | 256 | 2       | 1
            """)
    void stream(int batches, int steps, int width, int workers, int parts) {
        assertThat(Streams.isStream(program(GATED), JvmForm.V512)).isTrue();
        assertThat(choice(GATED, JvmForm.V512, batches, steps, width, workers).chosen())
                .isEqualTo(parts);
    }

    /// A dense Jacobian costs as many steps as the state has numbers: the wider, the worse.
    @ParameterizedTest
    @EnumSource(JvmForm.class)
    void newtonIsNeverCheaper(JvmForm form) {
        double before = 1;
        for (int width : new int[] {4, 64, 1024}) {
            var choice = choice(GRU, form, 1, 4096, width, 2);
            double times = (double) choice.newton() / Math.min(choice.sequential(), choice.parts());
            assertThat(times).as("width %d", width).isGreaterThan(before);
            before = times;
        }
        assertThat(before).isGreaterThan(100);
        var gated = choice(GATED, form, 1, 4096, 256, 2);
        assertThat(gated.newton()).isGreaterThan(Math.min(gated.sequential(), gated.parts()));
    }

    /// A matrix that outgrows the caches serves six rows for little more than one.
    @Test
    void largeMatricesPayForRowsSideBySide() {
        assertThat(gain(512)).isGreaterThan(2 * gain(32));
    }

    /// How much faster one worker is in parts.
    private static double gain(int width) {
        var choice = choice(GRU, JvmForm.V512, 1, 4096, width, 1);
        return (double) choice.sequential() / choice.parts();
    }

    @Test
    void aSpecThatChoosesLeavesNoChoice() {
        var by = program(GRU.replace("}\n", "  by sequential()\n}\n"));
        assertThatThrownBy(() -> ScanChoice.of(by, JvmForm.V512, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the spec chooses");
        assertThat(ScanSchedule.of(by, JvmForm.V512))
                .extracting(ScanSchedule.Step::name)
                .contains("parts", "rowTile", "interleaved", "chunk")
                .doesNotContain("aside", "able");
    }

    /// States that are shorter than vectors leave lanes empty, unless there are sequences or parts for them; those that
    /// fill vectors gain nothing, and meet a weight at a time.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # B | N     | D    | interleaved
            1   | 65536 | 2    | 32
            1   | 65536 | 8    | 16
            32  | 512   | 8    | 16
            32  | 512   | 32   | 16
            1   | 16384 | 64   | 1
            32  | 512   | 64   | 1
            1   | 2048  | 256  | 1
            8   | 1024  | 256  | 1
            32  | 256   | 256  | 1
            1   | 100   | 8    | 1
            """)
    void interleaved(int batches, int steps, int width, int interleaved) {
        assertThat(known(GRU, JvmForm.V512, batches, steps, width, 2)).containsEntry("interleaved", interleaved);
    }

    /// Sequences are interleaved without being cut, where a spec asks for one step after the other.
    @Test
    void sequencesAreInterleavedOneStepAfterTheOther() {
        var known = known(GRU.replace("}\n", "  by sequential()\n}\n"), JvmForm.V256, 32, 512, 4, 2);
        assertThat(known)
                .containsEntry("interleaved", 8)
                .containsEntry("parts", 1)
                .containsEntry("rowTile", 8);
    }

    private static ScanChoice choice(String text, JvmForm form, int batches, int steps, int width, int workers) {
        var program = program(text);
        return ScanChoice.of(program, form, given(program, batches, steps, width, workers));
    }

    private static Map<String, Integer> known(
            String text, JvmForm form, int batches, int steps, int width, int workers) {
        var program = program(text);
        return ScanChoice.known(program, form, given(program, batches, steps, width, workers));
    }

    private static Map<String, Integer> given(StepProgram program, int batches, int steps, int width, int workers) {
        var given = new HashMap<String, Integer>();
        ScanChoice.lengths(program).keySet().forEach(name -> given.put(name, width));
        given.putAll(Map.of("batches", batches, "steps", steps, "workers", workers));
        return given;
    }

    private static StepProgram program(String text) {
        return StepLowering.lower("", "test.weft", (Scan) Meaning.kernel(text, text.split(" ", 3)[1]));
    }
}
