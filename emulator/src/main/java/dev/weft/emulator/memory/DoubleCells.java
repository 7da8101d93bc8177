package dev.weft.emulator.memory;

import org.jspecify.annotations.Nullable;

/// A kernel's `double[]`.
public final class DoubleCells extends Cells {
    static final int BYTES = 8;

    private final double[] values;

    DoubleCells(int size, int line, @Nullable Shared shared) {
        super(size, line, shared);
        this.values = new double[size];
    }

    @Override
    public String type() {
        return "double";
    }

    public double get(int index) {
        reading(index);
        return values[index];
    }

    public void set(int index, double value) {
        writing(index);
        values[index] = value;
    }
}
