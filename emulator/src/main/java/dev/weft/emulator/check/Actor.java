package dev.weft.emulator.check;

import dev.weft.emulator.run.Grid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who accesses an element, in one word: bit 63 is set, bit 62 for an access in one step. The rest is either group,
/// work-item and
/// epoch, or the values of up to three `@Parallel` variables, each one higher and 0 outside its loop.
final class Actor {
    static final long NONE = 0;
    static final long ATOMIC = 1L << 62;

    private static final long SOME = 1L << 63;
    private static final int EPOCH_BITS = 24;
    private static final int LOCAL_BITS = 12;
    private static final int GROUP_SHIFT = EPOCH_BITS + LOCAL_BITS;
    private static final int AXIS_BITS = 20;
    private static final long EPOCH = (1L << EPOCH_BITS) - 1;
    private static final long LOCAL = (1L << LOCAL_BITS) - 1;
    private static final long GROUP = (1L << (62 - GROUP_SHIFT)) - 1;
    private static final long AXIS = (1L << AXIS_BITS) - 1;

    private Actor() {}

    static long item(long group, int local, int epoch) {
        return SOME | ((group & GROUP) << GROUP_SHIFT) | ((long) local << EPOCH_BITS) | (epoch & EPOCH);
    }

    static long outside() {
        return SOME;
    }

    /// Where the variable of one loop has this value now; inner loops have not begun.
    static long iteration(long actor, int axis, int value) {
        var shift = axis * AXIS_BITS;
        var outer = (1L << shift) - 1;
        return SOME | (actor & outer) | (((value + 1L) & AXIS) << shift);
    }

    /// Whether nothing orders accesses of the two, if at least one writes. It is asked in the order in which they came.
    static boolean conflict(long a, long b, boolean grouped) {
        if ((a & b & ATOMIC) != 0) {
            return false;
        }
        var difference = (a ^ b) & ~ATOMIC;
        if (difference == 0) {
            return false;
        }
        return !grouped
                || difference >>> GROUP_SHIFT != 0
                || (difference >>> EPOCH_BITS != 0 && (difference & EPOCH) == 0);
    }

    /// As a message names it.
    ///
    /// @param grid null if the kernel runs as loops, with these variables
    static String text(long actor, @Nullable Grid grid, List<String> variables) {
        if (grid != null) {
            var group = grid.groups().place((actor >>> GROUP_SHIFT) & GROUP);
            return "work-item group " + group + " local " + grid.local().place((actor >>> EPOCH_BITS) & LOCAL);
        }
        var parts = new ArrayList<String>();
        for (var axis = 0; axis < variables.size(); axis++) {
            var value = (actor >>> (axis * AXIS_BITS)) & AXIS;
            if (value != 0) {
                parts.add(variables.get(axis) + "=" + (value - 1));
            }
        }
        return parts.isEmpty() ? "the code outside loops" : "iteration " + String.join(", ", parts);
    }
}
