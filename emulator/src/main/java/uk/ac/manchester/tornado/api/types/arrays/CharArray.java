package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.CharBuffer;

/// Elements of type `char` outside the heap.
public final class CharArray extends TornadoNativeArray {
    private static final ValueLayout.OfChar LAYOUT = ValueLayout.JAVA_CHAR_UNALIGNED;

    /// A new array.
    ///
    /// @param numberOfElements how many; what they hold is not specified
    public CharArray(int numberOfElements) {
        super(numberOfElements, 2);
    }

    private CharArray(MemorySegment segmentWithHeader) {
        super(segmentWithHeader, 2);
    }

    public static CharArray fromArray(char[] values) {
        return fromSegment(MemorySegment.ofArray(values));
    }

    public static CharArray fromElements(char... values) {
        return fromArray(values);
    }

    /// A copy of a segment that has no header.
    public static CharArray fromSegment(MemorySegment segment) {
        var array = new CharArray(elements(segment, 2));
        array.getSegment().copyFrom(segment);
        return array;
    }

    /// A view of a segment that starts with room for the header.
    public static CharArray fromSegmentShallow(MemorySegment segment) {
        return new CharArray(segment);
    }

    /// A copy of what is left in the buffer.
    public static CharArray fromCharBuffer(CharBuffer buffer) {
        var array = new CharArray(buffer.remaining());
        array.getSegment().copyFrom(MemorySegment.ofBuffer(buffer));
        return array;
    }

    public static void initialize(CharArray array, char value) {
        array.init(value);
    }

    /// A copy of the arrays, one behind the other.
    public static CharArray concat(CharArray... arrays) {
        var all = new CharArray(sizeOfAll(arrays));
        all.fillFrom(arrays);
        return all;
    }

    public char[] toHeapArray() {
        return getSegment().toArray(LAYOUT);
    }

    public char get(int index) {
        reading(index);
        return payload().getAtIndex(LAYOUT, index);
    }

    public void set(int index, char value) {
        writing(index);
        payload().setAtIndex(LAYOUT, index, value);
    }

    public void init(char value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// Sets all elements to zero.
    public void clear() {
        init('\0');
    }

    /// A copy of some elements.
    public CharArray slice(int offset, int length) {
        return fromSegment(getSegment().asSlice((long) offset * 2, (long) length * 2));
    }

    @Override
    CharArray another() {
        return new CharArray(getSize());
    }
}
