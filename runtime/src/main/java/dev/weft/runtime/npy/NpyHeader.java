package dev.weft.runtime.npy;

import dev.weft.runtime.DType;
import java.nio.ByteOrder;
import java.util.List;

/// What a `.npy` file says of its data.
///
/// @param stored how the file stores an element
/// @param order the order of an element's bytes
/// @param shape sizes of the axes, outermost first
/// @param start where the data begins, in bytes
public record NpyHeader(Stored stored, ByteOrder order, List<Long> shape, long start) {
    public NpyHeader {
        shape = List.copyOf(shape);
    }

    /// The type of the tensor that the file holds.
    public DType type() {
        return stored.type();
    }

    /// Whether the array can become a tensor of this type: reals become one another, others stay what they are.
    public boolean convertsTo(DType wanted) {
        return type() == wanted || (real(type()) && real(wanted));
    }

    private static boolean real(DType type) {
        return switch (type) {
            case F16, BF16, F32, F64 -> true;
            case I32, BOOL -> false;
        };
    }

    long[] sizes() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    /// The kinds of elements that are understood.
    public enum Stored {
        F2("f2", DType.F16, 2),
        F4("f4", DType.F32, 4),
        F8("f8", DType.F64, 8),
        I4("i4", DType.I32, 4),
        /// Read as I32; a number beyond its range is an error.
        I8("i8", DType.I32, 8),
        B1("b1", DType.BOOL, 1);

        private final String code;
        private final DType type;
        private final int bytes;

        Stored(String code, DType type, int bytes) {
            this.code = code;
            this.type = type;
            this.bytes = bytes;
        }

        String code() {
            return code;
        }

        DType type() {
            return type;
        }

        int bytes() {
            return bytes;
        }
    }
}
