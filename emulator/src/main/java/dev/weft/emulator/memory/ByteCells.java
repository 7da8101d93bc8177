package dev.weft.emulator.memory;

import org.jspecify.annotations.Nullable;

/// A kernel's `byte[]`.
public final class ByteCells extends Cells {
    static final int BYTES = 1;

    private final byte[] values;

    ByteCells(int size, int line, @Nullable Shared shared) {
        super(size, line, shared);
        this.values = new byte[size];
    }

    @Override
    public String type() {
        return "byte";
    }

    public byte get(int index) {
        reading(index);
        return values[index];
    }

    public void set(int index, byte value) {
        writing(index);
        values[index] = value;
    }
}
