package dev.weft.emulator.check;

import dev.weft.emulator.run.Locals;
import java.util.BitSet;
import java.util.IdentityHashMap;

/// Loads and stores of Java arrays in rewritten kernels: local memory, which is shared, and private memory, which is
/// not.
///
/// A new private array is full of a value that nobody writes but by chance; the stores that do are remembered.
public final class Memory {
    private static final IdentityHashMap<Object, BitSet> CHANCE = new IdentityHashMap<>();

    private Memory() {}

    /// A launch has ended.
    public static void forget() {
        CHANCE.clear();
    }

    public static float load(float[] array, int index) {
        var shadow = Checks.shadow(array);
        if (shadow != null) {
            shadow.read(index, Checks.me());
            return array[index];
        }
        requireBounds("reads", index, array.length, "float");
        var value = array[index];
        if (Float.floatToRawIntBits(value) == Float.floatToRawIntBits(Locals.FLOAT)) {
            requireChance(array, index, array.length, "float");
        }
        return value;
    }

    public static void store(float[] array, int index, float value) {
        var shadow = Checks.shadow(array);
        if (shadow != null) {
            shadow.write(index, Checks.me());
        } else {
            requireBounds("writes", index, array.length, "float");
            if (Float.floatToRawIntBits(value) == Float.floatToRawIntBits(Locals.FLOAT)) {
                noteChance(array, index);
            }
        }
        array[index] = value;
    }

    public static float[] fresh(float[] array) {
        Locals.fill(array);
        return array;
    }

    public static int load(int[] array, int index) {
        var shadow = Checks.shadow(array);
        if (shadow != null) {
            shadow.read(index, Checks.me());
            return array[index];
        }
        requireBounds("reads", index, array.length, "int");
        var value = array[index];
        if (value == Locals.INT) {
            requireChance(array, index, array.length, "int");
        }
        return value;
    }

    public static void store(int[] array, int index, int value) {
        var shadow = Checks.shadow(array);
        if (shadow != null) {
            shadow.write(index, Checks.me());
        } else {
            requireBounds("writes", index, array.length, "int");
            if (value == Locals.INT) {
                noteChance(array, index);
            }
        }
        array[index] = value;
    }

    public static int[] fresh(int[] array) {
        Locals.fill(array);
        return array;
    }

    public static double load(double[] array, int index) {
        var shadow = Checks.shadow(array);
        if (shadow != null) {
            shadow.read(index, Checks.me());
            return array[index];
        }
        requireBounds("reads", index, array.length, "double");
        var value = array[index];
        if (Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(Locals.DOUBLE)) {
            requireChance(array, index, array.length, "double");
        }
        return value;
    }

    public static void store(double[] array, int index, double value) {
        var shadow = Checks.shadow(array);
        if (shadow != null) {
            shadow.write(index, Checks.me());
        } else {
            requireBounds("writes", index, array.length, "double");
            if (Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(Locals.DOUBLE)) {
                noteChance(array, index);
            }
        }
        array[index] = value;
    }

    public static double[] fresh(double[] array) {
        Locals.fill(array);
        return array;
    }

    public static long load(long[] array, int index) {
        var shadow = Checks.shadow(array);
        if (shadow != null) {
            shadow.read(index, Checks.me());
            return array[index];
        }
        requireBounds("reads", index, array.length, "long");
        var value = array[index];
        if (value == Locals.LONG) {
            requireChance(array, index, array.length, "long");
        }
        return value;
    }

    public static void store(long[] array, int index, long value) {
        var shadow = Checks.shadow(array);
        if (shadow != null) {
            shadow.write(index, Checks.me());
        } else {
            requireBounds("writes", index, array.length, "long");
            if (value == Locals.LONG) {
                noteChance(array, index);
            }
        }
        array[index] = value;
    }

    public static long[] fresh(long[] array) {
        Locals.fill(array);
        return array;
    }

    /// Of a `byte[]` or a `boolean[]`, for which there is one instruction.
    public static byte load(Object shared, int index) {
        if (!(shared instanceof byte[] array)) {
            return (byte) (((boolean[]) shared)[index] ? 1 : 0);
        }
        var shadow = Checks.shadow(array);
        if (shadow != null) {
            shadow.read(index, Checks.me());
            return array[index];
        }
        requireBounds("reads", index, array.length, "byte");
        var value = array[index];
        if (value == Locals.BYTE) {
            requireChance(array, index, array.length, "byte");
        }
        return value;
    }

    /// To a `byte[]` or a `boolean[]`, for which there is one instruction.
    public static void store(Object shared, int index, byte value) {
        if (!(shared instanceof byte[] array)) {
            ((boolean[]) shared)[index] = value != 0;
            return;
        }
        var shadow = Checks.shadow(array);
        if (shadow != null) {
            shadow.write(index, Checks.me());
        } else {
            requireBounds("writes", index, array.length, "byte");
            if (value == Locals.BYTE) {
                noteChance(array, index);
            }
        }
        array[index] = value;
    }

    public static byte[] fresh(byte[] array) {
        Locals.fill(array);
        return array;
    }

    private static void requireBounds(String does, int index, int size, String element) {
        if (Integer.compareUnsigned(index, size) >= 0) {
            throw Report.outOfBounds(does, "private array", index, size, element + "[]");
        }
    }

    private static void requireChance(Object array, int index, int size, String element) {
        var stored = CHANCE.get(array);
        if (stored == null || !stored.get(index)) {
            throw Report.uninitialised("private array", index, size, element + "[]");
        }
    }

    private static void noteChance(Object array, int index) {
        CHANCE.computeIfAbsent(array, _ -> new BitSet()).set(index);
    }
}
