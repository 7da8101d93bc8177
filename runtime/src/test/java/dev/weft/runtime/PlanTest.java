package dev.weft.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.runtime.profile.RunPhase;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static Tensor ramp(int n, int times) {
        var x = Tensor.allocate(DType.F32, n);
        for (var i = 0; i < n; i++) {
            x.set(i, (i % 5) * times);
        }
        return x;
    }

    private static void run(Plan plan, Tensor x, int w, Tensor y) {
        plan.run(new Tensor[] {x, y}, new double[] {w});
    }

    private static void assertBlend(int n, int times, int w, Tensor y) {
        var sum = 0.0;
        for (var i = 0; i < n; i++) {
            sum += (i % 5) * times;
        }
        for (var i = 0; i < n; i++) {
            assertThat(y.get(i)).isEqualTo(w * sum + i);
        }
    }

    @Test
    void givesTheSameNumbersWithAnyNumberOfThreadsAndAnySize() {
        for (var threads = 1; threads <= 5; threads++) {
            for (var n : new int[] {0, 1, 2, 36, 37, 38, 200}) {
                try (var plan = Device.jvm(threads).plan(new Blend(), n, 1);
                        var x = ramp(n, 2);
                        var y = Tensor.allocate(DType.F32, n)) {
                    run(plan, x, 3, y);
                    assertBlend(n, 2, 3, y);
                }
            }
        }
    }

    @Test
    void preparesOnceAndStagesNeverOverlapInTenThousandRuns() {
        var kernel = new Blend();
        try (var plan = Device.jvm(4).plan(kernel, 111, 1);
                var x = ramp(111, 1);
                var y = Tensor.allocate(DType.F32, 111)) {
            for (var round = 0; round < 10_000; round++) {
                run(plan, x, round % 100, y);
                assertThat(y.get(110)).isEqualTo(round % 100 * 220 + 110);
            }
            assertBlend(111, 1, 99, y);
            assertThat(kernel.prepared).hasValue(Blend.TASKS);
            assertThat(plan.report().runs()).isEqualTo(10_000);
        }
    }

    @Test
    void allocatesNextToNothingPerRun() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (var plan = Device.jvm(2).plan(new Blend(), 111, 1);
                var x = ramp(111, 1);
                var y = Tensor.allocate(DType.F32, 111)) {
            var tensors = new Tensor[] {x, y};
            var scalars = new double[] {1};
            for (var round = 0; round < 3000; round++) {
                plan.run(tensors, scalars);
            }
            var held = plan.report().memory();
            var before = threads.getCurrentThreadAllocatedBytes();
            for (var round = 0; round < 10_000; round++) {
                plan.run(tensors, scalars);
            }
            var perRun = (threads.getCurrentThreadAllocatedBytes() - before) / 10_000;
            assertThat(perRun).isLessThan(1024);
            assertThat(plan.report().memory()).isEqualTo(held).isGreaterThan(111 * 4);
        }
    }

    @Test
    void severalThreadsShareAPlan() throws Exception {
        try (var plan = Device.jvm(3).plan(new Blend(), 100, 1);
                var callers = Executors.newFixedThreadPool(6)) {
            var work = new ArrayList<Callable<Boolean>>();
            for (var caller = 1; caller <= 6; caller++) {
                var mine = caller;
                work.add(() -> shareOne(plan, mine));
            }
            for (var done : callers.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
            assertThat(plan.report().runs()).isEqualTo(6 * 300);
        }
    }

    private static boolean shareOne(Plan plan, int mine) {
        try (var x = ramp(100, mine);
                var y = Tensor.allocate(DType.F32, 100)) {
            for (var round = 0; round < 300; round++) {
                run(plan, x, mine, y);
                assertBlend(100, mine, mine, y);
            }
            return true;
        }
    }

    @Test
    void plansOfOneDeviceTakeTurns() throws Exception {
        try (var callers = Executors.newFixedThreadPool(4)) {
            var work = new ArrayList<Callable<Boolean>>();
            for (var caller = 1; caller <= 4; caller++) {
                var mine = caller;
                work.add(() -> {
                    try (var plan = Device.jvm(3).plan(new Blend(), 100, 1)) {
                        return shareOne(plan, mine);
                    }
                });
            }
            for (var done : callers.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    @Test
    void aFailingTaskNamesTheKernelAndLeavesThePlanUsable() {
        for (var threads : new int[] {1, 4}) {
            try (var plan = Device.jvm(threads).plan(new Blend(), 100, 1);
                    var x = ramp(100, 1);
                    var y = Tensor.allocate(DType.F32, 100)) {
                for (var round = 0; round < 200; round++) {
                    assertThatThrownBy(() -> run(plan, x, Blend.POISON, y))
                            .isInstanceOf(KernelException.class)
                            .hasMessage(
                                    "Blend failed in task 18 of 37 of stage 1: java.lang.IllegalStateException: poison")
                            .hasCauseInstanceOf(IllegalStateException.class);
                    run(plan, x, 2, y);
                    assertBlend(100, 1, 2, y);
                }
            }
        }
    }

    @Test
    void anInterruptIsKeptAndDoesNoHarm() {
        try (var plan = Device.jvm(4).plan(new Blend(), 100, 1);
                var x = ramp(100, 1);
                var y = Tensor.allocate(DType.F32, 100)) {
            for (var round = 0; round < 500; round++) {
                Thread.currentThread().interrupt();
                run(plan, x, 2, y);
                assertThat(Thread.interrupted()).isTrue();
            }
            assertBlend(100, 1, 2, y);
        }
    }

    @Test
    void closesOnceAndThenRefuses() {
        var plan = Device.jvm(2).plan(new Blend(), 4, 2);
        plan.close();
        plan.close();
        try (var x = ramp(4, 1);
                var y = Tensor.allocate(DType.F32, 4)) {
            assertThatThrownBy(() -> run(plan, x, 1, y))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the plan of Blend(N=4, G=2) is closed");
        }
    }

    @Test
    void reportsTimes() {
        try (var plan = Device.jvm(2).plan(new Blend(), 1000, 1);
                var x = ramp(1000, 1);
                var y = Tensor.allocate(DType.F32, 1000)) {
            assertThat(plan.report().runs()).isZero();
            run(plan, x, 1, y);
            var report = plan.report();
            assertThat(report.wall()).isPositive();
            assertThat(report.stages()).hasSize(3);
            assertThat(report.stages().stream().reduce(Duration.ZERO, Duration::plus))
                    .isEqualTo(report.wall());
            assertThat(plan.device()).isSameAs(Device.jvm(2));
            assertThat(plan)
                    .hasToString("Blend(N=1000, G=1) on " + plan.device().describe());
        }
    }

    @Test
    void tellsWhereTheTimeWentIfAsked() {
        try (var plan = Device.jvm(2).profiled().plan(new Blend(), 100_000, 1);
                var x = ramp(100_000, 1);
                var y = Tensor.allocate(DType.F32, 100_000)) {
            assertThat(plan.report().profile().isEmpty()).isTrue();
            run(plan, x, 3, y);
            assertBlend(100_000, 1, 3, y);
            assertThat(plan.report().profile().phases().keySet())
                    .containsExactly(RunPhase.TABLES, RunPhase.SCORES, RunPhase.MERGE);
            run(plan, x, 3, y);
            var report = plan.report();
            var profile = report.profile();
            assertThat(profile.phases().keySet()).containsExactly(RunPhase.SCORES, RunPhase.MERGE);
            assertThat(profile.whole()).isEqualTo(report.wall().multipliedBy(2));
            assertThat(profile.phases().values().stream().reduce(profile.rest(), Duration::plus))
                    .isEqualTo(profile.whole());
            assertThat(plan.device().describe()).isEqualTo(Device.jvm(2).describe());
        }
    }

    @Test
    void tellsNothingIfNotAsked() {
        try (var plan = Device.jvm(2).plan(new Blend(), 1000, 1);
                var x = ramp(1000, 1);
                var y = Tensor.allocate(DType.F32, 1000)) {
            run(plan, x, 1, y);
            assertThat(plan.report().profile().isEmpty()).isTrue();
        }
    }

    @Test
    void tooLittleMemoryIsOneClearMessage() {
        assertThatThrownBy(() -> Device.jvm(2).plan(new Blend(Integer.MAX_VALUE, Integer.MAX_VALUE), 4, 1))
                .isInstanceOf(OutOfNativeMemoryException.class)
                .hasMessageStartingWith("the scratch memory of Blend(N=4, G=1) needs 32.0 GiB of off-heap memory")
                .hasMessageContaining("-XX:MaxDirectMemorySize");
    }
}
