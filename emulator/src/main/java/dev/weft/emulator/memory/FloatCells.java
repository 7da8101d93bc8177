package dev.weft.emulator.memory;

import org.jspecify.annotations.Nullable;

/// A kernel's `float[]`.
public final class FloatCells extends Cells {
    static final int BYTES = 4;

    private final float[] values;

    FloatCells(int size, int line, @Nullable Shared shared) {
        super(size, line, shared);
        this.values = new float[size];
    }

    @Override
    public String type() {
        return "float";
    }

    public float get(int index) {
        reading(index);
        return values[index];
    }

    public void set(int index, float value) {
        writing(index);
        values[index] = value;
    }
}
