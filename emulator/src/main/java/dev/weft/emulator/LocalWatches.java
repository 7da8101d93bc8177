package dev.weft.emulator;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// The watches of local and private arrays, which are plain Java arrays: rewritten kernels ask here before each access.
/// Nothing in them is defined before it is written.
public final class LocalWatches {
    private static final IdentityHashMap<Object, ArrayWatch> WATCHES = new IdentityHashMap<>();

    private static @Nullable Object last;
    private static @Nullable ArrayWatch lastWatch;

    private LocalWatches() {}

    /// Begins to watch an array of a group.
    static synchronized ArrayWatch local(Object array, String name) {
        var watch = new ArrayWatch(java.lang.reflect.Array.getLength(array));
        watch.begin(name, 0);
        WATCHES.put(array, watch);
        return watch;
    }

    static synchronized void forget(Object array) {
        WATCHES.remove(array);
        last = null;
        lastWatch = null;
    }

    static int bytes(Class<?> arrayType) {
        var type = arrayType.getComponentType();
        return type == byte.class ? 1 : type == short.class ? 2 : type == double.class || type == long.class ? 8 : 4;
    }

    @SuppressWarnings("ReferenceEquality")
    private static synchronized ArrayWatch of(Object array) {
        if (array == last && lastWatch != null) {
            return lastWatch;
        }
        var watch = WATCHES.get(array);
        if (watch == null) {
            watch = local(array, "a private array of " + java.lang.reflect.Array.getLength(array));
        }
        last = array;
        lastWatch = watch;
        return watch;
    }

    /// Before `array[index]` is read.
    public static void read(Object array, int index) {
        of(array).read(index);
    }

    /// Before `array[index]` is written.
    public static void write(Object array, int index) {
        of(array).write(index);
    }

    public static float get(float[] array, int index) {
        read(array, index);
        return array[index];
    }

    public static void set(float[] array, int index, float value) {
        write(array, index);
        array[index] = value;
    }

    public static int get(int[] array, int index) {
        read(array, index);
        return array[index];
    }

    public static void set(int[] array, int index, int value) {
        write(array, index);
        array[index] = value;
    }

    public static double get(double[] array, int index) {
        read(array, index);
        return array[index];
    }

    public static void set(double[] array, int index, double value) {
        write(array, index);
        array[index] = value;
    }
}
