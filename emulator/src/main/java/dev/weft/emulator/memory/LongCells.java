package dev.weft.emulator.memory;

import org.jspecify.annotations.Nullable;

/// A kernel's `long[]`.
public final class LongCells extends Cells {
    static final int BYTES = 8;

    private final long[] values;

    LongCells(int size, int line, @Nullable Shared shared) {
        super(size, line, shared);
        this.values = new long[size];
    }

    @Override
    public String type() {
        return "long";
    }

    public long get(int index) {
        reading(index);
        return values[index];
    }

    public void set(int index, long value) {
        writing(index);
        values[index] = value;
    }
}
