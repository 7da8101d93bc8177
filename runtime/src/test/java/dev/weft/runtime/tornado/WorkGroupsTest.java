package dev.weft.runtime.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.runtime.tornado.TornadoTarget.Kind;
import dev.weft.runtime.tune.Tuning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/// Which form of a kernel a device runs, and how its work is cut.
final class WorkGroupsTest {
    private static final long LOCAL = 48 << 10;

    @AfterEach
    void forgetTheForm() {
        System.clearProperty("weft.tornado.form");
    }

    @Test
    void devicesWithLocalMemoryRunWorkGroups() {
        for (var kind : new Kind[] {Kind.CPU, Kind.GPU}) {
            var groups = of(target(kind, LOCAL, 1024, 1));
            assertThat(groups.form().describe()).isEqualTo("work-groups (the device has work-groups and local memory)");
            assertThat(groups.threads()).isEqualTo(64);
            assertThat(groups.interleaved()).isEqualTo(kind == Kind.GPU);
        }
    }

    @Test
    void littleLocalMemoryMakesGroupsSmaller() {
        assertThat(of(target(Kind.CPU, 200, 1024, 1)).threads()).isLessThan(64);
        assertThat(of(target(Kind.CPU, LOCAL, 16, 1)).threads()).isEqualTo(16);
    }

    @Test
    void fpgasRunPlainLoops() {
        var groups = of(target(Kind.FPGA, LOCAL, 1024, 1));
        assertThat(groups.form().describe()).isEqualTo("plain loops (an FPGA)");
        assertThat(groups.threads()).isEqualTo(1);
        assertThat(groups.rowTiles()).isEqualTo(25);
    }

    @Test
    void devicesWithoutWorkGroupsRunPlainLoops() {
        assertThat(of(target(Kind.GPU, 0, 1024, 1)).form().describe())
                .isEqualTo("plain loops (the device has no local memory)");
        assertThat(of(target(Kind.CPU, LOCAL, 1, 1)).form().describe())
                .isEqualTo("plain loops (the device has no work-groups of more than one work-item)");
    }

    @Test
    void aKernelThatIsTooLargeForLocalMemoryRunsAsPlainLoops() {
        assertThat(of(target(Kind.CPU, 40, 1024, 1)).form().describe())
                .isEqualTo("plain loops (work-groups need at least 48 bytes of local memory, and the device has 40)");
    }

    @Test
    void theUserMayChoose() {
        System.setProperty("weft.tornado.form", "loops");
        assertThat(of(target(Kind.CPU, LOCAL, 1024, 1)).form().describe())
                .isEqualTo("plain loops (asked for by weft.tornado.form)");
        System.setProperty("weft.tornado.form", "groups");
        assertThat(of(target(Kind.FPGA, LOCAL, 1024, 1)).loops()).isFalse();
    }

    @Test
    void whatTheUserChoosesIsNotReplaced() {
        System.setProperty("weft.tornado.form", "groups");
        assertThatThrownBy(() -> of(target(Kind.CPU, 40, 1024, 1)))
                .isInstanceOf(TornadoFailure.class)
                .hasMessageContaining(
                        "Demo needs at least 48 bytes of local memory, and TornadoVM OPENCL, demo (CPU) has 40")
                .hasMessageEndingWith("or -Dweft.tornado.form=loops");
    }

    @Test
    void otherFormsAreRefused() {
        System.setProperty("weft.tornado.form", "loop");
        assertThatThrownBy(() -> of(target(Kind.CPU, LOCAL, 1024, 1)))
                .isInstanceOf(TornadoFailure.class)
                .hasMessage(
                        "weft.tornado.form is `loop`: say `groups` or `loops`, or leave it out, and the device decides");
    }

    @Test
    void fewRowTilesAreSplitForManyUnits() {
        assertThat(of(target(Kind.FPGA, LOCAL, 1024, 1)).parts()).isEqualTo(1);
        assertThat(of(target(Kind.FPGA, LOCAL, 1024, 25)).parts()).isEqualTo(4);
        // A compute unit of a GPU takes 32 work-items at once.
        assertThat(of(target(Kind.GPU, 0, 1024, 1)).parts()).isEqualTo(6);
    }

    private static WorkGroups of(TornadoTarget target) {
        return WorkGroups.of("Demo", new Demo(), target, Tuning.none());
    }

    private static TornadoTarget target(Kind kind, long localBytes, int groupSize, int units) {
        var device = TornadoRuntimeProvider.getTornadoRuntime().getDefaultDevice();
        return new TornadoTarget(device, "demo", "OPENCL", kind, localBytes, groupSize, 1L << 30, units, true);
    }

    /// 100 rows, 1000 keys, 4 bytes per row and key of a tile.
    private static final class Demo implements TornadoAttention {
        @Override
        public int rows() {
            return 100;
        }

        @Override
        public int groups() {
            return 1;
        }

        @Override
        public int keys() {
            return 1000;
        }

        @Override
        public int parts() {
            return 0;
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
        public boolean faults() {
            return false;
        }

        @Override
        public int localReals(int rowTile, int keyTile, int threads) {
            return rowTile + keyTile;
        }

        @Override
        public int localInts(int rowTile, int keyTile, int threads) {
            return 0;
        }

        @Override
        public int partReals(int rowTile, int keyTile, int threads) {
            return 0;
        }

        @Override
        public int[] depths() {
            return new int[0];
        }

        @Override
        public int tooManyArguments() {
            return 0;
        }

        @Override
        public int tables() {
            return 0;
        }

        @Override
        public TurnShape table(int table) {
            throw new IllegalArgumentException("no table " + table);
        }

        @Override
        public void fill(int table, double[] scalars, TurnTable to) {
            throw new IllegalArgumentException("no table " + table);
        }

        @Override
        public void tasks(TaskGraph graph, TornadoArguments with) {
            throw new IllegalStateException("not to be run");
        }
    }
}
