package dev.weft.emulator;

/// A kernel, or the way it is launched, that a device would answer with wrong numbers or not at all.
public final class KernelFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// A fault.
    ///
    /// @param message fault, kernel, buffer, index, work-items, and the cure where it is known
    public KernelFault(String message) {
        super(message);
    }

    public KernelFault(String message, Throwable cause) {
        super(message, cause);
    }
}
