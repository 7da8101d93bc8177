package dev.weft.emulator.memory;

/// Who accessed an element and when, in one number that is never zero: whether atomically (1 bit), in
/// which phase between barriers (23 bits), in which group (27 bits), which work-item of the group
/// (13 bits, from 1).
public final class Stamp {
    private static final int ITEM_BITS = 13;
    private static final int GROUP_BITS = 27;
    private static final int PHASE_BITS = 23;
    private static final long ITEM = (1L << ITEM_BITS) - 1;
    private static final long GROUP = ((1L << GROUP_BITS) - 1) << ITEM_BITS;
    private static final long PHASE = ((1L << PHASE_BITS) - 1) << (ITEM_BITS + GROUP_BITS);
    private static final long ATOMIC = Long.MIN_VALUE;

    private Stamp() {}

    public static long of(int phase, int group, int item) {
        if (group >= 1 << GROUP_BITS || phase >= 1 << PHASE_BITS) {
            throw new IllegalStateException("the emulator counts no further: group " + group + ", phase " + phase);
        }
        return (long) phase << (ITEM_BITS + GROUP_BITS) | (long) group << ITEM_BITS | (item + 1);
    }

    static long atomic(long stamp) {
        return stamp | ATOMIC;
    }

    public static int item(long stamp) {
        return (int) (stamp & ITEM) - 1;
    }

    public static int group(long stamp) {
        return (int) ((stamp & GROUP) >>> ITEM_BITS);
    }

    static int phase(long stamp) {
        return (int) ((stamp & PHASE) >>> (ITEM_BITS + GROUP_BITS));
    }

    static boolean sameGroup(long a, long b) {
        return ((a ^ b) & GROUP) == 0;
    }

    /// Whether two accesses are of different work-items with no barrier between them.
    static boolean unordered(long a, long b) {
        var differ = a ^ b;
        return (differ & (ITEM | GROUP)) != 0
                && ((differ & GROUP) != 0 || (differ & PHASE) == 0)
                && (a & b & ATOMIC) == 0;
    }
}
