package dev.weft.runtime;

/// How the elements of a tensor are stored.
public enum DType {
    F16(2),
    BF16(2),
    F32(4),
    F64(8),
    I32(4),
    BOOL(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /// Bytes per element.
    public int bytes() {
        return bytes;
    }
}
