package dev.weft.emulator;

import static dev.weft.emulator.Runs.fault;
import static dev.weft.emulator.Runs.intFault;

import dev.weft.emulator.KernelFault.Kind;
import dev.weft.emulator.kernels.Faulty;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// Each fault, planted and found.
final class FaultsTest {
    @Test
    void writeBeyondABuffer() {
        fault(Kind.OUT_OF_BOUNDS, Faulty::writesBeyond)
                .hasMessageContaining(
                        "kernel Faulty.writesBeyond, line 14: work-item global (7, 0, 0), local (3, 0, 0), group (1, 0, 0)")
                .hasMessageContaining("writes index 8 of buffer out, which has 8 elements");
    }

    @Test
    void readBeforeABuffer() {
        fault(Kind.OUT_OF_BOUNDS, Faulty::readsBefore)
                .hasMessageContaining("reads index -1 of buffer in, which has 8 elements");
    }

    @Test
    void writeBeyondALocalArray() {
        fault(Kind.OUT_OF_BOUNDS, Faulty::localBeyond)
                .hasMessageContaining("local (3, 0, 0)")
                .hasMessageContaining(
                        "writes index 4 of local array #0 of type float[4] allocated at line 24, which has 4 elements");
    }

    @Test
    void readOfUnwrittenLocalMemory() {
        fault(Kind.UNINITIALISED, Faulty::readsLocalUnwritten)
                .hasMessageContaining("local array #0 of type float[8]")
                .hasMessageContaining("which nobody has written");
    }

    @Test
    void readOfUnwrittenPrivateMemory() {
        fault(Kind.UNINITIALISED, Faulty::readsPrivateUnwritten)
                .hasMessageContaining(
                        "reads index 2 of private array of type float[3] allocated at line 38 (3 elements)");
    }

    @Test
    void readOfAnOutThatNobodyTransferredIn() {
        fault(Kind.UNINITIALISED, Faulty::readsOut).hasMessageContaining("of buffer out (8 elements)");
    }

    @Test
    void readOfAnInThatTheHostNeverSet() {
        fault(Kind.UNINITIALISED, () -> Runs.execute(Faulty::writesHalf, new FloatArray(8), new FloatArray(8)))
                .hasMessageContaining("of buffer in (8 elements)");
    }

    @Test
    void raceInLocalMemory() {
        fault(Kind.RACE, Faulty::racesInLocal)
                .hasMessageContaining("local array #0 of type float[4] allocated at line 50")
                .hasMessageMatching("(?s).*work-item global .* which work-item global .*with no barrier in between");
    }

    @Test
    void writeOverWhatAnotherReads() {
        fault(Kind.RACE, Faulty::overwritesWhatIsRead).hasMessageContaining("with no barrier in between");
    }

    @Test
    void raceAcrossGroups() {
        fault(Kind.RACE, Faulty::racesAcrossGroups)
                .hasMessageContaining("of buffer out (8 elements)")
                .hasMessageContaining("group (0, 0, 0)")
                .hasMessageContaining("group (1, 0, 0)");
    }

    @Test
    void deviceMemoryOrderedByALocalBarrier() {
        fault(Kind.RACE, Faulty::ordersDeviceMemoryByTheWrongBarrier).hasMessageContaining("buffer out");
    }

    @Test
    void barrierThatSomeDoNotReach() {
        fault(Kind.DIVERGENT_BARRIER, Faulty::barrierForSome)
                .hasMessageContaining("kernel Faulty.barrierForSome: the barrier at line 85 is reached by work-item")
                .hasMessageContaining("ends without it");
    }

    @Test
    void twoBarriersAtOnce() {
        fault(Kind.DIVERGENT_BARRIER, Faulty::twoBarriers).hasMessageContaining("waits at the barrier at line 9");
    }

    @Test
    void outThatIsWrittenInPart() {
        fault(Kind.UNWRITTEN_OUT, Faulty::writesHalf)
                .hasMessageContaining("task graph g transfers buffer out of kernel Faulty.writesHalf to the host")
                .hasMessageContaining("4 of its 8 elements were never written; the first is index 1");
    }

    @Test
    void tooMuchLocalMemory() {
        fault(Kind.LOCAL_MEMORY, Faulty::wantsLocalMemory)
                .hasMessageContaining("needs 65536 bytes of local memory with local array #1; the device has 49152");
    }

    @Test
    void divisionByZero() {
        intFault(Kind.DIVISION, Faulty::dividesByZero, 1, 2, 3, 0, 4, 5, 6, 7).hasMessageContaining("divides by zero");
    }

    @Test
    void negativeDividendsOfPowersOfTwo() {
        intFault(Kind.DIVISION, Faulty::dividesNegatives, 1, 2, 3, -9, 4, 5, 6, 7)
                .hasMessageContaining("divides -9 by the constant 8");
    }

    @Test
    void negativeDividendsOfScalarArguments() {
        var in = IntArray.fromElements(1, 2, 3, -9, 4, 5, 6, 7);
        var out = new IntArray(8);
        var graph = new TaskGraph("g")
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, in)
                .task("t0", Faulty::dividesNegativesByArgument, new KernelContext(), in, out, 4);
        fault(Kind.DIVISION, () -> {
                    Runs.execute(graph, Runs.line(8, 4));
                    return out;
                })
                .hasMessageContaining("divides -9 by the constant 4");
    }

    @Test
    void localArraysGivenToHelpers() {
        fault(Kind.RULE, Faulty::passesLocalArray).hasMessageContaining("gives a helper local array #0");
    }

    @Test
    void iterationsOnOneElement() {
        var in = Runs.ramp(4);
        var out = new FloatArray(8);
        var graph = new TaskGraph("g")
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, in)
                .task("t0", Faulty::iterationsRace, in, out, 4);
        fault(Kind.RACE, () -> {
                    Runs.execute(graph);
                    return out;
                })
                .hasMessageMatching(
                        "(?s).*iteration \\(i = \\d, j = \\d\\) writes index \\d of buffer out \\(8 elements\\), which iteration \\(i = \\d, j = \\d\\) has written.*");
    }

    @Test
    void iterationThatReadsWhatAnotherWrites() {
        var x = Runs.ramp(4);
        var graph = new TaskGraph("g")
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, x)
                .task("t0", Faulty::iterationReadsAnother, x, 4);
        fault(Kind.RACE, () -> {
                    Runs.execute(graph);
                    return x;
                })
                .hasMessageMatching(
                        "(?s).*iteration \\(i = \\d\\) \\w+ index \\d of buffer x \\(4 elements\\), which iteration \\(i = \\d\\) has \\w+.*");
    }
}
