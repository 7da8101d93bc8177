package dev.weft.emulator;

import java.io.Serial;

/// What a device would have done wrong in silence. The message names the kernel, the buffer, the
/// index and the work-items.
public final class KernelFault extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public KernelFault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public KernelFault(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /// What is wrong.
    public enum Kind {
        /// An index below zero, or not below the size.
        OUT_OF_BOUNDS,
        /// A value that nobody has written.
        UNINITIALISED,
        /// Two work-items on one element with no barrier between them, one of them writing.
        RACE,
        /// A barrier that some of a group's work-items do not reach.
        DIVERGENT_BARRIER,
        /// An out of which elements were never written.
        UNWRITTEN_OUT,
        /// More local memory than the device has, or local arrays that differ within a group.
        LOCAL_MEMORY,
        /// A grid that the device does not run.
        GRID,
        /// More arguments than a task may have.
        ARGUMENTS,
        /// A kernel that cannot be found, or that a device cannot run.
        KERNEL,
        /// Code that the device's compiler refuses or gets wrong.
        RULE,
        /// A division that is undefined, or that the device's compiler gets wrong.
        DIVISION,
        /// The kernel threw something of its own.
        THROWN
    }
}
