package dev.weft.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task3;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// Each planted fault is found, and the message says where.
class FaultsTest {
    @Test
    void readBeyondTheEnd() {
        assertFault(Faulty::outOfBounds)
                .hasMessageMatching("out of bounds in Faulty.outOfBounds line \\d+: "
                        + "work-item group \\(1,0,0\\) local \\(3,0,0\\) reads `x`\\[8] of 8 \\(FloatArray\\)");
    }

    @Test
    void localBeyondTheEnd() {
        assertFault(Faulty::outOfLocal)
                .hasMessageContaining("out of bounds in Faulty.outOfLocal line")
                .hasMessageContaining("local (3,0,0) writes `local array #0 of float[4]`[4] of 4 (float[])");
    }

    @Test
    void localNeverWritten() {
        assertFault(Faulty::uninitialisedLocal)
                .hasMessageContaining("uninitialised read in Faulty.uninitialisedLocal line")
                .hasMessageContaining("reads `local array #0 of float[8]`[")
                .hasMessageContaining("which nobody wrote");
    }

    @Test
    void privateNeverWritten() {
        assertFault(Faulty::uninitialisedPrivate)
                .hasMessageContaining("uninitialised read in Faulty.uninitialisedPrivate line")
                .hasMessageContaining("reads `private array`[1] of 3 (int[]), which nobody wrote");
    }

    @Test
    void outReadBeforeWritten() {
        assertFault(Faulty::uninitialisedOut)
                .hasMessageContaining("uninitialised read in Faulty.uninitialisedOut line")
                .hasMessageContaining("reads `y`[")
                .hasMessageContaining("] of 8 (FloatArray), which nobody wrote");
    }

    @Test
    void localReadInTheEpochOfItsWrite() {
        assertFault(Faulty::localRace).satisfies(fault -> assertOneOf(fault, "race in", "uninitialised read in"));
    }

    @Test
    void localWrittenInTheEpochOfItsRead() {
        assertFault(Faulty::localWriteAfterRead)
                .hasMessageContaining("race in Faulty.localWriteAfterRead line")
                .hasMessageContaining("`local array #0 of float[4]`[")
                .hasMessageContaining("with no barrier between them");
    }

    @Test
    void oneElementWrittenByTwoGroups() {
        assertFault(Faulty::groupRace)
                .hasMessageContaining("race in Faulty.groupRace line")
                .hasMessageContaining("work-item group (1,0,0) local (")
                .hasMessageContaining("writes `y`[")
                .hasMessageContaining("which work-item group (0,0,0) local (")
                .hasMessageContaining("has written");
    }

    @Test
    void barrierBetweenGroupsOrdersNothing() {
        assertFault(Faulty::readOfAnotherGroup)
                .hasMessageContaining("race in Faulty.readOfAnotherGroup line")
                .hasMessageContaining("`x`[");
    }

    @Test
    void barrierThatNotAllReach() {
        assertFault(Faulty::divergentEnd)
                .hasMessageContaining("divergent barrier in Faulty.divergentEnd: group (0,0,0) local (")
                .hasMessageContaining("waits at barrier 1")
                .hasMessageContaining("ended after 0");
    }

    @Test
    void barriersInBothBranches() {
        assertFault(Faulty::divergentSites)
                .hasMessageContaining("divergent barrier in Faulty.divergentSites")
                .hasMessageContaining("waits at the barrier in line");
    }

    @Test
    void outWithAHole() {
        assertFault(Faulty::unwritten)
                .hasMessage("out not written in graph g: nobody wrote `y`[5] of 8, and it travels to the host");
    }

    @Test
    void moreLocalMemoryThanThereIs() {
        assertFault(Faulty::tooMuchLocal)
                .hasMessage("local memory of Faulty.tooMuchLocal: float[12289] makes 49156 bytes for one work-group,"
                        + " and the device has 49152");
    }

    @Test
    void localArraysOfDifferentSize() {
        assertFault(Faulty::differentLocals)
                .hasMessageContaining("local array #0 in Faulty.differentLocals: group (0,0,0) local (")
                .hasMessageContaining("another work-item of its group");
    }

    @Test
    void counterReadWhileItCounts() {
        var counts = new IntArray(1);
        counts.set(0, 0);
        var y = new FloatArray(8);
        var graph = new TaskGraph("g")
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, counts)
                .task("t", Faulty::mixedAtomic, new KernelContext(), counts, y)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, y)
                .snapshot();
        assertThatThrownBy(() -> Stage.execute(graph, "g.t", Stage.row(8, 4)))
                .isInstanceOf(KernelFault.class)
                .hasMessageContaining("race in Faulty.mixedAtomic line")
                .hasMessageContaining("`counts`[0] of 1 (IntArray)");
    }

    @Test
    void iterationThatReadsAnother() {
        assertLoopFault(new TaskGraph("g"), Faulty::loopRace)
                .hasMessageMatching("race in Faulty.loopRace line \\d+: iteration i=1 reads `y`\\[0] of 8 "
                        + "\\(FloatArray\\), which iteration i=0 has written");
    }

    @Test
    void iterationBeyondTheEnd() {
        assertLoopFault(new TaskGraph("g"), Faulty::loopOutOfBounds)
                .hasMessageContaining("iteration i=1, j=0 writes `y`[8] of 8 (FloatArray)");
    }

    private static void assertOneOf(Throwable fault, String... words) {
        assertThat(words).anyMatch(fault.toString()::contains);
    }

    private static AbstractThrowableAssert<?, ?> assertFault(Task3<KernelContext, FloatArray, FloatArray> kernel) {
        var x = Stage.numbers(8);
        var y = new FloatArray(8);
        var graph = new TaskGraph("g")
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, x)
                .task("t", kernel, new KernelContext(), x, y)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, y)
                .snapshot();
        return assertThatThrownBy(() -> Stage.execute(graph, "g.t", Stage.row(8, 4)))
                .isInstanceOf(KernelFault.class);
    }

    private static AbstractThrowableAssert<?, ?> assertLoopFault(
            TaskGraph graph, Task3<FloatArray, FloatArray, Integer> kernel) {
        var x = Stage.numbers(8);
        var y = new FloatArray(8);
        var snapshot = graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, x)
                .task("t", kernel, x, y, 8)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, y)
                .snapshot();
        return assertThatThrownBy(() -> new TornadoExecutionPlan(snapshot).execute())
                .isInstanceOf(KernelFault.class);
    }
}
