package dev.weft.runtime.tornado;

import uk.ac.manchester.tornado.api.WorkerGrid1D;

/// How many work-items a task has: whole work-groups. Another number the driver refuses in a line that it prints, and
/// the run ends as if all were well; a group that is too large TornadoVM cuts otherwise, without a word to the kernel.
///
/// @param items work-items
/// @param group work-items of a work-group
/// @param most how many those may be
record GlobalSize(int items, int group, int most) {
    GlobalSize {
        if (items < 1 || group < 1 || items % group != 0) {
            throw new TornadoFailure(
                    "%,d work-items are not whole work-groups of %,d: this is a bug of Weft".formatted(items, group));
        }
        if (group > most) {
            throw new TornadoFailure(
                    "work-groups of %,d are more than the device's %,d: this is a bug of Weft".formatted(group, most));
        }
    }

    /// As many work-items as some groups have.
    static GlobalSize of(int groups, int group, int most) {
        long items = (long) groups * group;
        if (items > Integer.MAX_VALUE) {
            throw new TornadoFailure(
                    "%,d work-groups of %,d work-items are more than a grid may have: use smaller sizes"
                            .formatted(groups, group));
        }
        return new GlobalSize((int) items, group, most);
    }

    WorkerGrid1D workers() {
        var workers = new WorkerGrid1D(items);
        workers.setLocalWork(group, 1, 1);
        return workers;
    }
}
