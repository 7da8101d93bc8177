package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// Elements outside the Java heap, behind a header that holds their count.
public abstract sealed class TornadoNativeArray
        permits BFloat16Array,
                ByteArray,
                CharArray,
                DoubleArray,
                FloatArray,
                HalfFloatArray,
                Int8Array,
                IntArray,
                LongArray,
                ShortArray {
    /// In bytes.
    public static final long ARRAY_HEADER = Long.getLong("tornado.panama.objectHeader", 16);

    final MemorySegment whole;
    private final int size;
    private final int elementSize;

    /// What the emulator's checks know of a device's copy; they set and read it by name.
    @SuppressWarnings("UnusedVariable")
    private @Nullable Object shadow;

    TornadoNativeArray(int size, int elementSize) {
        this.whole = Arena.ofAuto().allocate(ARRAY_HEADER + (long) size * elementSize, Long.BYTES);
        this.size = size;
        this.elementSize = elementSize;
        writeHeader();
    }

    TornadoNativeArray(TornadoNativeArray[] parts, int elementSize) {
        this(sum(parts), elementSize);
        var at = ARRAY_HEADER;
        for (var part : parts) {
            MemorySegment.copy(part.whole, ARRAY_HEADER, whole, at, part.getNumBytesOfSegment());
            at += part.getNumBytesOfSegment();
        }
    }

    TornadoNativeArray(MemorySegment whole, int elementSize) {
        this.whole = whole;
        this.size = elements(whole.byteSize() - ARRAY_HEADER, elementSize);
        this.elementSize = elementSize;
        writeHeader();
    }

    public int getSize() {
        return size;
    }

    /// The elements, without the header.
    public MemorySegment getSegment() {
        return whole.asSlice(ARRAY_HEADER);
    }

    public MemorySegment getSegmentWithHeader() {
        return whole;
    }

    public long getNumBytesOfSegmentWithHeader() {
        return whole.byteSize();
    }

    public long getNumBytesOfSegment() {
        return whole.byteSize() - ARRAY_HEADER;
    }

    protected void clear() {
        getSegment().fill((byte) 0);
    }

    public int getElementSize() {
        return elementSize;
    }

    static int elements(long bytes, int elementSize) {
        if (bytes < 0 || bytes % elementSize != 0 || bytes / elementSize > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(bytes + " bytes are no array of elements of " + elementSize + " bytes");
        }
        return (int) (bytes / elementSize);
    }

    static long at(int index, int elementSize) {
        return ARRAY_HEADER + (long) index * elementSize;
    }

    MemorySegment part(int offset, int length, int bytes) {
        if (offset < 0 || length < 0 || (long) offset + length > size) {
            throw new IllegalArgumentException("no part [" + offset + ", +" + length + ") in " + size + " elements");
        }
        return whole.asSlice(at(offset, bytes), (long) length * bytes);
    }

    private static int sum(TornadoNativeArray[] parts) {
        var sum = 0;
        for (var part : parts) {
            sum = Math.addExact(sum, part.size);
        }
        return sum;
    }

    private void writeHeader() {
        if (ARRAY_HEADER >= Integer.BYTES) {
            whole.set(ValueLayout.JAVA_INT_UNALIGNED, 0, size);
        }
    }
}
