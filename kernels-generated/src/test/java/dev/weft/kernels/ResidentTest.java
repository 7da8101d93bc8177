package dev.weft.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.runtime.BindException;
import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import java.lang.foreign.ValueLayout;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Caches that stay on the device, on TornadoVM (the emulator where there is no SDK).
final class ResidentTest {
    private static final int P = 4;
    private static final int X = 6;
    private static final int G = 2;
    private static final int D = 16;
    private static final Paged.Sizes DECODE = new Paged.Sizes(1, 4, G, 1, D, P, X, X);

    private final SplittableRandom random = new SplittableRandom(7);
    private final Tensor page = Tensor.of(new int[] {3, 0, 5, 1, 4, 2}, 1, X);
    private final Tensor length = Tensor.allocate(DType.I32, 1);
    private final Tensor q = normal(1, 4, 1, D);
    private final Tensor k = normal(X, P, G, D);
    private final Tensor v = normal(X, P, G, D);
    private final Tensor o = Tensor.allocate(DType.F32, 1, 4, 1, D);
    private final Tensor wanted = Tensor.allocate(DType.F32, 1, 4, 1, D);

    private Tensor normal(long... shape) {
        var tensor = Tensor.allocate(DType.F32, shape);
        for (long n = 0; n < tensor.elements(); n++) {
            tensor.set(n, random.nextGaussian());
        }
        return tensor;
    }

    private void sameAs(Paged.Plan reference) {
        reference.run(page, length, q, k, v, wanted);
        for (long n = 0; n < o.elements(); n++) {
            assertThat(o.get(n)).isCloseTo(wanted.get(n), within(1e-5));
        }
    }

    @Test
    void newTokensComeToTheDevice() {
        try (var decode = Paged.on(Device.tornado())
                        .resident(Paged.Input.k, Paged.Input.v)
                        .plan(DECODE);
                var reference = Paged.on(Device.jvm(1)).plan(DECODE)) {
            for (int token = 0; token < X * P; token++) {
                int block = page.toInts()[token / P];
                int at = (block * P + token % P) * G * D;
                for (int d = 0; d < G * D; d++) {
                    double value = random.nextGaussian();
                    k.set(at + d, random.nextGaussian());
                    // As one who writes to the memory itself would.
                    v.memory().setAtIndex(ValueLayout.JAVA_FLOAT, at + d, (float) value);
                }
                v.changed(at, G * D);
                length.set(0, token + 1);
                decode.run(page, length, q, k, v, o);
                sameAs(reference);
            }
        }
    }

    @Test
    void whatNobodyTellsStaysAsItWas() {
        try (var decode =
                        Paged.on(Device.tornado()).resident(Paged.Input.v).plan(DECODE);
                var reference = Paged.on(Device.jvm(1)).plan(DECODE)) {
            length.set(0, 5);
            decode.run(page, length, q, k, v, o);
            var before = o.toFloats();
            v.memory().fill((byte) 0);
            decode.run(page, length, q, k, v, o);
            assertThat(o.toFloats()).containsExactly(before);
            v.changed(0, v.elements());
            decode.run(page, length, q, k, v, o);
            sameAs(reference);
            try (var other = normal(X, P, G, D)) {
                decode.run(page, length, q, k, other, o);
                reference.run(page, length, q, k, other, wanted);
                assertThat(o.get(3)).isCloseTo(wanted.get(3), within(1e-5));
            }
        }
    }

    @Test
    void aKernelsOutIsNewsToAnotherPlan() {
        var sizes = new CausalMha.Sizes(1, 1, 3, 4);
        try (var x = normal(1, 1, 3, 4);
                var y = Tensor.allocate(DType.F32, 1, 1, 3, 4);
                var z = Tensor.allocate(DType.F32, 1, 1, 3, 4);
                var first = CausalMha.on(Device.jvm(1)).plan(sizes);
                var second = CausalMha.on(Device.tornado())
                        .resident(CausalMha.Input.q, CausalMha.Input.k, CausalMha.Input.v)
                        .plan(sizes)) {
            for (int round = 0; round < 3; round++) {
                x.set(0, round);
                first.run(x, x, x, y);
                second.run(y, y, y, z);
                // The first token sees itself alone.
                assertThat(z.get(0)).isCloseTo(round, within(1e-5));
            }
        }
    }

    @Test
    void outsCannotStay() {
        assertThatThrownBy(() -> Device.jvm(1).plan(Paged.DEFINITION, Set.of("o"), 1, 4, G, 1, D, P, X, X))
                .isInstanceOf(BindException.class)
                .hasMessage("Paged has no input `o` to keep on the device; its inputs are page, length, q, k, v");
    }
}
