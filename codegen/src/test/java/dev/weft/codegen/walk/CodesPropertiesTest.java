package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import dev.weft.runtime.BindException;
import dev.weft.runtime.Device;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What must hold of attention over folded keys whatever the numbers are.
class CodesPropertiesTest {
    private static final int KEYS = 150;
    private static final int DEPTH = 8;
    private static final int CODES = 13;

    private static final String CODED = """
            attention Coded {
              dim N, D, E, S
              query q : f32[1, 1, N, D]
              key k : f32[1, 1, N, D]
              value v : f32[1, 1, N, E]
              table c : f32[S, D]
              table r : f32[16]
              out o : f32[1, 1, N, E]
              let z = nearest(k, c)
              score = q @ c[z] + (if i div 8 - j div 8 <= 1 then r[i - j] else 0)
              keep = j <= i
              o = softmax(score) @ v
              by codes(of = z, block = 8)
            }
            """;
    private static final String PLAIN = """
            attention Plain {
              dim N, D, E
              query q : f32[1, 1, N, D]
              key k : f32[1, 1, N, D]
              value v : f32[1, 1, N, E]
              table r : f32[16]
              out o : f32[1, 1, N, E]
              score = q @ k + (if i div 8 - j div 8 <= 1 then r[i - j] else 0)
              keep = j <= i
              o = softmax(score) @ v
            }
            """;
    private static final Spec CODES_SPEC = spec(CODED, "Coded", 4_000_000);
    private static final Spec PLAIN_SPEC = spec(PLAIN, "Plain", 4_000_001);
    private static final Batch BATCH = Batch.of(List.of(CODES_SPEC, PLAIN_SPEC));

    private final Random random = new Random(7);
    private final Map<String, Values> inputs = new HashMap<>(Map.of(
            "q", normal(1, 1, KEYS, DEPTH),
            "k", normal(1, 1, KEYS, DEPTH),
            "v", normal(1, 1, KEYS, 3),
            "c", normal(CODES, DEPTH),
            "r", normal(16)));

    private static Spec spec(String text, String name, long seed) {
        return Spec.of(new RandomCase(seed, text, name, Map.of(), Map.of(), Map.of()));
    }

    private Values normal(int... shape) {
        var values = Values.zeros(shape);
        for (int e = 0; e < values.data().length; e++) {
            values.data()[e] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double[] run(Spec spec, Map<String, Values> inputs, int workers) {
        var codes = inputs.get("c");
        var sizes = Map.of("N", KEYS, "D", DEPTH, "E", 3, "S", codes == null ? 0 : codes.shape()[0]);
        var one = new RandomCase(0, "", spec.one().kernel(), sizes, Map.of(), inputs);
        var outs = Run.of(BATCH.kernel(spec), one, Device.jvm(workers)::plan);
        return Objects.requireNonNull(outs.get("o")).data();
    }

    private double[] run() {
        return run(CODES_SPEC, inputs, 2);
    }

    private double[] data(String name) {
        return Objects.requireNonNull(inputs.get(name)).data();
    }

    private static void alike(double[] got, double[] expected, double tolerance) {
        assertThat(got).hasSameSizeAs(expected);
        for (int e = 0; e < got.length; e++) {
            assertThat(got[e]).as("element %d", e).isCloseTo(expected[e], within(tolerance));
        }
    }

    @Test
    void theNumberOfWorkersDoesNotMatter() {
        var one = run(CODES_SPEC, inputs, 1);
        alike(run(CODES_SPEC, inputs, 3), one, 1e-6);
        alike(run(CODES_SPEC, inputs, 8), one, 1e-6);
    }

    @Test
    void keysThatAreCodesOfTheirOwnAreExact() {
        var codes = Values.zeros(KEYS, DEPTH);
        System.arraycopy(data("k"), 0, codes.data(), 0, KEYS * DEPTH);
        inputs.put("c", codes);
        alike(run(), run(PLAIN_SPEC, inputs, 2), 2e-5);
    }

    @Test
    void oneCodeAloneAveragesFarValues() {
        inputs.put("c", normal(1, DEPTH));
        inputs.put("r", Values.zeros(16));
        var got = run();
        double sum = 0;
        for (int i = 0; i < KEYS; i++) {
            sum += data("v")[3 * i];
            assertThat(got[3 * i]).isCloseTo(sum / (i + 1), within(1e-5));
        }
    }

    @Test
    void aCodeWithoutKeysDoesNothing() {
        var expected = run();
        var more = Values.zeros(CODES + 1, DEPTH);
        System.arraycopy(data("c"), 0, more.data(), 0, CODES * DEPTH);
        for (int d = 0; d < DEPTH; d++) {
            more.data()[CODES * DEPTH + d] = 3e4;
        }
        inputs.put("c", more);
        alike(run(), expected, 1e-6);
    }

    @Test
    void theOrderOfCodesDoesNotMatter() {
        var expected = run();
        var turned = Values.zeros(CODES, DEPTH);
        for (int s = 0; s < CODES; s++) {
            System.arraycopy(data("c"), s * DEPTH, turned.data(), (CODES - 1 - s) * DEPTH, DEPTH);
        }
        inputs.put("c", turned);
        alike(run(), expected, 2e-6);
    }

    @Test
    void noRowSeesWhatComesAfterIt() {
        var before = run();
        int changed = 77;
        for (int d = 0; d < DEPTH; d++) {
            data("k")[changed * DEPTH + d] += 3;
        }
        data("v")[changed * 3] += 10;
        var after = run();
        for (int e = 0; e < changed * 3; e++) {
            assertThat(after[e]).isEqualTo(before[e]);
        }
        assertThat(after[3 * (KEYS - 1)]).isNotEqualTo(before[3 * (KEYS - 1)]);
    }

    @Test
    void largeScoresStayNumbersAndShiftedValuesShiftTheResult() {
        var expected = run();
        for (int e = 0; e < KEYS * 3; e++) {
            data("v")[e] += 8;
        }
        var shifted = run();
        for (int e = 0; e < expected.length; e++) {
            expected[e] += 8;
        }
        alike(shifted, expected, 2e-5);
        for (int e = 0; e < KEYS * DEPTH; e++) {
            data("q")[e] *= 4000;
        }
        assertThat(run()).doesNotContain(Double.NaN);
    }

    @Test
    void quantisedKeysHaveTheCodesThatTheyAre() {
        var expected = run();
        for (int j = 0; j < KEYS; j++) {
            System.arraycopy(data("c"), nearest(j) * DEPTH, data("k"), j * DEPTH, DEPTH);
        }
        assertThat(run()).isEqualTo(expected);
    }

    private int nearest(int j) {
        int best = 0;
        for (int s = 1; s < CODES; s++) {
            best = distance(j, s) < distance(j, best) ? s : best;
        }
        return best;
    }

    private double distance(int j, int s) {
        double sum = 0;
        for (int d = 0; d < DEPTH; d++) {
            double difference = data("k")[j * DEPTH + d] - data("c")[s * DEPTH + d];
            sum += difference * difference;
        }
        return sum;
    }

    @Test
    void aKeyThatIsNoNumberIsNamed() {
        data("k")[91 * DEPTH + 2] = Double.NaN;
        assertThatThrownBy(this::run)
                .isInstanceOf(BindException.class)
                .hasMessage(
                        "Coded: `nearest` finds no code: `k[0, 0, 91]` holds NaN or a number without bound, or scores exceed f32."
                                + " Cure: pass finite keys and a finite codebook, with scores `x @ c - |c|^2 / 2` that f32 can hold");
    }

    @Test
    void aCodeThatIsNoNumberIsNamed() {
        data("c")[3 * DEPTH] = Double.NaN;
        assertThatThrownBy(this::run)
                .isInstanceOf(BindException.class)
                .hasMessageContaining("`c` holds NaN or a number without bound");
    }

    @Test
    void anEmptyCodebookIsRefused() {
        inputs.put("c", Values.zeros(0, DEPTH));
        assertThatThrownBy(this::run).hasMessageContaining("1 <= S (for `nearest(k, c)`)");
    }
}
