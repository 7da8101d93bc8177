package dev.weft.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;

/// Off-heap memory: how it is asked for, and how an amount of it is written.
final class Bytes {
    /// A cache line, and the widest register.
    static final long ALIGNMENT = 64;

    private Bytes() {}

    /// An arena for all threads; whatever holds it closes it.
    @SuppressWarnings("MustBeClosedChecker")
    static Arena arena() {
        return Arena.ofShared();
    }

    /// Zeroed memory that starts on a 64-byte boundary.
    static MemorySegment allocate(Arena arena, long bytes, long alignment, String what) {
        try {
            return arena.allocate(bytes, Math.max(alignment, ALIGNMENT));
        } catch (OutOfMemoryError e) {
            throw new OutOfNativeMemoryException(what, bytes, e);
        }
    }

    /// `12 bytes`, `1.5 MiB`.
    static String text(long bytes) {
        if (bytes < 1024) {
            return bytes + " bytes";
        }
        var units = "KMGTPE";
        var amount = (double) bytes;
        var unit = -1;
        while (amount >= 1024) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %ciB", amount, units.charAt(unit));
    }
}
