package dev.weft.codegen.emit.vector;

/// The types of rows in memory that are read as floats.
public enum RowType {
    F32("Float", "f32", 4),
    F16("Half", "f16", 2),
    BF16("Brain", "bf16", 2);

    private final String prefix;
    private final String title;
    private final int bytes;

    RowType(String prefix, String title, int bytes) {
        this.prefix = prefix;
        this.title = title;
        this.bytes = bytes;
    }

    String prefix() {
        return prefix;
    }

    String title() {
        return title;
    }

    int bytes() {
        return bytes;
    }
}
