package dev.weft.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.kernels.vq.VqToeplitz;
import dev.weft.runtime.BindException;
import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.carry.StateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The state of a kernel of the library, as applications hold it.
final class CarryTest {
    private static final int TOKENS = 75;
    private static final int D = 8;
    private static final VqToeplitz.Sizes SIZES = sizes(16, 12);

    private final SplittableRandom random = new SplittableRandom(5);
    private final Tensor q = normal(1, 2, TOKENS, D);
    private final Tensor k = normal(1, 1, TOKENS, D);
    private final Tensor v = normal(1, 1, TOKENS, D);
    private final Tensor c = normal(1, 9, D);
    private final Tensor r = normal(2, 12);

    private static VqToeplitz.Sizes sizes(int tokens, int near) {
        return new VqToeplitz.Sizes(1, 2, 1, tokens, tokens, D, 9, near);
    }

    private Tensor normal(long... shape) {
        var tensor = Tensor.allocate(DType.F32, shape);
        for (long n = 0; n < tensor.elements(); n++) {
            tensor.set(n, random.nextGaussian());
        }
        return tensor;
    }

    /// Some tokens of a tensor of all.
    private static Tensor part(Tensor all, int from, int count) {
        int heads = (int) all.size(1);
        var part = Tensor.allocate(DType.F32, 1, heads, count, D);
        for (int h = 0; h < heads; h++) {
            for (int e = 0; e < count * D; e++) {
                part.set((long) h * count * D + e, all.get(((long) h * TOKENS + from) * D + e));
            }
        }
        return part;
    }

    private Tensor append(VqToeplitz.State state, int from, int count) {
        var o = Tensor.allocate(DType.F32, 1, 2, count, D);
        state.append(part(q, from, count), part(k, from, count), part(v, from, count), o);
        return o;
    }

    private static byte[] saved(VqToeplitz.State state) throws IOException {
        var bytes = new ByteArrayOutputStream();
        state.save(bytes);
        return bytes.toByteArray();
    }

    /// The JVM, and TornadoVM: the emulator where there is no SDK.
    static Stream<Named<Device>> devices() {
        return Stream.of(Named.of("JVM", Device.jvm(1)), Named.of("TornadoVM", Device.tornado()));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void prefillChunksAndTokensAreTheWhole(Device device) {
        var whole = Tensor.allocate(DType.F32, 1, 2, TOKENS, D);
        try (var plan = VqToeplitz.on(device).plan(sizes(TOKENS, 12));
                var state = VqToeplitz.on(device).carry(SIZES, c, r)) {
            plan.run(q, k, v, whole, c, r);
            int at = 0;
            for (int count : new int[] {40, 16, 5, 1, 1, 12}) {
                var o = append(state, at, count);
                for (int h = 0; h < 2; h++) {
                    for (int e = 0; e < count * D; e++) {
                        assertThat(o.get((long) h * count * D + e))
                                .isCloseTo(whole.get(((long) h * TOKENS + at) * D + e), within(1e-5));
                    }
                }
                at += count;
                assertThat(state.tokens()).isEqualTo(at);
            }
            assertThat(state).hasToString("VqToeplitz(B=1, H=2, G=1, D=8, S=9, R=12) after 75 tokens");
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void savedStatesGoOnWhereTheyWere(Device device, @TempDir Path folder) throws IOException {
        try (var state = VqToeplitz.on(device).carry(SIZES, c, r);
                var other = VqToeplitz.on(device).carry(SIZES, c, r)) {
            append(state, 0, 50);
            var file = folder.resolve("state");
            state.save(file);
            other.restore(file);
            assertThat(other.tokens()).isEqualTo(50);
            assertThat(append(other, 50, 3).toFloats()).isEqualTo(append(state, 50, 3).toFloats());
            var bytes = saved(state);
            assertThat(saved(other)).isEqualTo(bytes);
            other.clear();
            assertThat(other.tokens()).isZero();
            other.restore(new ByteArrayInputStream(bytes));
            assertThat(saved(other)).isEqualTo(bytes);
            assertThatThrownBy(() -> other.restore(new ByteArrayInputStream(bytes, 0, 99)))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("VqToeplitz ends too early");
            assertThat(saved(other)).isEqualTo(bytes);
        }
    }

    @Test
    void whatDoesNotFitIsNamed() {
        var on = VqToeplitz.on(Device.jvm(1));
        assertThatThrownBy(() -> on.carry(sizes(0, 12), c, r))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("N is 0, but here it says how many tokens are computed at once");
        assertThatThrownBy(() -> on.carry(sizes(-1, 12), c, r))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("the size N is -1, but sizes count from 0 up");
        assertThatThrownBy(() -> on.carry(sizes(16, 11), c, r))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("r is f32[2, 12], but f32[2, 11] is needed");
        var none = new VqToeplitz.Sizes(1, 2, 0, 16, 16, D, 9, 12);
        assertThatThrownBy(() -> on.carry(none, c, r))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("divides by a size that is 0");
        var state = on.carry(SIZES, c, r);
        state.close();
        state.close();
        assertThatThrownBy(() -> append(state, 0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the state of VqToeplitz is closed");
    }
}
