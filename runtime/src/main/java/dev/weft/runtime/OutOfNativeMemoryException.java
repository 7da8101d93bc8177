package dev.weft.runtime;

/// Off-heap memory that the JVM would not give. The message says what for, how much, and the cure.
public final class OutOfNativeMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfNativeMemoryException(String what, long bytes, Throwable cause) {
        super(
                "%s needs %s of off-heap memory, which the JVM does not have: use smaller sizes, close what is not needed,"
                                .formatted(what, Bytes.text(bytes))
                        + " or raise the limit with -XX:MaxDirectMemorySize (by default the size of the heap, -Xmx)",
                cause);
    }
}
