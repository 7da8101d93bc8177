package dev.weft.emulator.memory;

import org.jspecify.annotations.Nullable;

/// A kernel's `short[]`.
public final class ShortCells extends Cells {
    static final int BYTES = 2;

    private final short[] values;

    ShortCells(int size, int line, @Nullable Shared shared) {
        super(size, line, shared);
        this.values = new short[size];
    }

    @Override
    public String type() {
        return "short";
    }

    public short get(int index) {
        reading(index);
        return values[index];
    }

    public void set(int index, short value) {
        writing(index);
        values[index] = value;
    }
}
