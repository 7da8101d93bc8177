package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.CharBuffer;

/// An array of `char` values outside the Java heap.
public final class CharArray extends TornadoNativeArray {
    private static final int BYTES = 2;

    public CharArray(int numberOfElements) {
        super(numberOfElements, BYTES);
    }

    public CharArray(CharArray... arrays) {
        super(arrays, BYTES);
    }

    private CharArray(MemorySegment whole) {
        super(whole, BYTES);
    }

    public static CharArray fromArray(char[] values) {
        var array = new CharArray(values.length);
        MemorySegment.copy(values, 0, array.whole, ValueLayout.JAVA_CHAR_UNALIGNED, ARRAY_HEADER, values.length);
        return array;
    }

    public static CharArray fromElements(char... values) {
        return fromArray(values);
    }

    /// Copies the segment, which holds elements and no header.
    public static CharArray fromSegment(MemorySegment segment) {
        var array = new CharArray(elements(segment.byteSize(), BYTES));
        MemorySegment.copy(segment, 0, array.whole, ARRAY_HEADER, array.getNumBytesOfSegment());
        return array;
    }

    /// Shares the segment, which begins with a header.
    public static CharArray fromSegmentShallow(MemorySegment segment) {
        return new CharArray(segment);
    }

    public static CharArray fromCharBuffer(CharBuffer buffer) {
        return fromSegment(MemorySegment.ofBuffer(buffer));
    }

    public static void initialize(CharArray array, char value) {
        array.init(value);
    }

    public static CharArray concat(CharArray... arrays) {
        return new CharArray(arrays);
    }

    public char[] toHeapArray() {
        return getSegment().toArray(ValueLayout.JAVA_CHAR_UNALIGNED);
    }

    public void set(int index, char value) {
        whole.set(ValueLayout.JAVA_CHAR_UNALIGNED, at(index, BYTES), value);
    }

    public char get(int index) {
        return whole.get(ValueLayout.JAVA_CHAR_UNALIGNED, at(index, BYTES));
    }

    @Override
    public void clear() {
        super.clear();
    }

    public void init(char value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// A copy of a part.
    public CharArray slice(int offset, int length) {
        return fromSegment(part(offset, length, BYTES));
    }
}
