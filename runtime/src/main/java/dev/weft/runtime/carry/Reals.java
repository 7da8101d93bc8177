package dev.weft.runtime.carry;

import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Elements of tensors of any real type as floats.
final class Reals {
    private Reals() {}

    static void copy(Tensor from, long at, float[] to, int toAt, int count) {
        if (from.type() == DType.F32) {
            MemorySegment.copy(from.memory(), ValueLayout.JAVA_FLOAT, at * Float.BYTES, to, toAt, count);
            return;
        }
        for (int e = 0; e < count; e++) {
            to[toAt + e] = (float) from.get(at + e);
        }
    }

    /// @param to an F32 tensor
    static void copy(float[] from, Tensor to, long at, int count) {
        MemorySegment.copy(from, 0, to.memory(), ValueLayout.JAVA_FLOAT, at * Float.BYTES, count);
    }
}
