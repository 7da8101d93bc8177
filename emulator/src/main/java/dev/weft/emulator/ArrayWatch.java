package dev.weft.emulator;

import java.util.Arrays;

/// Watches one array: that indices lie inside, that nothing is read before it is written, and that no two work-items
/// meet on an element with no barrier between them, one of them writing.
///
/// Every element remembers its last writer and a reader, each as the work-item's number in its task and the number of
/// barriers that its group had passed.
final class ArrayWatch implements Watch {
    private static final int NOBODY = -1;

    private final int size;
    private final boolean[] defined;
    private final long[] writers;
    private final long[] readers;
    private long run = NOBODY;
    private String name = "";

    ArrayWatch(int size) {
        this.size = size;
        this.defined = new boolean[size];
        this.writers = new long[size];
        this.readers = new long[size];
    }

    /// Whatever the host has copied is written.
    void defined() {
        Arrays.fill(defined, true);
    }

    /// Begins to watch for a task: accesses of earlier tasks are over.
    void begin(String argument, long number) {
        name = argument;
        if (run != number) {
            run = number;
            Arrays.fill(writers, NOBODY);
            Arrays.fill(readers, NOBODY);
        }
    }

    /// The first element that was never written, or -1.
    int undefined() {
        for (int n = 0; n < size; n++) {
            if (!defined[n]) {
                return n;
            }
        }
        return -1;
    }

    @Override
    public void read(int index) {
        var item = WorkItem.current();
        if (item == null) {
            return;
        }
        inside(item, index);
        if (!defined[index]) {
            throw item.fault("reads element %d of %s, which was never written".formatted(index, name));
        }
        meets(item, index, writers[index], "reads", "wrote");
        readers[index] = item.stamp();
    }

    @Override
    public void write(int index) {
        var item = WorkItem.current();
        if (item == null) {
            return;
        }
        inside(item, index);
        meets(item, index, writers[index], "writes", "wrote");
        meets(item, index, readers[index], "writes", "read");
        writers[index] = item.stamp();
        defined[index] = true;
    }

    private void inside(WorkItem item, int index) {
        if (index < 0 || index >= size) {
            throw item.fault("element %d of %s is out of bounds: it has %d".formatted(index, name, size));
        }
    }

    private void meets(WorkItem item, int index, long stamp, String does, String did) {
        if (stamp != NOBODY && item.races(stamp)) {
            throw item.fault("%s element %d of %s, which %s %s with no barrier between them"
                    .formatted(does, index, name, item.other(stamp), did));
        }
    }
}
