package uk.ac.manchester.tornado.api.types.arrays;

import dev.weft.emulator.memory.NativeArrays;
import dev.weft.emulator.memory.Watch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Elements outside the heap, behind a header that starts with their number.
///
/// What a new array holds is not specified: here, bytes of ones, which are NaNs.
public abstract sealed class TornadoNativeArray
        permits ByteArray,
                CharArray,
                DoubleArray,
                FloatArray,
                HalfFloatArray,
                IntArray,
                LongArray,
                ShortArray,
                Int8Array,
                BFloat16Array {
    /// Bytes before the first element. Not a constant for the compiler: it is the JVM's choice.
    public static final long ARRAY_HEADER = Long.getLong("tornado.panama.objectHeader", 16L);

    static {
        NativeArrays.introduce(new NativeArrays.Access() {
            @Override
            public TornadoNativeArray copy(TornadoNativeArray host, Watch watch) {
                var device = host.another();
                device.watch = watch;
                return device;
            }

            @Override
            public MemorySegment payload(TornadoNativeArray array) {
                return array.payload;
            }

            @Override
            public boolean touched(TornadoNativeArray array) {
                return array.touched;
            }

            @Override
            public void touch(TornadoNativeArray array) {
                array.touched = true;
            }

            @Override
            public MemorySegment update(TornadoNativeArray array, int index) {
                var seen = array.watch;
                if (seen != null) {
                    seen.update(index);
                }
                return array.payload;
            }
        });
    }

    private final MemorySegment segment;
    private final MemorySegment payload;
    private final int size;
    private final int elementSize;
    /// Whether anybody can have given the elements values.
    private boolean touched;

    private @Nullable Watch watch;

    TornadoNativeArray(int size, int elementSize) {
        if (size < 0) {
            throw new IllegalArgumentException("an array of " + size + " elements");
        }
        this.segment = Arena.ofAuto().allocate(ARRAY_HEADER + (long) size * elementSize, 1);
        this.payload = segment.asSlice(ARRAY_HEADER);
        this.size = size;
        this.elementSize = elementSize;
        payload.fill((byte) -1);
        segment.set(ValueLayout.JAVA_INT_UNALIGNED, 0, size);
    }

    TornadoNativeArray(MemorySegment segmentWithHeader, int elementSize) {
        this.segment = segmentWithHeader;
        this.payload = segment.asSlice(ARRAY_HEADER);
        this.size = elements(payload, elementSize);
        this.elementSize = elementSize;
        this.touched = true;
        segment.set(ValueLayout.JAVA_INT_UNALIGNED, 0, size);
    }

    public int getSize() {
        return size;
    }

    /// The elements alone.
    public MemorySegment getSegment() {
        touched = true;
        return payload;
    }

    public MemorySegment getSegmentWithHeader() {
        touched = true;
        return segment;
    }

    public long getNumBytesOfSegmentWithHeader() {
        return segment.byteSize();
    }

    public long getNumBytesOfSegment() {
        return payload.byteSize();
    }

    public int getElementSize() {
        return elementSize;
    }

    /// A new array of the same type and size.
    abstract TornadoNativeArray another();

    final MemorySegment payload() {
        return payload;
    }

    final void reading(int index) {
        var seen = watch;
        if (seen == null) {
            Objects.checkIndex(index, size);
        } else {
            seen.read(index);
        }
    }

    final void reading(int index, int count) {
        for (var i = 0; i < count; i++) {
            reading(index + i);
        }
    }

    final void writing(int index) {
        var seen = watch;
        if (seen == null) {
            Objects.checkIndex(index, size);
            touched = true;
        } else {
            seen.write(index);
        }
    }

    final void writing(int index, int count) {
        for (var i = 0; i < count; i++) {
            writing(index + i);
        }
    }

    final void fillFrom(TornadoNativeArray[] arrays) {
        touched = true;
        var offset = 0L;
        for (var array : arrays) {
            var bytes = array.payload.byteSize();
            payload.asSlice(offset, bytes).copyFrom(array.payload);
            offset += bytes;
        }
    }

    static int sizeOfAll(TornadoNativeArray[] arrays) {
        var sum = 0;
        for (var array : arrays) {
            sum = Math.addExact(sum, array.size);
        }
        return sum;
    }

    static int elements(MemorySegment payload, int elementSize) {
        return Math.toIntExact(payload.byteSize() / elementSize);
    }
}
