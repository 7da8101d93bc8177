package dev.weft.bench;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/// What being ready and one run add to the memory of the process, beside inputs and outputs: off the heap what becomes
/// resident, on the heap what is alive after the run, since all of the heap is resident from the start.
final class Footprint {
    private Footprint() {}

    /// Bytes of an entry that has been run before, so that nothing is compiled or loaded any more; NaN where nobody
    /// counts.
    static double of(Entry entry) {
        var counted = new AtomicLong();
        var resident = ResidentMemory.growth(() -> {
            var before = heap();
            try (var contestant = entry.prepare()) {
                contestant.run();
                counted.set(heap() - before - contestant.inputsAndOutputs());
            }
        });
        return Double.isNaN(resident) ? resident : Math.max(0, resident + counted.get());
    }

    /// Bytes on the heap that are alive.
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
