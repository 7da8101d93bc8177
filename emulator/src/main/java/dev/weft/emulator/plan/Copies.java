package dev.weft.emulator.plan;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import uk.ac.manchester.tornado.api.types.arrays.BFloat16Array;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.CharArray;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.HalfFloatArray;
import uk.ac.manchester.tornado.api.types.arrays.Int8Array;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;
import uk.ac.manchester.tornado.api.types.arrays.ShortArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// Arrays of the same kind and size, and what moves between them.
final class Copies {
    private Copies() {}

    static boolean isArray(Object value) {
        return value instanceof TornadoNativeArray
                || (value.getClass().isArray()
                        && value.getClass().getComponentType().isPrimitive());
    }

    static int length(Object array) {
        return array instanceof TornadoNativeArray elements ? elements.getSize() : Array.getLength(array);
    }

    static long bytes(Object array) {
        return segment(array).byteSize();
    }

    static Object likeOf(Object array) {
        return switch (array) {
            case BFloat16Array a -> new BFloat16Array(a.getSize());
            case ByteArray a -> new ByteArray(a.getSize());
            case CharArray a -> new CharArray(a.getSize());
            case DoubleArray a -> new DoubleArray(a.getSize());
            case FloatArray a -> new FloatArray(a.getSize());
            case HalfFloatArray a -> new HalfFloatArray(a.getSize());
            case Int8Array a -> new Int8Array(a.getSize());
            case IntArray a -> new IntArray(a.getSize());
            case LongArray a -> new LongArray(a.getSize());
            case ShortArray a -> new ShortArray(a.getSize());
            default -> Array.newInstance(array.getClass().getComponentType(), Array.getLength(array));
        };
    }

    static void copy(Object from, Object to) {
        segment(to).copyFrom(segment(from));
    }

    /// What a device's memory holds before anybody wrote: no numbers.
    static void forget(Object array) {
        segment(array).fill((byte) 0xff);
    }

    private static MemorySegment segment(Object array) {
        return switch (array) {
            case TornadoNativeArray a -> a.getSegment();
            case byte[] a -> MemorySegment.ofArray(a);
            case char[] a -> MemorySegment.ofArray(a);
            case short[] a -> MemorySegment.ofArray(a);
            case int[] a -> MemorySegment.ofArray(a);
            case long[] a -> MemorySegment.ofArray(a);
            case float[] a -> MemorySegment.ofArray(a);
            case double[] a -> MemorySegment.ofArray(a);
            default -> throw new IllegalArgumentException(array.getClass() + " is no array that travels");
        };
    }
}
