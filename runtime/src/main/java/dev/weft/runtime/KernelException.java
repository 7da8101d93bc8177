package dev.weft.runtime;

/// A kernel that failed while it ran. The message names the kernel, the stage and the task; the
/// cause is what happened.
public final class KernelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KernelException(String message, Throwable cause) {
        super(message, cause);
    }
}
