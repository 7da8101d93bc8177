package dev.weft.codegen.emit.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.codegen.schedule.JvmForm;
import dev.weft.codegen.tile.ElementType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CausalGqaTest {
    private static final int[][] SIZES = {
        {1, 1, 1, 1, 1, 2}, {1, 2, 1, 3, 5, 4}, {2, 4, 2, 7, 7, 6}, {1, 2, 2, 47, 63, 10}, {1, 4, 1, 12, 64, 16},
        {1, 4, 1, 13, 65, 18}, {1, 1, 1, 65, 129, 8}, {1, 2, 1, 1, 700, 20}, {1, 2, 1, 0, 5, 4}, {1, 2, 1, 3, 0, 4},
        {1, 2, 1, 5, 3, 4}, {1, 8, 2, 1, 1000, 20}
    };

    @ParameterizedTest
    @EnumSource
    void agreesWithTheEquationsAtEverySize(JvmForm form) {
        var woven = Woven.of(CausalGqa.program(ElementType.F32, true), form);
        for (var sizes : SIZES) {
            check(woven, sizes, true, 2e-6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void computesInDoublesWhereTheTensorsAreDoubles(JvmForm form) {
        var woven = Woven.of(CausalGqa.program(ElementType.F64, true), form);
        check(woven, new int[] {1, 4, 2, 33, 70, 6}, true, 1e-13);
    }

    @ParameterizedTest
    @EnumSource
    void readsAndRoundsHalves(JvmForm form) {
        check(Woven.of(CausalGqa.program(ElementType.F16, false), form), new int[] {1, 2, 2, 20, 33, 6}, false, 4e-3);
        check(Woven.of(CausalGqa.program(ElementType.BF16, false), form), new int[] {1, 2, 2, 20, 33, 6}, false, 6e-2);
    }

    @ParameterizedTest
    @EnumSource
    void doesNotLookAtKeysThatAreNotKept(JvmForm form) {
        var woven = Woven.of(CausalGqa.program(ElementType.F32, false), form);
        var sizes = new int[] {1, 1, 1, 70, 70, 8};
        var random = new Random(3);
        var q = normal(random, 70 * 8);
        var k = normal(random, 70 * 8);
        var v = normal(random, 70 * 8);
        var expected = woven.run(sizes, 1, new double[0], q, k, v, new double[q.length]);
        Arrays.fill(k, 40 * 8, 41 * 8, Double.NaN);
        Arrays.fill(v, 40 * 8, 41 * 8, Double.POSITIVE_INFINITY);
        var found = woven.run(sizes, 1, new double[0], q, k, v, new double[q.length]);
        assertThat(Arrays.copyOf(found, 40 * 8)).containsExactly(Arrays.copyOf(expected, 40 * 8), within(1e-6));
        assertThat(Arrays.stream(found).skip(40 * 8)).allMatch(x -> Double.isNaN(x));
    }

    private static void check(Woven woven, int[] sizes, boolean rotated, double tolerance) {
        var random = new Random(7);
        var q = normal(random, sizes[0] * sizes[1] * sizes[3] * sizes[5]);
        var k = normal(random, sizes[0] * sizes[2] * sizes[4] * sizes[5]);
        var v = normal(random, sizes[0] * sizes[2] * sizes[4] * sizes[5]);
        var expected = CausalGqa.expected(sizes, q, k, v, rotated);
        var found = woven.run(sizes, 2, new double[0], q, k, v, new double[q.length]);
        assertThat(found).as(Arrays.toString(sizes)).containsExactly(expected, within(tolerance));
    }

    private static double[] normal(Random random, int length) {
        var values = new double[length];
        Arrays.setAll(values, n -> (float) random.nextGaussian());
        return values;
    }
}
