package dev.weft.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.emulator.kernels.Sound;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid2D;
import uk.ac.manchester.tornado.api.WorkerGrid3D;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.HalfFloat;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.HalfFloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// What kernels compute.
final class KernelsTest {
    @Test
    void twoTasksShareWhatStaysOnTheDevice() {
        var in = Runs.ramp(16);
        var partial = new FloatArray(4);
        var out = new FloatArray(1);
        var graph = new TaskGraph("g")
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, in)
                .task("t0", Sound::partialSums, new KernelContext(), in, partial)
                .task("t1", Sound::combine, new KernelContext(), partial, out, 4)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, out);
        Runs.execute(graph, Runs.line(16, 4), Runs.line(1, 1));
        assertThat(out.get(0)).isEqualTo(120.0f);
        assertThat(partial.get(0)).isNaN();
    }

    /// 1 + 2^-11 + 2^-24 less 1 + 2^-11: all that is left is what a rounded product loses.
    @Test
    void aProductThatIsAddedIsRoundedWithTheSum() {
        var in = FloatArray.fromElements(-(1 + 0x1p-11f), 1 + 0x1p-12f, 1 + 0x1p-12f);
        var out = new FloatArray(1);
        var graph = new TaskGraph("g")
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, in)
                .task("t0", Sound::productAdded, in, out)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, out);
        Runs.execute(graph);
        assertThat(out.get(0)).isEqualTo(0x1p-24f);
    }

    @Test
    void workItemsKnowWhereTheyAreInTwoAxes() {
        var grid = new WorkerGrid2D(6, 4);
        grid.setLocalWork(3, 2, 1);
        assertThat(grid.getNumberOfWorkgroups()).containsExactly(2, 2, 1);
        var out = whoAmI(grid, 24);
        assertThat(out.get(0)).isZero();
        assertThat(out.get(1)).isEqualTo(1);
        assertThat(out.get(3 * 6 + 5)).isEqualTo(11 * 1000 + 12);
    }

    @Test
    void workItemsKnowWhereTheyAreInThreeAxes() {
        var grid = new WorkerGrid3D(2, 4, 6);
        grid.setLocalWork(1, 2, 3);
        var out = whoAmI(grid, 48);
        assertThat(out.get(47)).isEqualTo(111 * 1000 + 210);
    }

    private static IntArray whoAmI(WorkerGrid grid, int size) {
        var out = new IntArray(size);
        var graph = new TaskGraph("g")
                .task("t0", Sound::whoAmI, new KernelContext(), out)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, out);
        Runs.execute(graph, grid);
        return out;
    }

    @Test
    void parallelLoopsOfOneAndTwoAxes() {
        var x = Runs.ramp(5);
        var y = new FloatArray(5);
        var z = new FloatArray(25);
        var graph = new TaskGraph("g")
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, x)
                .task("t0", Sound::scale, x, y, 2.0f)
                .task("t1", Sound::outer, y, z, 5)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, y, z);
        Runs.execute(graph);
        assertThat(y.toHeapArray()).containsExactly(0, 2, 4, 6, 8);
        assertThat(z.get(13)).isEqualTo(4.0f * 6.0f);
    }

    @Test
    void atomicsDoNotRace() {
        var in = IntArray.fromElements(0, 1, 1, 3, 3, 3, 0, 1);
        var counts = new IntArray(4);
        counts.init(0);
        var graph = new TaskGraph("g")
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, in, counts)
                .task("t0", Sound::histogram, new KernelContext(), in, counts)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, counts);
        Runs.execute(graph, Runs.line(8, 4));
        assertThat(counts.toHeapArray()).containsExactly(2, 3, 0, 3);
    }

    @Test
    void halvesInLocalMemory() {
        var x = new HalfFloatArray(8);
        for (var i = 0; i < 8; i++) {
            x.set(i, new HalfFloat((float) i));
        }
        var y = Runs.execute(Sound::halves, x, new HalfFloatArray(8));
        assertThat(y.get(0).getFloat32()).isEqualTo(6.0f);
        assertThat(y.get(7).getFloat32()).isEqualTo(8.0f);
    }

    @Test
    void helpersThatAllocate() {
        var out = Runs.execute(Sound::helpers, Runs.ramp(8), new FloatArray(8));
        assertThat(out.toHeapArray()).containsExactly(3, 3, 3, 3, 7, 7, 7, 7);
    }
}
