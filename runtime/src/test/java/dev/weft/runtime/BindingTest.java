package dev.weft.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BindingTest {
    private final Plan plan = Device.jvm(1).plan(new Blend(), 6, 2);
    private final Tensor x = Tensor.allocate(DType.F32, 6);
    private final Tensor y = Tensor.allocate(DType.F32, 6);

    @AfterEach
    void close() {
        plan.close();
        x.close();
        y.close();
    }

    private void run(Tensor first, double w, Tensor last) {
        plan.run(new Tensor[] {first, last}, new double[] {w});
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(BindException.class).hasMessage(message);
    }

    @Test
    void sizes() {
        var device = Device.jvm(1);
        refused(() -> device.plan(new Blend(), 6), "Blend has the sizes N, G, but 1 were given");
        refused(() -> device.plan(new Blend(), -1, 2), "Blend: the size N is -1, but sizes count from 0 up");
        refused(() -> device.plan(new Blend(), 5, 2), "where N mod G == 0 does not hold: N=5, G=2");
        refused(
                () -> device.plan(new Blend(), 5, 0),
                "Blend cannot be bound to N=5, G=0: something divides by a size that is 0");
    }

    @Test
    void shapesAndTypes() {
        try (var other = Tensor.allocate(DType.F32, 2, 3);
                var half = Tensor.allocate(DType.F16, 6)) {
            refused(
                    () -> run(other, 1, y),
                    "Blend: x is f32[2, 3], but this plan wants f32[6], declared f32[N]: pass such a tensor, or make a plan for other sizes");
            refused(
                    () -> run(x, 1, half),
                    "Blend: y is f16[6], but this plan wants f32[6], declared f32[N]: Tensor.converted changes a real type");
        }
        refused(
                () -> plan.run(new Tensor[] {x}, new double[] {1}),
                "Blend takes 2 tensors and 1 scalars, but 1 and 1 were given");
    }

    @Test
    void memory() {
        try (var arena = Arena.ofShared()) {
            var block = arena.allocate(64, 64);
            var first = Tensor.wrap(block.asSlice(0, 24), DType.F32, 6);
            var second = Tensor.wrap(block.asSlice(20, 24), DType.F32, 6);
            var third = Tensor.wrap(block.asSlice(24, 24), DType.F32, 6);
            refused(() -> run(first, 1, first), "Blend: the out y shares memory with x: give it a tensor of its own");
            refused(() -> run(first, 1, second), "Blend: the out y shares memory with x: give it a tensor of its own");
            run(first, 1, third);
            var readOnly = Tensor.wrap(block.asReadOnly(), DType.F32, 6);
            refused(() -> run(x, 1, readOnly), "Blend: y is an out, but its memory is read-only");
            run(readOnly, 1, y);
        }
        x.close();
        refused(() -> run(x, 1, y), "Blend: the tensor x is closed");
    }

    @Test
    void scalars() {
        refused(() -> run(x, 1.5, y), "Blend: w is 1.5, but it is declared i32: pass a whole number of 32 bits");
        refused(() -> run(x, Double.NaN, y), "Blend: w is NaN, but it is declared i32: pass a whole number of 32 bits");
        refused(
                () -> run(x, 1e10, y),
                "Blend: w is 10000000000, but it is declared i32: pass a whole number of 32 bits");
        refused(() -> run(x, 1001, y), "where w <= 1000 does not hold: w=1001.0");
    }

    @Test
    void devices() {
        refused(() -> Device.jvm(0), "a device needs at least 1 thread, not 0");
    }
}
