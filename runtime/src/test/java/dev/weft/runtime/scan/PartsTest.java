package dev.weft.runtime.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Parts are opened where they do not fit, and what is done often enough is exact.
class PartsTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    /// A recurrence on which nearby starts part: the logistic map.
    private static double chaotic(double x) {
        return 3.9 * x * (1 - x);
    }

    private static double forgetful(double x) {
        return 0.5 * x + 1;
    }

    /// Parts that are gone over k times give exactly the first k parts exactly (P1).
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 9, 10})
    void kTimesMakeKPartsExact(int times) {
        int count = 10;
        int length = 20;
        var parts = new Parts(1, count, count * length, length, 1, 1e-9, times);
        var solved = new Solved(parts, PartsTest::chaotic, length, 0.3);
        while (!solved.pass() && parts.again()) {
            assertThat(parts.firstOpen(0)).isPositive();
        }
        for (int part = 0; part < count; part++) {
            var exact = Arrays.copyOfRange(
                    loop(PartsTest::chaotic, 0.3, count * length), part * length, (part + 1) * length);
            assertThat(Arrays.equals(solved.part(part), exact))
                    .as("part %d after %d times", part, times)
                    .isEqualTo(part < times);
        }
        assertThat(parts.firstOpen(0)).isEqualTo(times);
        var solution = parts.solution();
        assertThat(solution.iterations()).isEqualTo(times);
        assertThat(solution.finished()).isEqualTo((long) (count - times) * length);
        assertThat(solution.residual() == 0).isEqualTo(times == count);
    }

    @Test
    void asManyTimesAsThereArePartsIsAlwaysEnough() {
        var parts = new Parts(1, 7, 140, 20, 1, 0, 100);
        var solved = new Solved(parts, PartsTest::chaotic, 20, 0.3);
        int times = 1;
        while (!solved.pass() && parts.again()) {
            times++;
        }
        assertThat(times).isEqualTo(7);
        assertThat(found(parts)).isEqualTo(new Solution(7, 7, 0, 0));
        assertThat(solved.all()).containsExactly(loop(PartsTest::chaotic, 0.3, 140));
    }

    @Test
    void whatIsLeftFollowsOnePartAfterTheOther() {
        var parts = new Parts(1, 6, 120, 20, 1, 1e-9, 2);
        var solved = new Solved(parts, PartsTest::chaotic, 20, 0.3);
        while (!solved.pass() && parts.again()) {
            assertThat(parts.anyOpen(0, 6)).isTrue();
        }
        for (int part = parts.firstOpen(0); part < parts.count(); part++) {
            parts.follow(part);
            solved.along(part);
        }
        assertThat(solved.all()).containsExactly(loop(PartsTest::chaotic, 0.3, 120));
        assertThat(parts.solution().finished()).isEqualTo(80);
    }

    @Test
    void whatForgetsSettlesAfterTwo() {
        var parts = new Parts(1, 4, 240, 10, 1, 1e-6, 3);
        var solved = new Solved(parts, PartsTest::forgetful, 60, 7);
        assertThat(solved.pass()).isFalse();
        assertThat(parts.firstOpen(0)).isEqualTo(1);
        assertThat(parts.again()).isTrue();
        assertThat(solved.pass()).isTrue();
        assertThat(parts.firstOpen(0)).isEqualTo(4);
        assertThat(parts.solution().iterations()).isEqualTo(2);
        assertThat(parts.solution().finished()).isZero();
        assertThat(parts.solution().residual()).isLessThan(1e-6);
    }

    @Test
    void onePartSettlesAtOnce() {
        var parts = new Parts(3, 1, 50, 10, 2, 1e-6, 0);
        parts.begin();
        assertThat(parts.anyOpen(0, 3)).isTrue();
        parts.end(2, 1, NAN);
        assertThat(parts.settle()).isTrue();
        assertThat(parts.anyOpen(0, 3)).isFalse();
        assertThat(parts.firstOpen(2)).isEqualTo(1);
        assertThat(found(parts)).isEqualTo(new Solution(1, 1, 0, 0));
    }

    @Test
    void nothingSettlesAtOnce() {
        for (var none : new Parts[] {
            new Parts(0, 4, 300, 10, 5, 1e-6, 3), new Parts(2, 1, 0, 10, 5, 1e-6, 3), new Parts(0, 1, 0, 10, 0, 1e-6, 3)
        }) {
            none.begin();
            assertThat(none.settle()).isTrue();
            assertThat(none.anyOpen(0, 0)).isFalse();
            assertThat(none.solution().finished()).isZero();
            assertThat(none.solution().residual()).isZero();
        }
    }

    /// Nine steps in eight parts are four parts of two, one of one, and three of none.
    @Test
    void aPartWithoutStepsNeverOpens() {
        var parts = new Parts(1, 8, 9, 2, 1, 1e-6, 1);
        parts.begin();
        for (int part = 4; part < 8; part++) {
            parts.end(part, 0, part);
        }
        assertThat(parts.settle()).isTrue();
        assertThat(parts.again()).isFalse();
        assertThat(found(parts)).isEqualTo(new Solution(8, 1, 0, 0));
    }

    @Test
    void everyPartBeginsWithWhatItsSequenceDoes() {
        var parts = new Parts(2, 3, 30, 10, 2, 1e-6, 3);
        parts.initial(0, 0, 1);
        parts.initial(0, 1, 2);
        parts.initial(1, 0, NAN);
        parts.initial(1, 1, 4);
        parts.begin();
        for (int part = 0; part < 3; part++) {
            assertThat(parts.start(part, 0)).isEqualTo(1);
            assertThat(parts.start(part, 1)).isEqualTo(2);
            assertThat(parts.start(3 + part, 0)).isNaN();
            assertThat(parts.start(3 + part, 1)).isEqualTo(4);
        }
    }

    @Test
    void sequencesAreOpenApart() {
        var parts = new Parts(2, 3, 29, 10, 1, 0.5, 1);
        parts.begin();
        // The first sequence ends where it begins; the second does not after its second part.
        parts.end(4, 0, 9);
        assertThat(parts.settle()).isFalse();
        assertThat(parts.firstOpen(0)).isEqualTo(3);
        assertThat(parts.firstOpen(1)).isEqualTo(2);
        assertThat(parts.anyOpen(0, 5)).isFalse();
        assertThat(parts.anyOpen(3, 3)).isTrue();
        assertThat(parts.start(5, 0)).isEqualTo(9);
        assertThat(parts.again()).isFalse();
        assertThat(found(parts)).isEqualTo(new Solution(3, 1, 1, 9));
    }

    @Test
    void theToleranceIsRelativeAboveOneAndAbsoluteBelow() {
        assertThat(settles(0.9e-3, 0)).isTrue();
        assertThat(settles(1.1e-3, 0)).isFalse();
        assertThat(settles(1000.9, 1000)).isTrue();
        assertThat(settles(1001.1, 1000)).isFalse();
        assertThat(settles(-1000.9, -1000)).isTrue();
    }

    /// No number is the same as no number, an infinity as itself; between anything else it is infinitely
    /// far.
    @Test
    void specialValues() {
        assertThat(settles(NAN, NAN)).isTrue();
        assertThat(settles(INFINITE, INFINITE)).isTrue();
        assertThat(settles(-INFINITE, -INFINITE)).isTrue();
        assertThat(settles(0.0, -0.0)).isTrue();
        for (double[] pair : new double[][] {
            {NAN, 0}, {0, NAN}, {INFINITE, 0}, {0, INFINITE}, {INFINITE, -INFINITE}, {NAN, INFINITE}, {INFINITE, NAN}
        }) {
            assertThat(settles(pair[0], pair[1]))
                    .as("%s and %s", pair[0], pair[1])
                    .isFalse();
        }
        assertThat(residual(0, NAN)).isEqualTo(INFINITE);
        assertThat(residual(INFINITE, 1)).isEqualTo(INFINITE);
        assertThat(residual(NAN, NAN)).isZero();
    }

    @Test
    void anotherRunBeginsAnew() {
        var parts = new Parts(1, 5, 100, 20, 1, 1e-9, 2);
        var solved = new Solved(parts, PartsTest::chaotic, 20, 0.3);
        while (!solved.pass() && parts.again()) {
            assertThat(parts.count()).isEqualTo(5);
        }
        assertThat(parts.solution().finished()).isEqualTo(60);
        parts.initial(0, 0, 0.25);
        parts.begin();
        assertThat(parts.solution().iterations()).isZero();
        assertThat(parts.solution().finished()).isZero();
        // Most steps had to be found one after the other.
        assertThat(parts.serial()).isTrue();
        assertThat(parts.firstOpen(0)).isZero();
        assertThat(parts.start(4, 0)).isEqualTo(0.25);
        // What the run before passed counts for nothing.
        assertThat(parts.passed(0, 0, 0, 0.5)).isFalse();
    }

    @Test
    void whatIsPassedAgainIsKnown() {
        var parts = new Parts(1, 2, 20, 5, 2, 1e-3, 3);
        parts.begin();
        assertThat(parts.passed(1, 1, 0, 4)).isFalse();
        assertThat(parts.passed(1, 1, 1, NAN)).isFalse();
        parts.settle();
        assertThat(parts.passed(1, 1, 0, 4.001)).isTrue();
        assertThat(parts.passed(1, 1, 1, NAN)).isTrue();
        assertThat(parts.passed(1, 1, 0, 5)).isFalse();
        assertThat(parts.passed(1, 1, 1, 0)).isFalse();
    }

    /// All but the residuals on the way.
    private static Solution found(Parts parts) {
        var solution = parts.solution();
        return new Solution(solution.parts(), solution.iterations(), solution.residual(), solution.finished());
    }

    @Test
    void everyIterationLeavesAResidual() {
        var parts = new Parts(1, 4, 240, 10, 1, 1e-6, 3);
        var solved = new Solved(parts, PartsTest::forgetful, 60, 7);
        while (!solved.pass() && parts.again()) {
            assertThat(parts.solution().residuals()).hasSize(parts.solution().iterations());
        }
        assertThat(parts.solution().residuals())
                .hasSize(2)
                .last()
                .isEqualTo(parts.solution().residual());
        assertThat(parts.solution().residuals().getFirst()).isGreaterThan(1e-6);
        assertThat(parts.solution().firstResidual()).isEqualTo(1);
        assertThat(parts.solution().isIterated()).isTrue();
        parts.begin();
        assertThat(parts.solution().residuals()).isEmpty();
    }

    @Test
    void oneLineForPeople() {
        assertThat(Solution.NONE).hasToString("");
        assertThat(new Solution(1, 1, 0, 0)).hasToString("step by step");
        assertThat(new Solution(48, 2, 3.1e-8, 0))
                .hasToString("48 parts, settled after 2 iterations, residual 3.1e-08");
        assertThat(new Solution(16, 3, 1.5, 845))
                .hasToString(
                        "16 parts, not settled after 3 iterations, residual 1.5e+00; the last 845 steps one by one");
        assertThat(new Solution(16, 3, 1.5, 0, 0, 65, List.of()))
                .hasToString("16 parts of 65 steps, settled after 3 iterations, residual 1.5e+00");
        assertThat(new Solution(1, 5, 2e-7, 0, 1, 300, List.of()))
                .hasToString("all 300 steps at once, 5 iterations in all, residual 2.0e-07");
        assertThat(new Solution(1, 9, 2e-7, 12, 3, 128, List.of()))
                .hasToString("3 windows of 128 steps, 9 iterations in all, residual 2.0e-07; 12 steps one by one");
    }

    /// Whether a part that was thought to start with `was` fits one that ends with `is`.
    private static boolean settles(double was, double is) {
        return two(was, is).firstOpen(0) == 2;
    }

    private static double residual(double was, double is) {
        return two(was, is).solution().residual();
    }

    private static Parts two(double was, double is) {
        var parts = new Parts(1, 2, 20, 10, 1, 1e-3, 3);
        parts.initial(0, 0, was);
        parts.begin();
        parts.end(0, 0, is);
        var settled = parts.settle();
        assertThat(settled).isEqualTo(!parts.anyOpen(0, 2));
        return parts;
    }

    private static double[] loop(DoubleUnaryOperator next, double first, int steps) {
        var states = new double[steps];
        double state = first;
        for (int t = 0; t < steps; t++) {
            state = next.applyAsDouble(state);
            states[t] = state;
        }
        return states;
    }

    /// One sequence of one number, as a kernel goes along it.
    private static final class Solved {
        private final Parts parts;
        private final DoubleUnaryOperator next;
        private final int length;
        private final double[] states;

        Solved(Parts parts, DoubleUnaryOperator next, int length, double first) {
            this.parts = parts;
            this.next = next;
            this.length = length;
            this.states = new double[parts.count() * length];
            parts.initial(0, 0, first);
            parts.begin();
        }

        boolean pass() {
            for (int part = 0; part < parts.count(); part++) {
                if (parts.anyOpen(part, 1)) {
                    along(part);
                }
            }
            return parts.settle();
        }

        void along(int part) {
            double state = parts.start(part, 0);
            for (int s = 0; s < length; s++) {
                state = next.applyAsDouble(state);
                states[part * length + s] = state;
            }
            parts.end(part, 0, state);
        }

        double[] part(int part) {
            return Arrays.copyOfRange(states, part * length, (part + 1) * length);
        }

        double[] all() {
            return states.clone();
        }
    }
}
