package dev.weft.emulator.memory;

import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.types.HalfFloat;

/// A kernel's `HalfFloat[]`.
public final class HalfCells extends Cells {
    static final int BYTES = 2;

    private final HalfFloat[] values;

    HalfCells(int size, int line, @Nullable Shared shared) {
        super(size, line, shared);
        this.values = new HalfFloat[size];
    }

    @Override
    public String type() {
        return "HalfFloat";
    }

    public HalfFloat get(int index) {
        reading(index);
        return values[index];
    }

    public void set(int index, HalfFloat value) {
        writing(index);
        values[index] = value;
    }
}
