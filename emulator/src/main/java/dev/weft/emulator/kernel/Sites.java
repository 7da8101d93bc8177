package dev.weft.emulator.kernel;

/// Numbers the barriers of a kernel: one number tells which, at which line, of which kind.
public final class Sites {
    private static final int LINE_BITS = 16;
    private static final int LINE = (1 << LINE_BITS) - 1;

    private int barriers;

    /// @param global whether the barrier orders device memory, not local memory
    int next(int line, boolean global) {
        barriers++;
        return barriers << (LINE_BITS + 1) | (line & LINE) << 1 | (global ? 1 : 0);
    }

    boolean hasBarriers() {
        return barriers > 0;
    }

    public static int line(int site) {
        return site >>> 1 & LINE;
    }

    public static boolean isGlobal(int site) {
        return (site & 1) == 1;
    }
}
