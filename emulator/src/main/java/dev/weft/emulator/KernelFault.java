package dev.weft.emulator;

/// Something that a kernel must not do. The message names the kernel, what it touched, where, and which work-items.
public final class KernelFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KernelFault(String message) {
        super(message);
    }
}
