package dev.weft.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.runtime.profile.PhaseClock;
import dev.weft.runtime.scan.Solution;
import dev.weft.runtime.tornado.TornadoKernel;
import dev.weft.runtime.tune.Tuning;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A device that probes takes both ways, and keeps the one that takes less time.
final class ProbeTest {
    private static final long LONG = 20_000_000;

    @ParameterizedTest
    @CsvSource({"0, 1, 4 parts, step by step", "1, 0, step by step, 4 parts"})
    void theFasterWayIsKept(int chosenNaps, int otherNaps, String kept, String dropped) {
        var kernel = new Naps(chosenNaps, otherNaps, 4, 1);
        try (var plan = Device.jvm(2).probing().plan(kernel);
                var y = Tensor.allocate(DType.F32, 1)) {
            assertThat(plan.report().probe()).isEmpty();
            plan.run(new Tensor[] {y}, new double[0]);
            var report = plan.report();
            assertThat(report.runs()).isEqualTo(1);
            assertThat(report.probe()).contains(kept + " in ", dropped + " in ").endsWith(": " + kept + " kept");
            assertThat(y.get(0)).isEqualTo(kept.startsWith("4") ? 4 : 1);
            int taken = kernel.runs.get(0) + kernel.runs.get(1);
            plan.run(new Tensor[] {y}, new double[0]);
            // Four of each at least, then one more of the faster, and from then on that alone.
            int each = Math.min(kernel.runs.get(0), kernel.runs.get(1));
            assertThat(each).isGreaterThanOrEqualTo(4);
            assertThat(taken).isEqualTo(2 * each + 1);
            assertThat(Math.max(kernel.runs.get(0), kernel.runs.get(1))).isEqualTo(each + 2);
            assertThat(plan.report().probe()).isEqualTo(report.probe());
        }
    }

    /// A way that is slow until its code is compiled has time for that.
    @Test
    void aWayThatWarmsUpIsWaitedFor() {
        var kernel = new Naps(2, 1, 4, 1);
        kernel.cold = 6;
        try (var plan = Device.jvm(2).probing().plan(kernel);
                var y = Tensor.allocate(DType.F32, 1)) {
            plan.run(new Tensor[] {y}, new double[0]);
            assertThat(plan.report().probe()).endsWith(": 4 parts kept");
            assertThat(kernel.runs.get(1)).isGreaterThan(6);
        }
    }

    @Test
    void nobodyProbesUnasked() {
        var kernel = new Naps(1, 0, 4, 1);
        try (var plan = Device.jvm(2).plan(kernel);
                var y = Tensor.allocate(DType.F32, 1)) {
            plan.run(new Tensor[] {y}, new double[0]);
            assertThat(y.get(0)).isEqualTo(4);
            assertThat(kernel.runs.get(1)).isZero();
        }
    }

    @Test
    void whereThereIsOneWayNothingIsMeasured() {
        try (var plan = Device.jvm(2).probing().plan(new Blend(), 100, 1)) {
            assertThat(plan.report().probe()).isEmpty();
        }
    }

    @Test
    void whatATunerChoseIsNotMeasured() {
        var kernel = new Naps(1, 0, 4, 1);
        var device = Device.jvm(2).tuned(_ -> Tuning.of(Map.of("way", 1)));
        try (var plan = device.probing().plan(kernel);
                var y = Tensor.allocate(DType.F32, 1)) {
            plan.run(new Tensor[] {y}, new double[0]);
            assertThat(plan.report().probe()).isEmpty();
            assertThat(y.get(0)).isEqualTo(4);
            assertThat(kernel.runs.get(1)).isZero();
        }
    }

    /// Two ways that write how many parts they have, and take a nap before.
    private static final class Naps implements KernelDefinition {
        private final AtomicIntegerArray runs = new AtomicIntegerArray(2);
        private final int[] naps;
        private final int[] parts;

        /// So many runs of the chosen way take their naps, and later ones none; no limit if negative.
        private int cold = -1;

        Naps(int chosenNaps, int otherNaps, int chosenParts, int otherParts) {
            naps = new int[] {chosenNaps, otherNaps};
            parts = new int[] {chosenParts, otherParts};
        }

        @Override
        public String name() {
            return "Naps";
        }

        @Override
        public List<String> dims() {
            return List.of();
        }

        @Override
        public List<ArgumentDefinition> arguments() {
            return List.of(new ArgumentDefinition.OfTensor("y", DType.F32, "[1]", true));
        }

        @Override
        public long[][] shapes(int[] sizes) {
            return new long[][] {{1}};
        }

        @Override
        public void checkSizes(int[] sizes) {}

        @Override
        public void checkScalars(int[] sizes, double[] scalars) {}

        @Override
        public String spec() {
            return "naps";
        }

        @Override
        public JvmKernel<?, ?> jvm(int[] sizes, JvmTarget target, int workers, Tuning tuning) {
            return new Way(tuning.either("way", true, 1, 2) - 1);
        }

        @Override
        public TornadoKernel tornado(int[] sizes) {
            throw new UnsupportedOperationException("naps on the JVM alone");
        }

        private final class Way implements JvmKernel<Integer, Integer> {
            private final int number;

            Way(int number) {
                this.number = number;
            }

            @Override
            public Integer shared(SegmentAllocator memory) {
                return number;
            }

            @Override
            public Integer worker(SegmentAllocator memory, PhaseClock clock) {
                return number;
            }

            @Override
            public int stages() {
                return 1;
            }

            @Override
            public boolean once(int stage) {
                return false;
            }

            @Override
            public int tasks(int stage) {
                return 1;
            }

            @Override
            public void run(int stage, int task, JvmArguments arguments, Integer shared, Integer worker) {
                int run = runs.incrementAndGet(number);
                boolean warm = number == 0 && cold >= 0 && run > cold;
                long end = System.nanoTime() + (warm ? 0 : naps[number]) * LONG;
                while (System.nanoTime() < end) {
                    LockSupport.parkNanos(end - System.nanoTime());
                }
                arguments.tensor(0).setAtIndex(ValueLayout.JAVA_FLOAT, 0, parts[number]);
            }

            @Override
            public Solution solution(Integer shared) {
                return new Solution(parts[number], 1, 0, 0);
            }
        }
    }
}
