package dev.weft.runtime.tornado;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.ShortArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// How a tensor's elements are stored, and the mark by which an element that no kernel has written is known: a NaN that
/// arithmetic does not make.
public enum Storage {
    F16(2, 0x7e5a),
    BF16(2, 0x7fda),
    F32(4, 0x7fda5a5a),
    F64(8, 0x7ffa5a5a5a5a5a5aL),
    I32(4, 0x80000001L),
    BOOL(1, 0x5a);

    private final int bytes;
    private final long mark;

    Storage(int bytes, long mark) {
        this.bytes = bytes;
        this.mark = mark;
    }

    TornadoNativeArray allocate(int elements) {
        return switch (this) {
            case F16, BF16 -> new ShortArray(elements);
            case F32 -> new FloatArray(elements);
            case F64 -> new DoubleArray(elements);
            case I32 -> new IntArray(elements);
            case BOOL -> new ByteArray(elements);
        };
    }

    int bytes() {
        return bytes;
    }

    /// Marks every element as unwritten.
    void mark(MemorySegment data) {
        for (long at = 0; at < data.byteSize(); at += bytes) {
            switch (bytes) {
                case 1 -> data.set(ValueLayout.JAVA_BYTE, at, (byte) mark);
                case 2 -> data.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, (short) mark);
                case 4 -> data.set(ValueLayout.JAVA_INT_UNALIGNED, at, (int) mark);
                default -> data.set(ValueLayout.JAVA_LONG_UNALIGNED, at, mark);
            }
        }
    }

    /// The first element that still bears the mark, or -1.
    long unwritten(MemorySegment data) {
        for (long at = 0; at < data.byteSize(); at += bytes) {
            boolean marked = switch (bytes) {
                case 1 -> data.get(ValueLayout.JAVA_BYTE, at) == (byte) mark;
                case 2 -> data.get(ValueLayout.JAVA_SHORT_UNALIGNED, at) == (short) mark;
                case 4 -> data.get(ValueLayout.JAVA_INT_UNALIGNED, at) == (int) mark;
                default -> data.get(ValueLayout.JAVA_LONG_UNALIGNED, at) == mark;
            };
            if (marked) {
                return at / bytes;
            }
        }
        return -1;
    }
}
