package dev.weft.dsl.model;

/// How a tensor is stored.
public enum Storage {
    F16(2),
    BF16(2),
    F32(4),
    F64(8),
    I32(4),
    BOOL(1);

    private final int bytes;

    Storage(int bytes) {
        this.bytes = bytes;
    }

    /// Bytes per element.
    public int bytes() {
        return bytes;
    }

    /// What an element of it is in an expression.
    public Kind kind() {
        return switch (this) {
            case F16, BF16, F32, F64 -> Kind.REAL;
            case I32 -> Kind.INT;
            case BOOL -> Kind.BOOL;
        };
    }

    /// The keyword of the language, such as `bf16`.
    public String keyword() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
