package dev.weft.emulator.memory;

import org.jspecify.annotations.Nullable;

/// A kernel's `int[]`.
public final class IntCells extends Cells {
    static final int BYTES = 4;

    private final int[] values;

    IntCells(int size, int line, @Nullable Shared shared) {
        super(size, line, shared);
        this.values = new int[size];
    }

    @Override
    public String type() {
        return "int";
    }

    public int get(int index) {
        reading(index);
        return values[index];
    }

    public void set(int index, int value) {
        writing(index);
        values[index] = value;
    }

    /// Adds in one step, which races with no other such step.
    void add(int index, int value) {
        updating(index);
        values[index] += value;
    }
}
