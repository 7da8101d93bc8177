package dev.weft.emulator.run;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.KernelFault.Kind;
import dev.weft.emulator.Limits;
import java.util.Arrays;
import uk.ac.manchester.tornado.api.WorkerGrid;

/// How many work-items run, in groups of how many: three numbers each.
final class Grid {
    private static final int AXES = 3;
    private static final int PREFERRED = 256;

    private final int[] global;
    private final int[] local;
    private final int[] offset;

    private Grid(int[] global, int[] local, int[] offset) {
        this.global = global;
        this.local = local;
        this.offset = offset;
    }

    /// One work-item.
    static Grid one() {
        var one = new int[] {1, 1, 1};
        return new Grid(one, one, new int[AXES]);
    }

    static Grid of(String kernel, WorkerGrid grid, Limits limits) {
        var global = numbers(grid.getGlobalWork());
        var given = grid.getLocalWork();
        var local = given == null ? chosen(global, limits) : numbers(given);
        for (var axis = 0; axis < AXES; axis++) {
            if (global[axis] < 1 || local[axis] < 1 || global[axis] % local[axis] != 0) {
                throw new KernelFault(
                        Kind.GRID,
                        "kernel %s: global size %s is no multiple of local size %s, and the device does not run it. Round it up, and guard the kernel"
                                .formatted(kernel, Arrays.toString(global), Arrays.toString(local)));
            }
        }
        if (product(local) > limits.group()) {
            throw new KernelFault(
                    Kind.GRID,
                    "kernel %s: local size %s is %d work-items; the device's groups have at most %d"
                            .formatted(kernel, Arrays.toString(local), product(local), limits.group()));
        }
        return new Grid(global, local, numbers(grid.getGlobalOffset()));
    }

    private static int[] numbers(long[] sizes) {
        return Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray();
    }

    /// What a device might choose: the largest size that divides the first axis.
    private static int[] chosen(int[] global, Limits limits) {
        var size = Math.max(1, Math.min(Math.min(PREFERRED, limits.group()), global[0]));
        while (global[0] % size != 0) {
            size--;
        }
        return new int[] {size, 1, 1};
    }

    private static long product(int[] sizes) {
        return (long) sizes[0] * sizes[1] * sizes[2];
    }

    int groups() {
        return Math.toIntExact(product(global) / product(local));
    }

    int items() {
        return (int) product(local);
    }

    /// Global, local and group index, global and local size.
    int[] ids(int group, int item) {
        var ids = new int[5 * AXES];
        var restOfGroup = group;
        var restOfItem = item;
        for (var axis = 0; axis < AXES; axis++) {
            var across = global[axis] / local[axis];
            var inGroup = restOfItem % local[axis];
            var ofGroup = restOfGroup % across;
            restOfItem /= local[axis];
            restOfGroup /= across;
            ids[axis] = offset[axis] + ofGroup * local[axis] + inGroup;
            ids[AXES + axis] = inGroup;
            ids[2 * AXES + axis] = ofGroup;
            ids[3 * AXES + axis] = global[axis];
            ids[4 * AXES + axis] = local[axis];
        }
        return ids;
    }

    /// `work-item global (64, 0, 0), local (0, 0, 0), group (1, 0, 0)`
    String describe(int group, int item) {
        var ids = ids(group, item);
        return "work-item global %s, local %s, group %s"
                .formatted(triple(ids, 0), triple(ids, AXES), triple(ids, 2 * AXES));
    }

    private static String triple(int[] ids, int from) {
        return "(%d, %d, %d)".formatted(ids[from], ids[from + 1], ids[from + 2]);
    }
}
