package dev.weft.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Numbers in off-heap memory: an element type, a shape, and one dense row-major block.
///
/// ```java
/// try (var q = Tensor.of(floats, 1, 8, 4096, 64);
///         var o = Tensor.allocate(DType.F32, 1, 8, 4096, 64)) {
///     attention.run(q, k, v, o);
///     float[] result = o.toFloats();
/// }
/// ```
/// A tensor that allocates its own memory starts on a 64-byte boundary, holds zeros, and frees the
/// memory in [#close()]. One in an arena, or one that wraps memory, lives as long as that does, and
/// `close` does nothing. Any thread may use a tensor; several may read it at once.
///
/// Sizes may be 0; a shape without axes holds one element.
public final class Tensor implements AutoCloseable {
    private final DType type;
    private final Shape shape;
    private final MemorySegment memory;
    private final @Nullable Arena own;

    /// There while a device keeps a copy.
    private volatile @Nullable Changes changes;

    private Tensor(DType type, Shape shape, MemorySegment memory, @Nullable Arena own) {
        this.type = type;
        this.shape = shape;
        this.memory = memory;
        this.own = own;
    }

    /// Zeros in memory of its own.
    ///
    /// @throws BindException for a negative size, or one too large to count
    /// @throws OutOfNativeMemoryException if there is too little memory
    public static Tensor allocate(DType type, long... shape) {
        var checked = new Shape("a tensor", type, shape);
        var arena = Bytes.arena();
        try {
            return new Tensor(type, checked, memory(arena, type, checked), arena);
        } catch (OutOfNativeMemoryException e) {
            arena.close();
            throw e;
        }
    }

    /// Zeros in memory of an arena, which must not be a confined one: kernels run on several
    /// threads.
    public static Tensor allocate(Arena arena, DType type, long... shape) {
        var checked = new Shape("a tensor", type, shape);
        return new Tensor(type, checked, shared(memory(arena, type, checked)), null);
    }

    /// Sees memory as a tensor, without copying: native, at least as long as the elements need,
    /// starting on a boundary of an element (64 bytes run fastest), not of a confined arena.
    public static Tensor wrap(MemorySegment memory, DType type, long... shape) {
        var checked = new Shape("a tensor", type, shape);
        var bytes = checked.elements() * type.bytes();
        if (!memory.isNative()) {
            throw new BindException("a tensor cannot wrap an array on the heap: Tensor.of(array, shape) copies one");
        }
        if (memory.byteSize() < bytes) {
            throw new BindException("a tensor %s%s needs %d bytes, the memory has %d"
                    .formatted(name(type), checked, bytes, memory.byteSize()));
        }
        if (memory.address() % type.bytes() != 0) {
            throw new BindException("memory at 0x%x does not start on a boundary of %d bytes, which %s needs"
                    .formatted(memory.address(), type.bytes(), name(type)));
        }
        return new Tensor(type, checked, shared(memory.asSlice(0, bytes)), null);
    }

    /// An F32 tensor with a copy of the values.
    public static Tensor of(float[] values, long... shape) {
        return allocate(DType.F32, shape).copyFrom(values);
    }

    /// An F64 tensor with a copy of the values.
    public static Tensor of(double[] values, long... shape) {
        return allocate(DType.F64, shape).copyFrom(values);
    }

    /// An I32 tensor with a copy of the values.
    public static Tensor of(int[] values, long... shape) {
        return allocate(DType.I32, shape).copyFrom(values);
    }

    /// A BOOL tensor with a copy of the values.
    public static Tensor of(boolean[] values, long... shape) {
        return allocate(DType.BOOL, shape).copyFrom(values);
    }

    private static MemorySegment memory(Arena arena, DType type, Shape shape) {
        var bytes = shape.elements() * type.bytes();
        return Bytes.allocate(arena, bytes, type.bytes(), "a tensor " + name(type) + shape);
    }

    private static MemorySegment shared(MemorySegment memory) {
        if (!memory.isAccessibleBy(new Thread(() -> {}))) {
            throw new BindException(
                    "a tensor cannot live in a confined arena, since kernels run on several threads: use Arena.ofShared() or Arena.ofAuto()");
        }
        return memory;
    }

    public DType type() {
        return type;
    }

    /// The sizes of the axes, outermost first; a copy.
    public long[] shape() {
        return shape.toArray();
    }

    public int rank() {
        return shape.rank();
    }

    public long size(int axis) {
        return shape.size(axis);
    }

    /// How many elements there are.
    public long elements() {
        return shape.elements();
    }

    /// The memory itself.
    ///
    /// @throws IllegalStateException after `close`
    public MemorySegment memory() {
        if (!isOpen()) {
            throw new IllegalStateException("the tensor " + this + " is closed");
        }
        return memory;
    }

    /// Whether a write to one of two tensors may be seen in the other.
    public boolean overlaps(Tensor other) {
        return overlap(memory(), other.memory());
    }

    static boolean overlap(MemorySegment a, MemorySegment b) {
        return a.address() < b.address() + b.byteSize() && b.address() < a.address() + a.byteSize();
    }

    /// Whether the memory is still there.
    public boolean isOpen() {
        return memory.scope().isAlive();
    }

    /// Element number `index` in row-major order, as a double; BOOL is 0 or 1.
    public double get(long index) {
        return Elements.get(memory(), type, index);
    }

    /// Sets element number `index`, rounded to the nearest value of the type (half to even).
    ///
    /// @throws IllegalArgumentException if an I32 is given anything but a whole number
    public void set(long index, double value) {
        Elements.set(memory(), type, index, value);
        changed(index, 1);
    }

    /// Says that elements have changed, so that plans which keep this tensor on their device copy
    /// them before their next run. [#set(long, double)], `copyFrom` and kernels say it themselves; who
    /// writes to [#memory()], or through another tensor that wraps it, has to.
    ///
    /// @param from the first of them, in row-major order
    public void changed(long from, long elements) {
        Objects.checkFromIndexSize(from, elements, elements());
        var noted = changes;
        if (noted != null && elements > 0) {
            noted.add(from, elements);
        }
    }

    /// Begins to note changes, if that has not been.
    synchronized Changes changes() {
        var noted = changes;
        if (noted == null) {
            noted = new Changes(elements());
            changes = noted;
        }
        return noted;
    }

    /// Where the element with these indices, one per axis, lies in row-major order:
    /// `t.get(t.offset(b, h, i, d))`.
    public long offset(long... at) {
        return shape.offset(at);
    }

    boolean hasShape(Shape wanted) {
        return shape.is(wanted);
    }

    // ---- whole arrays: see TensorCopy for the conversions

    /// Copies all elements from an array of the same length, converted to a real type if this
    /// tensor has another.
    public Tensor copyFrom(float[] values) {
        TensorCopy.from(values, this);
        changed(0, elements());
        return this;
    }

    /// Copies all elements from an array of the same length, converted to a real type if this
    /// tensor has another.
    public Tensor copyFrom(double[] values) {
        TensorCopy.from(values, this);
        changed(0, elements());
        return this;
    }

    /// Copies all elements from an array of the same length into an I32 tensor, or into one of a
    /// real type.
    public Tensor copyFrom(int[] values) {
        TensorCopy.from(values, this);
        changed(0, elements());
        return this;
    }

    /// Copies all elements from an array of the same length into a BOOL tensor.
    public Tensor copyFrom(boolean[] values) {
        TensorCopy.from(values, this);
        changed(0, elements());
        return this;
    }

    /// All elements of a tensor of a real type, rounded to float.
    public float[] toFloats() {
        return TensorCopy.toFloats(this);
    }

    /// All elements, of any type.
    public double[] toDoubles() {
        return TensorCopy.toDoubles(this);
    }

    /// All elements of an I32 tensor.
    public int[] toInts() {
        return TensorCopy.toInts(this);
    }

    /// All elements of a BOOL tensor.
    public boolean[] toBooleans() {
        return TensorCopy.toBooleans(this);
    }

    /// A new tensor with the same numbers in another real type, rounded to nearest.
    ///
    /// @throws BindException if one of the types is not real
    public Tensor converted(DType to) {
        return TensorCopy.converted(this, to);
    }

    /// Frees the memory, if it is the tensor's own. May be called again.
    @Override
    public void close() {
        if (own != null && own.scope().isAlive()) {
            own.close();
        }
    }

    /// `f32[1, 8, 4, 64]`
    @Override
    public String toString() {
        return name(type) + shape;
    }

    static String name(DType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
