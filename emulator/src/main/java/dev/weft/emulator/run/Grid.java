package dev.weft.emulator.run;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.Limits;
import org.jspecify.annotations.Nullable;

/// How many work-items run, in groups of which size; both were found possible.
///
/// @param global work-items
/// @param local work-items in one group
public record Grid(Extent global, Extent local) {
    private static final int DEFAULT_GROUP = 256;

    /// Checks a grid.
    ///
    /// @param local null for a size that the device chooses
    public static Grid of(String kernel, long[] global, long @Nullable [] local, Limits limits) {
        for (var size : global) {
            if (size < 1 || size > Integer.MAX_VALUE) {
                throw new KernelFault("grid of " + kernel + ": global work " + text(global) + " has no work-items");
            }
        }
        if (local == null) {
            return new Grid(Extent.of(global), new Extent(divisor(global[0], limits.maxGroup()), 1, 1));
        }
        for (var axis = 0; axis < global.length; axis++) {
            if (local[axis] < 1 || global[axis] % local[axis] != 0) {
                throw new KernelFault(
                        "grid of " + kernel + ": global work " + text(global)
                                + " is no multiple of local work " + text(local)
                                + ", and OpenCL would not run the kernel. Cure: round the global work up and guard in the kernel.");
            }
        }
        var group = Extent.of(local);
        if (group.volume() > limits.maxGroup()) {
            throw new KernelFault("grid of " + kernel + ": local work " + text(local) + " is " + group.volume()
                    + " work-items, and the device runs at most " + limits.maxGroup() + " in one group");
        }
        return new Grid(Extent.of(global), group);
    }

    public Extent groups() {
        return new Extent(global.x() / local.x(), global.y() / local.y(), global.z() / local.z());
    }

    private static int divisor(long size, int maxGroup) {
        var divisor = (int) Math.min(size, Math.min(DEFAULT_GROUP, maxGroup));
        while (size % divisor != 0) {
            divisor--;
        }
        return divisor;
    }

    private static String text(long[] sizes) {
        return Extent.of(sizes).toString();
    }
}
