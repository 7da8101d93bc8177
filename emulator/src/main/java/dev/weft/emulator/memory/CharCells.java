package dev.weft.emulator.memory;

import org.jspecify.annotations.Nullable;

/// A kernel's `char[]`.
public final class CharCells extends Cells {
    static final int BYTES = 2;

    private final char[] values;

    CharCells(int size, int line, @Nullable Shared shared) {
        super(size, line, shared);
        this.values = new char[size];
    }

    @Override
    public String type() {
        return "char";
    }

    public char get(int index) {
        reading(index);
        return values[index];
    }

    public void set(int index, char value) {
        writing(index);
        values[index] = value;
    }
}
