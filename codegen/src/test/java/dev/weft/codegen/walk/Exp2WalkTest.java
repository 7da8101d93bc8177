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
import org.junit.jupiter.api.Test;

/// `exp2` of generated code over the whole range of f32.
class Exp2WalkTest {
    private static final float[] ARGUMENTS = {
        Float.NEGATIVE_INFINITY,
        -1e30f,
        -200,
        -127,
        -126,
        -125.4f,
        -125,
        -60.3f,
        -1,
        -0.5f,
        -1e-9f,
        0,
        0.25f,
        0.5f,
        1,
        30.75f,
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
    void isFiniteBelow128AndInfiniteFromThereOn() {
        for (long seed : new long[] {3_000_000, 3_000_001}) {
            var spec = Spec.of(one(seed));
            var batch = Batch.of(List.of(spec));
            for (JvmForm form : Forms.of(spec)) {
                var got = Run.of(Forms.as(form, batch.kernel(spec)), spec.one(), Device.jvm(1)::plan)
                        .get("o");
                check(form, got == null ? new double[0] : got.data());
            }
        }
    }

    private static void check(JvmForm form, double[] got) {
        assertThat(got).hasSameSizeAs(ARGUMENTS);
        for (int n = 0; n < ARGUMENTS.length; n++) {
            float x = ARGUMENTS[n];
            double want = (float) Math.pow(2, x);
            if (x >= 128 || Float.isNaN(x)) {
                assertThat(got[n]).as("%s: exp2(%s)", form, x).isEqualTo(Double.valueOf(want));
            } else {
                double allowed = x < -125 ? Math.pow(2, -125) : 2e-7 * want;
                assertThat(got[n]).as("%s: exp2(%s)", form, x).isCloseTo(want, within(allowed));
            }
        }
    }

    /// One kept key for each argument; the others fill the lanes.
    private static RandomCase one(long seed) {
        var text = """
                attention Power {
                  dim B, H, N, M, D
                  query q : f32[B, H, N, D]
                  key k : f32[B, H, M, D]
                  value v : f32[B, H, M, D]
                  out o : f32[B, H, N, D]
                  score = q @ k
                  keep = j == 3
                  o = exp2(score) @ v
                }
                """;
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
