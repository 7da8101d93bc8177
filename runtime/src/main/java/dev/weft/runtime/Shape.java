package dev.weft.runtime;

import java.util.Arrays;

/// The sizes of a tensor's axes: none negative, and few enough bytes to count in a long. Immutable.
final class Shape {
    private final long[] sizes;
    private final long elements;

    /// @param what whose shape it is, for the message
    Shape(String what, DType type, long... sizes) {
        this.sizes = sizes.clone();
        this.elements = elements(what, type, this.sizes);
    }

    private static long elements(String what, DType type, long[] sizes) {
        for (var axis = 0; axis < sizes.length; axis++) {
            if (sizes[axis] < 0) {
                throw new BindException("%s has the negative size %d on axis %d of %s: sizes count from 0 up"
                        .formatted(what, sizes[axis], axis, Arrays.toString(sizes)));
            }
        }
        for (var size : sizes) {
            if (size == 0) {
                return 0;
            }
        }
        try {
            var product = 1L;
            for (var size : sizes) {
                product = Math.multiplyExact(product, size);
            }
            var _ = Math.multiplyExact(product, (long) type.bytes());
            return product;
        } catch (ArithmeticException e) {
            throw new BindException("%s of shape %s has more bytes than a long can count: use smaller sizes"
                    .formatted(what, Arrays.toString(sizes)));
        }
    }

    long elements() {
        return elements;
    }

    int rank() {
        return sizes.length;
    }

    long size(int axis) {
        return sizes[axis];
    }

    long[] toArray() {
        return sizes.clone();
    }

    boolean is(Shape wanted) {
        return Arrays.equals(sizes, wanted.sizes);
    }

    /// Where an element lies, counted in elements, row-major.
    long offset(long... at) {
        if (at.length != sizes.length) {
            throw new IndexOutOfBoundsException(
                    "%d indices for the shape %s, which has %d axes".formatted(at.length, this, sizes.length));
        }
        var offset = 0L;
        for (var axis = 0; axis < sizes.length; axis++) {
            if (at[axis] < 0 || at[axis] >= sizes[axis]) {
                throw new IndexOutOfBoundsException(
                        "index %d on axis %d of the shape %s".formatted(at[axis], axis, this));
            }
            offset = offset * sizes[axis] + at[axis];
        }
        return offset;
    }

    /// `[1, 8, 4, 64]`
    @Override
    public String toString() {
        return Arrays.toString(sizes);
    }
}
