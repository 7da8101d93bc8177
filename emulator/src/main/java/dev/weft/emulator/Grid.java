package dev.weft.emulator;

import uk.ac.manchester.tornado.api.WorkerGrid;

/// How many work-items a task has, and how many form a group.
final class Grid {
    private final int[] globalSize;
    private final int[] groupSize;

    private Grid(int[] globalSize, int[] groupSize) {
        this.globalSize = globalSize;
        this.groupSize = groupSize;
    }

    int[] globalSize() {
        return globalSize.clone();
    }

    int[] groupSize() {
        return groupSize.clone();
    }

    /// The grid of a kernel, if a device can have it.
    static Grid of(String kernel, WorkerGrid grid) {
        var global = ints(grid.getGlobalWork());
        var local = ints(grid.getLocalWork());
        int items = 1;
        for (int axis = 0; axis < 3; axis++) {
            if (local[axis] < 1 || global[axis] % local[axis] != 0) {
                throw new KernelFault("%s: %d work-items on axis %d are no multiple of a group's %d"
                        .formatted(kernel, global[axis], axis, local[axis]));
            }
            items = Math.multiplyExact(items, local[axis]);
        }
        if (items > Limits.MAX_GROUP) {
            throw new KernelFault("%s: a group of %d work-items, and the device takes %d"
                    .formatted(kernel, items, Limits.MAX_GROUP));
        }
        return new Grid(global, local);
    }

    private static int[] ints(long[] sizes) {
        return java.util.Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray();
    }

    int groups(int axis) {
        return globalSize[axis] / groupSize[axis];
    }

    int items() {
        return groupSize[0] * groupSize[1] * groupSize[2];
    }
}
