package dev.weft.runtime.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.runtime.tornado.TornadoTarget.Kind;
import dev.weft.runtime.tune.Tuning;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/// How a scan is cut for a device.
final class ScanGroupsTest {
    private static final long LOCAL = 48 << 10;

    @AfterEach
    void forgetTheForm() {
        System.clearProperty("weft.tornado.form");
    }

    @Test
    void workItemsShareTheEntriesOfVectors() {
        assertThat(of(100, target(Kind.GPU, LOCAL, 1024)).lanes()).isEqualTo(128);
        assertThat(of(100, target(Kind.CPU, LOCAL, 1024)).lanes()).isEqualTo(104);
        assertThat(of(5000, target(Kind.GPU, LOCAL, 1024)).lanes()).isEqualTo(256);
        assertThat(of(100, target(Kind.GPU, LOCAL, 64)).lanes()).isEqualTo(64);
        assertThat(of(0, target(Kind.CPU, LOCAL, 1024)).lanes()).isEqualTo(8);
    }

    @Test
    void statesThatAreTooLargeForLocalMemoryMakePlainLoops() {
        var groups = of(100, target(Kind.CPU, 799, 1024));
        assertThat(groups.lanes()).isEqualTo(1);
        assertThat(groups.form().describe())
                .isEqualTo("plain loops (work-groups need 800 bytes of local memory, and the device has 799)");
    }

    @Test
    void whatTheUserChoosesIsNotReplaced() {
        System.setProperty("weft.tornado.form", "groups");
        assertThatThrownBy(() -> of(100, target(Kind.CPU, 799, 1024)))
                .isInstanceOf(TornadoFailure.class)
                .hasMessageStartingWith("Demo needs 800 bytes of local memory")
                .hasMessageEndingWith("or -Dweft.tornado.form=loops");
    }

    @Test
    void fpgasRunPlainLoops() {
        assertThat(of(100, target(Kind.FPGA, LOCAL, 1024)).form().describe()).isEqualTo("plain loops (an FPGA)");
    }

    @Test
    void arraysHoldNoMoreThanTheyCan() {
        var groups = of(100_000_000, target(Kind.FPGA, LOCAL, 1024));
        assertThatThrownBy(() ->
                        new ScanArguments("Demo", new Demo(100_000_000, 10, 0, 0), groups, new int[0], List.of(), 0))
                .isInstanceOf(TornadoFailure.class)
                .hasMessageStartingWith("Demo hands 3,000,000,000 numbers from task to task");
    }

    @Test
    void fewSequencesAreCutForManyUnits() {
        assertThat(parts(3, 1000, 3)).isEqualTo(1);
        assertThat(parts(30, 1000, 3)).isEqualTo(10);
        assertThat(parts(300, 1000, 3)).isEqualTo(15);
        assertThat(parts(300, 100, 3)).isEqualTo(1);
        assertThat(parts(300, 1000, 0)).isEqualTo(1);
    }

    @Test
    void iterationsHaveWindowsAsLongAsTheirMatricesHaveRoom() {
        var few = iterating(1000, 4, target(Kind.CPU, LOCAL, 1024));
        assertThat(few.cut()).isEqualTo(new ScanCut(1, 1000, 1));
        assertThat(few.form().describe() + ", " + few.way())
                .endsWith("by iteration, windows of 1,000 steps, in 1 chunk");
        // 3 sequences of 2^25 / 3 / 64 / 64 steps.
        assertThat(iterating(1 << 20, 64, target(Kind.CPU, 1 << 20, 1024)).cut().window())
                .isEqualTo(2730);
    }

    @Test
    void jacobiansThatAreTooLargeForLocalMemoryLeaveTheSteps() {
        var groups = iterating(1000, 64, target(Kind.CPU, LOCAL, 1024));
        assertThat(groups.iterates()).isFalse();
        assertThat(groups.way())
                .isEqualTo(
                        "step by step (an iteration needs 49,920 bytes of local memory for a step's Jacobian, and the device has 49,152)");
    }

    @Test
    void plainLoopsDoNotIterate() {
        assertThat(iterating(1000, 4, target(Kind.FPGA, LOCAL, 1024)).way())
                .isEqualTo("step by step (an iteration needs work-groups)");
    }

    private static ScanGroups iterating(int steps, int width, TornadoTarget target) {
        return ScanGroups.of("Demo", new Demo(width, steps, 0, 8), target, Tuning.none());
    }

    private static int parts(int units, int steps, int rounds) {
        var one = target(Kind.CPU, LOCAL, 1024);
        var many = new TornadoTarget(one.device(), "demo", "OPENCL", Kind.CPU, LOCAL, 1024, 1L << 30, units, true);
        return ScanGroups.of("Demo", new Demo(8, steps, rounds, 0), many, Tuning.none())
                .cut()
                .parts();
    }

    private static ScanGroups of(int width, TornadoTarget target) {
        return ScanGroups.of("Demo", new Demo(width, 10, 0, 0), target, Tuning.none());
    }

    private static TornadoTarget target(Kind kind, long localBytes, int groupSize) {
        var device = TornadoRuntimeProvider.getTornadoRuntime().getDefaultDevice();
        return new TornadoTarget(device, "demo", "OPENCL", kind, localBytes, groupSize, 1L << 30, 1, true);
    }

    /// One state, for some steps of 3 sequences.
    ///
    /// @param iterations how often a window is solved at most; 0 where there are none
    private record Demo(int width, int steps, int rounds, int iterations) implements TornadoScan {
        @Override
        public int sequences() {
            return 3;
        }

        @Override
        public long localReals() {
            return 2L * width;
        }

        @Override
        public boolean iterates() {
            return iterations > 0;
        }

        @Override
        public long area() {
            return (long) width * width;
        }

        @Override
        public long iterationReals(int lanes) {
            return 3 * area() + 3L * width;
        }

        @Override
        public long[] scratch(ScanCut cut) {
            return new long[] {10L * width, 20L * width};
        }

        @Override
        public int[] depths() {
            return new int[] {width};
        }

        @Override
        public boolean wide() {
            return false;
        }

        @Override
        public boolean doubles() {
            return false;
        }

        @Override
        public int tooManyArguments() {
            return 0;
        }

        @Override
        public List<TaskGrid> grids(ScanStage stage, boolean loops, int lanes, ScanCut cut) {
            return List.of(new TaskGrid("steps", 3));
        }

        @Override
        public void tasks(TaskGraph graph, ScanArguments with, ScanStage stage) {}
    }
}
