package uk.ac.manchester.tornado.api.types.arrays;

import dev.weft.emulator.Watch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// An array in native memory: a header that begins with the number of elements, and the elements. Their values are
/// undefined until they are set; here they begin as a pattern of bytes that no kernel computes.
public abstract sealed class TornadoNativeArray
        permits ByteArray, DoubleArray, FloatArray, HalfFloatArray, IntArray, LongArray, ShortArray {
    /// Bytes of the header.
    public static final long ARRAY_HEADER = header();

    private static final byte UNDEFINED = (byte) 0xc9;

    private final int size;
    private final int elementSize;
    private final MemorySegment all;
    private final MemorySegment elements;
    private @Nullable Watch watch;

    TornadoNativeArray(int size, int elementSize) {
        this.size = size;
        this.elementSize = elementSize;
        this.all = Arena.ofAuto().allocate(ARRAY_HEADER + (long) size * elementSize, 8);
        this.elements = all.asSlice(ARRAY_HEADER);
        elements.fill(UNDEFINED);
        all.set(ValueLayout.JAVA_INT, 0, size);
    }

    private static long header() {
        return Long.getLong("tornado.panama.objectHeader", 16);
    }

    /// An array of the same type and length.
    abstract TornadoNativeArray another();

    /// An array like this one for the emulated device, whose accesses are watched.
    ///
    /// @param watch makes the watch from the array's length
    public TornadoNativeArray onDevice(Watch watch) {
        var device = another();
        device.watch = watch;
        return device;
    }

    void reads(int index) {
        if (watch != null) {
            watch.read(index);
        }
    }

    void writes(int index) {
        if (watch != null) {
            watch.write(index);
        }
    }

    public int getSize() {
        return size;
    }

    public int getElementSize() {
        return elementSize;
    }

    public MemorySegment getSegment() {
        return elements;
    }

    public MemorySegment getSegmentWithHeader() {
        return all;
    }

    public long getNumBytesOfSegmentWithHeader() {
        return all.byteSize();
    }

    public long getNumBytesOfSegment() {
        return elements.byteSize();
    }

    protected void clear() {
        elements.fill((byte) 0);
    }
}
