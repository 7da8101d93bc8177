package dev.weft.dsl.interpret;

import java.util.Arrays;

/// A tensor held as doubles.
///
/// @param shape one size per axis; their product is the length of `data`
/// @param data row-major; not copied, and not to be changed while an interpreter reads it
@SuppressWarnings("ArrayRecordComponent")
public record Values(int[] shape, double[] data) implements Elements {
    public Values {
        if (count(shape) != data.length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " does not hold " + data.length + " elements");
        }
    }

    /// All zero.
    ///
    /// @throws OutOfMemoryError if the heap has no room; its message says how much was asked for
    public static Values zeros(int... shape) {
        int count = Math.toIntExact(count(shape));
        try {
            return new Values(shape, new double[count]);
        } catch (OutOfMemoryError e) {
            throw new OutOfMemoryError("%s for %d bytes, a tensor %s in double precision"
                    .formatted(e.getMessage(), (long) Double.BYTES * count, Arrays.toString(shape)));
        }
    }

    /// How many elements a shape has.
    static long count(int... shape) {
        long count = 1;
        for (int size : shape) {
            count = Math.multiplyExact(count, (long) size);
        }
        return count;
    }

    @Override
    public double get(long index) {
        return data[Math.toIntExact(index)];
    }

    @Override
    public void read(long from, double[] into) {
        System.arraycopy(data, Math.toIntExact(from), into, 0, into.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values that && Arrays.equals(shape, that.shape) && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "Values" + Arrays.toString(shape);
    }
}
