package dev.weft.runtime.carry;

import dev.weft.runtime.Tensor;
import java.lang.foreign.MemorySegment;

/// Copies of ranges along one axis of tensors that agree in all others.
final class Strides {
    private Strides() {}

    /// Copies `count` places of `axis`. Within one tensor, places may move toward the beginning.
    static void copy(Tensor from, int fromAt, Tensor to, int toAt, int axis, int count) {
        long outer = 1;
        for (int n = 0; n < axis; n++) {
            outer *= from.size(n);
        }
        long inner = from.type().bytes();
        for (int n = axis + 1; n < from.rank(); n++) {
            inner *= from.size(n);
        }
        for (long n = 0; n < outer; n++) {
            MemorySegment.copy(
                    from.memory(),
                    (n * from.size(axis) + fromAt) * inner,
                    to.memory(),
                    (n * to.size(axis) + toAt) * inner,
                    count * inner);
        }
        to.changed(0, to.elements());
    }
}
