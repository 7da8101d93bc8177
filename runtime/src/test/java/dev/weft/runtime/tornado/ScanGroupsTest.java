package dev.weft.runtime.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.runtime.tornado.TornadoTarget.Kind;
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
        assertThatThrownBy(
                        () -> new ScanArguments("Demo", new Demo(100_000_000, 10, 0), groups, new int[0], List.of(), 0))
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

    private static int parts(int units, int steps, int rounds) {
        var one = target(Kind.CPU, LOCAL, 1024);
        var many = new TornadoTarget(one.device(), "demo", "OPENCL", Kind.CPU, LOCAL, 1024, 1L << 30, units, true);
        return ScanGroups.of("Demo", new Demo(8, steps, rounds), many).parts();
    }

    private static ScanGroups of(int width, TornadoTarget target) {
        return ScanGroups.of("Demo", new Demo(width, 10, 0), target);
    }

    private static TornadoTarget target(Kind kind, long localBytes, int groupSize) {
        var device = TornadoRuntimeProvider.getTornadoRuntime().getDefaultDevice();
        return new TornadoTarget(device, "demo", "OPENCL", kind, localBytes, groupSize, 1L << 30, 1, true);
    }

    /// One state, for some steps of 3 sequences.
    private record Demo(int width, int steps, int rounds) implements TornadoScan {
        @Override
        public int sequences() {
            return 3;
        }

        @Override
        public long localReals() {
            return 2L * width;
        }

        @Override
        public long[] scratch(int parts) {
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
        public List<TaskGrid> grids(boolean loops, int lanes, int parts) {
            return List.of(new TaskGrid("steps", 3));
        }

        @Override
        public void tasks(TaskGraph graph, ScanArguments with) {}
    }
}
