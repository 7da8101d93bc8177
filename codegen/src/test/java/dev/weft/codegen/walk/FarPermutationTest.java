package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import dev.weft.runtime.Device;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Far keys are a bag: whatever order they stand in, a query for which they are far gets the same, in the
/// interpreter, on the JVM and on TornadoVM's devices.
class FarPermutationTest {
    private static final int KEYS = 150;
    private static final int DEPTH = 8;
    private static final int CODES = 13;

    private static final Spec BEHIND = spec("Behind", "i div 8 - j div 8 <= 1", "j <= i", 7_000_000);
    private static final Spec BOTH = spec("Both", "abs(i div 8 - j div 8) <= 1", "true", 7_000_001);
    private static final Batch JVM = Batch.of(List.of(BEHIND, BOTH));
    private static final Batch DEVICE = TornadoWalkTest.batch(List.of(BEHIND, BOTH));

    private final Random random = new Random(29);

    @AfterAll
    static void removeKernels() throws IOException {
        TornadoWalkTest.removeKernels();
    }

    private static Spec spec(String name, String near, String keep, long seed) {
        var text = """
                attention %s {
                  dim N, D, S
                  query q : f32[1, 1, N, D]
                  key k : f32[1, 1, N, D]
                  value v : f32[1, 1, N, D]
                  table c : f32[S, D]
                  table r : f32[16]
                  out o : f32[1, 1, N, D]
                  let z = nearest(k, c)
                  score = if %s then q @ k + r[abs(i - j)] else q @ c[z]
                  keep = %s
                  o = softmax(score) @ v
                  by codes(of = z, block = 8)
                }
                """.formatted(name, near, keep);
        return Spec.of(new RandomCase(seed, text, name, Map.of(), Map.of(), Map.of()));
    }

    /// Keys below 56 are far from queries 64 to 71, in blocks of 8.
    @ParameterizedTest
    @ValueSource(strings = {"interpreter", "jvm", "groups", "loops"})
    void theOrderOfKeysBehindDoesNotMatter(String device) {
        orderDoesNotMatter(device, BEHIND, IntStream.range(0, 56).toArray());
    }

    /// So are keys from 80 on, and which side a far key is on does not matter either.
    @ParameterizedTest
    @ValueSource(strings = {"interpreter", "jvm", "groups", "loops"})
    void theOrderOfKeysOnBothSidesDoesNotMatter(String device) {
        var far = IntStream.concat(IntStream.range(0, 56), IntStream.range(80, KEYS));
        orderDoesNotMatter(device, BOTH, far.toArray());
    }

    private void orderDoesNotMatter(String device, Spec spec, int[] far) {
        var inputs = new HashMap<>(Map.of(
                "q", normal(1, 1, KEYS, DEPTH),
                "k", normal(1, 1, KEYS, DEPTH),
                "v", normal(1, 1, KEYS, DEPTH),
                "c", normal(CODES, DEPTH),
                "r", normal(16)));
        var before = run(device, spec, inputs);
        var order = Arrays.stream(far).boxed().collect(Collectors.toList());
        Collections.shuffle(order, random);
        for (var name : List.of("k", "v")) {
            inputs.put(name, moved(Objects.requireNonNull(inputs.get(name)), far, order));
        }
        var after = run(device, spec, inputs);
        double tolerance = device.equals("interpreter") ? 1e-12 : 4e-6;
        for (int e = 64 * DEPTH; e < 72 * DEPTH; e++) {
            assertThat(after[e]).as("element %d", e).isCloseTo(before[e], within(tolerance));
        }
        // Queries that are near some of them see the difference.
        assertThat(after[8 * DEPTH]).isNotCloseTo(before[8 * DEPTH], within(1e-3));
    }

    private static Values moved(Values values, int[] to, List<Integer> from) {
        var moved = new Values(values.shape(), values.data().clone());
        for (int n = 0; n < to.length; n++) {
            System.arraycopy(values.data(), from.get(n) * DEPTH, moved.data(), to[n] * DEPTH, DEPTH);
        }
        return moved;
    }

    private Values normal(int... shape) {
        var values = Values.zeros(shape);
        Arrays.setAll(values.data(), _ -> (float) random.nextGaussian());
        return values;
    }

    private static double[] run(String device, Spec spec, Map<String, Values> inputs) {
        var sizes = Map.of("N", KEYS, "D", DEPTH, "S", CODES);
        var one = new RandomCase(0, "", spec.one().kernel(), sizes, Map.of(), inputs);
        var outs = switch (device) {
            case "interpreter" -> spec.on(one).expected();
            case "jvm" -> Run.of(JVM.kernel(spec), one, Device.jvm(3)::plan);
            default -> Run.of(DEVICE.kernel(spec), one, (kernel, shape) -> TornadoWalkTest.plan(device, kernel, shape));
        };
        return Objects.requireNonNull(outs.get("o")).data();
    }
}
