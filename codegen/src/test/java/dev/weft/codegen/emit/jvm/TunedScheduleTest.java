package dev.weft.codegen.emit.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.codegen.Specs;
import dev.weft.codegen.lower.Lowering;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.runtime.tune.Tuning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever numbers a schedule is given, a kernel computes the same.
final class TunedScheduleTest {
    private static final String WINDOW = """
            attention Tuned {
              dim   B, H, N, M, D
              where N <= M
              query q : f32[B, H, N, D]
              key   k : f32[B, H, M, D]
              value v : f32[B, H, M, D]
              out   o : f32[B, H, N, D]
              let   t = i + M - N
              score = q @ k / sqrt(D)
              keep  = 0 <= t - j < 150
              o     = softmax(score) @ v
            }
            """;

    private static final String CODED = """
            attention Tuned {
              dim   B, H, N, M, D
              where N <= M
              query q : f32[B, H, N, D]
              key   k : f32[B, H, M, D]
              value v : f32[B, H, M, D]
              table c : f32[7, D]
              out   o : f32[B, H, N, D]
              let   t = i + M - N
              let   z = nearest(k, c)
              score = q @ c[z]
              keep  = j <= t
              o     = softmax(score) @ v
              by    codes(of = z, block = 32)
            }
            """;

    private static final int D = 8;

    @ParameterizedTest
    @EnumSource
    void tilesAndPartsOfAWindow(JvmForm form) {
        var woven =
                Woven.of(Lowering.lower("demo", "test.weft", Specs.text(WINDOW).getFirst()), form);
        var random = new Random(5);
        for (var sizes : List.of(new int[] {1, 2, 300, 300, D}, new int[] {1, 2, 3, 700, D})) {
            var tensors = new double[][] {
                numbers(random, 2 * sizes[2]),
                numbers(random, 2 * sizes[3]),
                numbers(random, 2 * sizes[3]),
                new double[2 * sizes[2] * D]
            };
            var expected = woven.run(sizes, 2, new double[0], tensors);
            for (int draw = 0; draw < 12; draw++) {
                var chosen = new HashMap<String, Integer>();
                chosen.put("rowTile", form.rowBlock() * (1 + random.nextInt(60)));
                chosen.put("strip", form.rowBlock() * (1 + random.nextInt(12)));
                chosen.put("keyTile", form.panel() * (1 + random.nextInt(5)));
                chosen.put("parts", 1 + random.nextInt(9));
                assertNear(woven.runAll(Tuning.of(chosen), sizes, 2, new double[0], tensors)[3], expected, chosen);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsBesideFoldedKeys(JvmForm form) {
        var woven =
                Woven.of(Lowering.lower("demo", "test.weft", Specs.text(CODED).getFirst()), form);
        var random = new Random(6);
        var sizes = new int[] {1, 2, 500, 520, D};
        var tensors = new double[][] {
            numbers(random, 1000),
            numbers(random, 1040),
            numbers(random, 1040),
            numbers(random, 7),
            new double[1000 * D]
        };
        var expected = woven.run(sizes, 2, new double[0], tensors);
        for (int runs : new int[] {1, 2, 3, 7, 100}) {
            var chosen = Map.of("runs", runs);
            assertNear(woven.runAll(Tuning.of(chosen), sizes, 2, new double[0], tensors)[4], expected, chosen);
        }
    }

    private static void assertNear(double[] got, double[] expected, Map<String, Integer> chosen) {
        for (int n = 0; n < expected.length; n++) {
            assertThat(got[n]).as("%d with %s", n, chosen).isCloseTo(expected[n], within(2e-5));
        }
    }

    private static double[] numbers(Random random, int rows) {
        return random.doubles((long) rows * D, -1, 1).toArray();
    }
}
