package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What must hold of codes and folded keys on TornadoVM's devices whatever the numbers are: on
/// the emulator, and with TORNADOVM_HOME set on TornadoVM itself.
class TornadoCodesTest {
    private static final int KEYS = 700;
    private static final int DEPTH = 24;
    private static final int CODES = 90;

    /// Query i is told the code of key i: it is its only score.
    private static final Spec TOLD = spec("""
            attention Told {
              dim N, D, S
              query q : f32[N, 1] at [i]
              key k : f32[1, 1, N, D]
              table c : f32[S, D]
              out z : f32[N] at [i]
              score = nearest(k, c)
              keep = j == i
              z = logsumexp(score)
            }
            """, "Told", 5_000_000);

    private static final Spec FOLDED = spec("""
            attention Folded {
              dim N, D, S
              query q : f32[1, 1, N, D]
              key k : f32[1, 1, N, D]
              value v : f32[1, 1, N, D]
              table c : f32[S, D]
              out o : f32[1, 1, N, D]
              let z = nearest(k, c)
              score = q @ c[z]
              keep = j <= i
              o = softmax(score) @ v
              by codes(of = z, block = 8)
            }
            """, "Folded", 5_000_001);

    private static final Spec PLAIN = spec("""
            attention Plain {
              dim N, D
              query q : f32[1, 1, N, D]
              key k : f32[1, 1, N, D]
              value v : f32[1, 1, N, D]
              out o : f32[1, 1, N, D]
              score = q @ k
              keep = j <= i
              o = softmax(score) @ v
            }
            """, "Plain", 5_000_002);

    private static final Batch BATCH = TornadoWalkTest.batch(List.of(TOLD, FOLDED, PLAIN));

    @AfterAll
    static void removeKernels() throws IOException {
        TornadoWalkTest.removeKernels();
    }

    private final Random random = new Random(11);

    private static Spec spec(String text, String name, long seed) {
        return Spec.of(new RandomCase(seed, text, name, Map.of(), Map.of(), Map.of()));
    }

    private static Values filled(DoubleSupplier numbers, int... shape) {
        var values = Values.zeros(shape);
        for (int e = 0; e < values.data().length; e++) {
            values.data()[e] = (float) numbers.getAsDouble();
        }
        return values;
    }

    private Map<String, Values> inputs(DoubleSupplier numbers, int codes) {
        return new HashMap<>(Map.of(
                "q", filled(numbers, 1, 1, KEYS, DEPTH),
                "k", filled(numbers, 1, 1, KEYS, DEPTH),
                "v", filled(numbers, 1, 1, KEYS, DEPTH),
                "c", filled(numbers, codes, DEPTH)));
    }

    private static double[] data(Map<String, Values> inputs, String name) {
        return Objects.requireNonNull(inputs.get(name)).data();
    }

    private static RandomCase one(Spec spec, Map<String, Values> inputs, int codes) {
        return new RandomCase(0, "", spec.one().kernel(), Map.of("N", KEYS, "D", DEPTH, "S", codes), Map.of(), inputs);
    }

    private static double[] run(String form, Spec spec, Map<String, Values> inputs, int codes) {
        var outs = Run.of(
                BATCH.kernel(spec),
                one(spec, inputs, codes),
                (kernel, sizes) -> TornadoWalkTest.plan(form, kernel, sizes));
        return outs.values().iterator().next().data();
    }

    private static void sameCodes(String form, Map<String, Values> inputs) {
        var told = new HashMap<>(inputs);
        told.put("q", Values.zeros(KEYS, 1));
        var expected = TOLD.on(one(TOLD, told, CODES)).expected().values().stream()
                .flatMap(z -> Arrays.stream(z.data()).boxed())
                .map(Math::rint)
                .toArray(Double[]::new);
        var got = run(form, TOLD, told, CODES);
        assertThat(Arrays.stream(got).mapToObj(Math::rint)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void codesAreThoseOfTheInterpreter(String form) {
        sameCodes(form, inputs(random::nextGaussian, CODES));
    }

    /// Entries of -1, 0 and 1 make many distances alike.
    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void theLowestCodeWinsATie(String form) {
        sameCodes(form, inputs(() -> random.nextInt(3) - 1, CODES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void oneCodeAloneAveragesAllValues(String form) {
        var inputs = inputs(random::nextGaussian, 1);
        var got = run(form, FOLDED, inputs, 1);
        double sum = 0;
        for (int i = 0; i < KEYS; i++) {
            sum += data(inputs, "v")[i * DEPTH];
            assertThat(got[i * DEPTH]).isCloseTo(sum / (i + 1), within(1e-5));
        }
    }

    private static void alike(double[] got, double[] expected, double tolerance) {
        assertThat(got).hasSameSizeAs(expected);
        for (int e = 0; e < got.length; e++) {
            assertThat(got[e]).as("element %d", e).isCloseTo(expected[e], within(tolerance));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void keysThatAreCodesOfTheirOwnAreExact(String form) {
        var inputs = inputs(random::nextGaussian, KEYS);
        inputs.put("c", new Values(new int[] {KEYS, DEPTH}, data(inputs, "k").clone()));
        alike(run(form, FOLDED, inputs, KEYS), run(form, PLAIN, inputs, KEYS), 2e-5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void aCodeWithoutKeysDoesNothing(String form) {
        var inputs = inputs(random::nextGaussian, CODES);
        var expected = run(form, FOLDED, inputs, CODES);
        var more = Values.zeros(CODES + 1, DEPTH);
        System.arraycopy(data(inputs, "c"), 0, more.data(), 0, CODES * DEPTH);
        Arrays.fill(more.data(), CODES * DEPTH, (CODES + 1) * DEPTH, 3e4);
        inputs.put("c", more);
        alike(run(form, FOLDED, inputs, CODES + 1), expected, 2e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void theOrderOfCodesDoesNotMatter(String form) {
        var inputs = inputs(random::nextGaussian, CODES);
        var expected = run(form, FOLDED, inputs, CODES);
        var turned = Values.zeros(CODES, DEPTH);
        for (int s = 0; s < CODES; s++) {
            System.arraycopy(data(inputs, "c"), s * DEPTH, turned.data(), (CODES - 1 - s) * DEPTH, DEPTH);
        }
        inputs.put("c", turned);
        alike(run(form, FOLDED, inputs, CODES), expected, 5e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void largeScoresStayNumbersAndShiftedValuesShiftTheResult(String form) {
        var inputs = inputs(random::nextGaussian, CODES);
        var expected = run(form, FOLDED, inputs, CODES);
        Arrays.setAll(data(inputs, "v"), e -> data(inputs, "v")[e] + 8);
        Arrays.setAll(expected, e -> expected[e] + 8);
        alike(run(form, FOLDED, inputs, CODES), expected, 4e-5);
        Arrays.setAll(data(inputs, "q"), e -> data(inputs, "q")[e] * 4000);
        assertThat(run(form, FOLDED, inputs, CODES)).doesNotContain(Double.NaN);
    }

    /// Keys that are moved to their codes keep them.
    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void quantisedKeysHaveTheCodesThatTheyAre(String form) {
        var inputs = inputs(random::nextGaussian, CODES);
        inputs.put("q", Values.zeros(KEYS, 1));
        var codes = run(form, TOLD, inputs, CODES);
        for (int j = 0; j < KEYS; j++) {
            int code = (int) Math.rint(codes[j]);
            System.arraycopy(data(inputs, "c"), code * DEPTH, data(inputs, "k"), j * DEPTH, DEPTH);
        }
        assertThat(run(form, TOLD, inputs, CODES)).isEqualTo(codes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void noRowSeesWhatComesAfterIt(String form) {
        var inputs = inputs(random::nextGaussian, CODES);
        var before = run(form, FOLDED, inputs, CODES);
        int changed = 333;
        for (int d = 0; d < DEPTH; d++) {
            data(inputs, "k")[changed * DEPTH + d] += 3;
            data(inputs, "v")[changed * DEPTH + d] += 10;
        }
        var after = run(form, FOLDED, inputs, CODES);
        for (int e = 0; e < changed * DEPTH; e++) {
            assertThat(after[e]).isEqualTo(before[e]);
        }
        assertThat(after[(KEYS - 1) * DEPTH]).isNotEqualTo(before[(KEYS - 1) * DEPTH]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void aKeyThatIsNoNumberIsNamed(String form) {
        var inputs = inputs(random::nextGaussian, CODES);
        data(inputs, "k")[611 * DEPTH + 5] = Double.NaN;
        data(inputs, "k")[612 * DEPTH] = Double.POSITIVE_INFINITY;
        assertThatThrownBy(() -> run(form, FOLDED, inputs, CODES))
                .hasStackTraceContaining("`k[0, 0, 611]` holds NaN or a number without bound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void aCodebookThatIsNoNumberIsNamed(String form) {
        var inputs = inputs(random::nextGaussian, CODES);
        data(inputs, "c")[77 * DEPTH] = Double.NaN;
        assertThatThrownBy(() -> run(form, FOLDED, inputs, CODES))
                .hasStackTraceContaining(
                        "`nearest` finds no code: `c` holds NaN or a number without bound. Cure: pass finite keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void anEmptyCodebookIsRefused(String form) {
        assertThatThrownBy(() -> run(form, FOLDED, inputs(random::nextGaussian, 0), 0))
                .hasMessageContaining("1 <= S (for `nearest(k, c)`)");
    }

    @Test
    void keysThatATableIndexesAreRefused() {
        var text = """
            attention Paged {
              dim N, M, X, D, S
              query q : f32[1, 1, N, D]
              key k : f32[X, D] at [page[j]] for j < M
              value v : f32[1, 1, M, D]
              table page : i32[M]
              table c : f32[S, D]
              out o : f32[1, 1, N, D]
              score = q @ c[nearest(k, c)]
              o = softmax(score) @ v
            }
            """;
        var spec = Spec.of(new RandomCase(1, text, "Paged", Map.of(), Map.of(), Map.of()));
        assertThatThrownBy(() -> TornadoWalkTest.batch(List.of(spec)))
                .hasMessageContaining("Paged makes codes of, or folds, `k`, which a table indexes")
                .hasMessageContaining("Cure: run it on the JVM, or index `k` by b, h and j alone");
    }
}
