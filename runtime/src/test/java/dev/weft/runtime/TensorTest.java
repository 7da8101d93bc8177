package dev.weft.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TensorTest {
    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(BindException.class).hasMessage(message);
    }

    @Test
    void everyTypeStartsAlignedAndZeroAndCountsItsElements() {
        for (var type : DType.values()) {
            for (var shape : new long[][] {{}, {0}, {3}, {2, 0, 5}, {2, 3, 5}}) {
                try (var tensor = Tensor.allocate(type, shape)) {
                    var elements = 1L;
                    for (var size : shape) {
                        elements *= size;
                    }
                    assertThat(tensor.elements()).isEqualTo(elements);
                    assertThat(tensor.shape()).isEqualTo(shape);
                    assertThat(tensor.memory().byteSize()).isEqualTo(elements * type.bytes());
                    assertThat(tensor.memory().address() % 64).isZero();
                    for (var i = 0; i < elements; i++) {
                        assertThat(tensor.get(i)).isZero();
                        tensor.set(i, 1);
                        assertThat(tensor.get(i)).isEqualTo(1);
                    }
                    assertThatThrownBy(() -> tensor.get(tensor.elements()))
                            .isInstanceOf(IndexOutOfBoundsException.class);
                }
            }
        }
    }

    @Test
    void elementsLieRowMajor() {
        try (var tensor = Tensor.of(new float[] {0, 1, 2, 3, 4, 5}, 2, 3)) {
            assertThat(tensor.offset(1, 2)).isEqualTo(5);
            assertThat(tensor.get(tensor.offset(1, 0))).isEqualTo(3);
            assertThat(tensor).hasToString("f32[2, 3]");
            assertThatThrownBy(() -> tensor.offset(0, 3))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("index 3 on axis 1 of the shape [2, 3]");
            assertThatThrownBy(() -> tensor.offset(0)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void arraysGoInAndComeOut() {
        try (var f = Tensor.of(new float[] {1, Float.NaN, Float.NEGATIVE_INFINITY}, 3);
                var d = Tensor.of(new double[] {0.1, -0.0}, 2);
                var i = Tensor.of(new int[] {Integer.MIN_VALUE, 7}, 2);
                var b = Tensor.of(new boolean[] {true, false}, 2);
                var h = Tensor.allocate(DType.F16, 2).copyFrom(new double[] {0.1, 70000});
                var mixed = Tensor.allocate(DType.BF16, 2).copyFrom(new int[] {3, -4})) {
            assertThat(f.toFloats()).containsExactly(1, Float.NaN, Float.NEGATIVE_INFINITY);
            assertThat(d.toDoubles()).containsExactly(0.1, -0.0);
            assertThat(d.toFloats()).containsExactly(0.1f, -0.0f);
            assertThat(i.toInts()).containsExactly(Integer.MIN_VALUE, 7);
            assertThat(i.toDoubles()).containsExactly(Integer.MIN_VALUE, 7);
            assertThat(b.toBooleans()).containsExactly(true, false);
            assertThat(b.toDoubles()).containsExactly(1, 0);
            assertThat(h.toFloats()).containsExactly(0.099975586f, Float.POSITIVE_INFINITY);
            assertThat(mixed.toFloats()).containsExactly(3, -4);
            refused(i::toFloats, "i32[2] and a float[] do not go together: use int[]");
            refused(b::toInts, "bool[2] and a int[] do not go together: use boolean[]");
            refused(() -> f.copyFrom(new float[2]), "f32[3] has 3 elements, the array has 2");
            refused(
                    () -> f.copyFrom(new boolean[3]),
                    "f32[3] and a boolean[] do not go together: use float[] or double[]");
            assertThatThrownBy(() -> i.set(0, 1.5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("1.5 is not an i32");
        }
    }

    @Test
    void convertsBetweenRealTypes() {
        try (var d = Tensor.of(new double[] {0.1, -3, 1e300}, 3);
                var f = d.converted(DType.F32);
                var h = f.converted(DType.F16);
                var i = Tensor.allocate(DType.I32, 1);
                var same = i.converted(DType.I32)) {
            assertThat(f.toFloats()).containsExactly(0.1f, -3, Float.POSITIVE_INFINITY);
            assertThat(h.toFloats()).containsExactly(0.099975586f, -3, Float.POSITIVE_INFINITY);
            assertThat(same.toInts()).containsExactly(0);
            refused(() -> i.converted(DType.F32), "i32[1] cannot become f32: only real types convert to one another");
        }
    }

    @Test
    void everyHalfAndBfloatSurvives() {
        try (var h = Tensor.allocate(DType.F16, 1 << 16);
                var b = Tensor.allocate(DType.BF16, 1 << 16)) {
            for (var bits = 0; bits < 1 << 16; bits++) {
                var half = Float.float16ToFloat((short) bits);
                h.set(bits, half);
                assertThat(h.get(bits)).isEqualTo(Double.valueOf(half));
                var bfloat = Float.intBitsToFloat(bits << 16);
                b.set(bits, bfloat);
                assertThat(b.get(bits)).isEqualTo(Double.valueOf(bfloat));
            }
        }
    }

    /// A double goes to 16 bits in one rounding: the result is never further away than its
    /// neighbours, even on a tie.
    @Test
    void sixteenBitsRoundToNearestEvenFromDouble() {
        var random = new Random(1);
        for (var type : new DType[] {DType.F16, DType.BF16}) {
            try (var t = Tensor.allocate(type, 3)) {
                for (var trial = 0; trial < 20_000; trial++) {
                    var low = random.nextInt(0x7000);
                    var a = value(type, low);
                    var b = value(type, low + 1);
                    var middle = (a + b) / 2;
                    t.set(0, middle);
                    t.set(1, Math.nextDown(middle));
                    t.set(2, Math.nextUp(middle));
                    assertThat(t.get(0)).isEqualTo(low % 2 == 0 ? a : b);
                    assertThat(t.get(1)).isEqualTo(a);
                    assertThat(t.get(2)).isEqualTo(b);
                }
            }
        }
    }

    private static double value(DType type, int bits) {
        return type == DType.F16 ? Float.float16ToFloat((short) bits) : Float.intBitsToFloat(bits << 16);
    }

    @Test
    void refusesImpossibleShapes() {
        refused(
                () -> Tensor.allocate(DType.F32, 2, -1),
                "a tensor has the negative size -1 on axis 1 of [2, -1]: sizes count from 0 up");
        refused(
                () -> Tensor.allocate(DType.F64, Long.MAX_VALUE, 2),
                "a tensor of shape [9223372036854775807, 2] has more bytes than a long can count: use smaller sizes");
        refused(
                () -> Tensor.allocate(DType.F64, 1L << 61),
                "a tensor of shape [2305843009213693952] has more bytes than a long can count: use smaller sizes");
        assertThatThrownBy(() -> Tensor.allocate(DType.F32, 1L << 50))
                .isInstanceOf(OutOfNativeMemoryException.class)
                .hasMessageStartingWith("a tensor f32[1125899906842624] needs 4.0 PiB of off-heap memory");
        try (var empty = Tensor.allocate(DType.F32, Long.MAX_VALUE, 2, 0)) {
            assertThat(empty.elements()).isZero();
        }
    }

    @Test
    void refusesToBeUsedAfterClose() {
        var tensor = Tensor.allocate(DType.F32, 2);
        tensor.close();
        tensor.close();
        assertThat(tensor.isOpen()).isFalse();
        for (ThrowingCallable use : new ThrowingCallable[] {
            tensor::memory,
            () -> tensor.get(0),
            () -> tensor.set(0, 1),
            tensor::toFloats,
            () -> tensor.copyFrom(new float[2])
        }) {
            assertThatThrownBy(use).isInstanceOf(IllegalStateException.class).hasMessage("the tensor f32[2] is closed");
        }
    }

    @Test
    void wrapsMemoryWithoutCopying() {
        try (var arena = Arena.ofShared()) {
            var memory = arena.allocate(32, 64);
            var tensor = Tensor.wrap(memory, DType.F32, 4);
            tensor.set(3, 5);
            assertThat(memory.get(java.lang.foreign.ValueLayout.JAVA_FLOAT, 12)).isEqualTo(5);
            tensor.close();
            assertThat(tensor.isOpen()).isTrue();
            refused(() -> Tensor.wrap(memory, DType.F32, 9), "a tensor f32[9] needs 36 bytes, the memory has 32");
            assertThatThrownBy(() -> Tensor.wrap(memory.asSlice(2), DType.F32, 2))
                    .isInstanceOf(BindException.class)
                    .hasMessageEndingWith("does not start on a boundary of 4 bytes, which f32 needs");
            refused(
                    () -> Tensor.wrap(MemorySegment.ofArray(new float[4]), DType.F32, 4),
                    "a tensor cannot wrap an array on the heap: Tensor.of(array, shape) copies one");
            var inArena = Tensor.allocate(arena, DType.F64, 3);
            assertThat(inArena.memory().address() % 64).isZero();
        }
        try (var confined = Arena.ofConfined()) {
            assertThatThrownBy(() -> Tensor.allocate(confined, DType.F32, 1))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("Arena.ofShared()");
        }
    }

    @Test
    void bytesAreWrittenForPeople() {
        assertThat(Bytes.text(1023)).isEqualTo("1023 bytes");
        assertThat(Bytes.text(1536)).isEqualTo("1.5 KiB");
        assertThat(Bytes.text(3L << 30)).isEqualTo("3.0 GiB");
    }
}
