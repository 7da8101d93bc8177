package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.codegen.schedule.JvmForm;
import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import dev.weft.runtime.Device;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// The functions that generated code has of its own, over the whole range of f32.
class FunctionsWalkTest {
    private static final float[] ARGUMENTS = {
        Float.NEGATIVE_INFINITY,
        -1e30f,
        -200,
        -127,
        -126,
        -125.4f,
        -125,
        -60.3f,
        -17.3f,
        -9,
        -1,
        -0.625f,
        -0.5f,
        -0.1f,
        -1e-9f,
        0,
        0.25f,
        0.5f,
        1,
        0.624f,
        2.5f,
        30.75f,
        88.7f,
        88.73f,
        126.5f,
        127,
        127.4999f,
        127.5f,
        127.50001f,
        127.75f,
        127.9f,
        127.99999f,
        128,
        128.5f,
        1e30f,
        Float.POSITIVE_INFINITY,
        Float.NaN
    };

    @Test
    void exp2IsFiniteBelow128AndInfiniteFromThereOn() {
        everywhere(3_000_000, "exp2(score)", x -> Math.pow(2, x), x -> x >= 128 ? 0 : x < -125 ? 0x1p-125 : 2e-7);
    }

    @Test
    void expIsFiniteAsFarAsFloatsAre() {
        everywhere(3_000_010, "exp(score)", Math::exp, x -> x > 88.72f ? 0 : x < -87 ? 2e-38 : 2e-7);
    }

    @Test
    void sigmoidEndsAt0And1() {
        everywhere(
                3_000_020,
                "sigmoid(score)",
                x -> 1 / (1 + Math.exp(-x)),
                x -> x < -87 ? 2e-38 : 3e-7 + 1e-7 * Math.max(0, -x));
    }

    @Test
    void tanhIsOddAndEndsAt1() {
        everywhere(3_000_030, "tanh(score)", Math::tanh, _ -> 3e-7);
    }

    /// @param allowed how far a result may be off: absolutely where it is below 1e-30, else relative to it
    private static void everywhere(
            long first, String function, DoubleUnaryOperator exact, DoubleUnaryOperator allowed) {
        for (long seed = first; seed < first + 2; seed++) {
            var spec = Spec.of(one(seed, function));
            var batch = Batch.of(List.of(spec));
            for (JvmForm form : Forms.of(spec)) {
                var got = Run.of(Forms.as(form, batch.kernel(spec)), spec.one(), Device.jvm(1)::plan)
                        .get("o");
                check(form, function, got == null ? new double[0] : got.data(), exact, allowed);
            }
        }
    }

    private static void check(
            JvmForm form, String function, double[] got, DoubleUnaryOperator exact, DoubleUnaryOperator allowed) {
        assertThat(got).hasSameSizeAs(ARGUMENTS);
        for (int n = 0; n < ARGUMENTS.length; n++) {
            float x = ARGUMENTS[n];
            double want = (float) exact.applyAsDouble(x);
            double off = allowed.applyAsDouble(x);
            if (Double.isInfinite(want) || Double.isNaN(want)) {
                assertThat(got[n]).as("%s: %s of %s", form, function, x).isEqualTo(Double.valueOf(want));
            } else {
                assertThat(got[n])
                        .as("%s: %s of %s", form, function, x)
                        .isCloseTo(want, within(off < 1e-30 ? off : off * Math.abs(want)));
            }
        }
    }

    /// One kept key for each argument; the others fill the lanes.
    private static RandomCase one(long seed, String function) {
        var text = """
                attention Power {
                  dim B, H, N, M, D
                  query q : f32[B, H, N, D]
                  key k : f32[B, H, M, D]
                  value v : f32[B, H, M, D]
                  out o : f32[B, H, N, D]
                  score = q @ k
                  keep = j == 3
                  o = FUNCTION @ v
                }
                """.replace("FUNCTION", function);
        var q = Values.zeros(1, 1, ARGUMENTS.length, 1);
        for (int n = 0; n < ARGUMENTS.length; n++) {
            q.data()[n] = ARGUMENTS[n];
        }
        var ones = Values.zeros(1, 1, 37, 1);
        Arrays.fill(ones.data(), 1);
        return new RandomCase(
                seed,
                text,
                "Power",
                Map.of("B", 1, "H", 1, "N", ARGUMENTS.length, "M", 37, "D", 1),
                Map.of(),
                Map.of("q", q, "k", ones, "v", ones));
    }
}
