package dev.weft.runtime;

import java.lang.foreign.MemorySegment;

/// Whole tensors to and from arrays. Between real types numbers are rounded; ints become real,
/// never the other way round.
final class TensorCopy {
    private TensorCopy() {}

    static void from(float[] values, Tensor to) {
        want(real(to.type()), "float[]", to);
        var memory = sized(to, values.length);
        if (to.type() == DType.F32) {
            MemorySegment.copy(values, 0, memory, Elements.FLOAT, 0, values.length);
            return;
        }
        for (var i = 0; i < values.length; i++) {
            Elements.set(memory, to.type(), i, values[i]);
        }
    }

    static void from(double[] values, Tensor to) {
        want(real(to.type()), "double[]", to);
        var memory = sized(to, values.length);
        if (to.type() == DType.F64) {
            MemorySegment.copy(values, 0, memory, Elements.DOUBLE, 0, values.length);
            return;
        }
        for (var i = 0; i < values.length; i++) {
            Elements.set(memory, to.type(), i, values[i]);
        }
    }

    static void from(int[] values, Tensor to) {
        want(to.type() != DType.BOOL, "int[]", to);
        var memory = sized(to, values.length);
        if (to.type() == DType.I32) {
            MemorySegment.copy(values, 0, memory, Elements.INT, 0, values.length);
            return;
        }
        for (var i = 0; i < values.length; i++) {
            Elements.set(memory, to.type(), i, values[i]);
        }
    }

    static void from(boolean[] values, Tensor to) {
        want(to.type() == DType.BOOL, "boolean[]", to);
        var memory = sized(to, values.length);
        for (var i = 0; i < values.length; i++) {
            memory.set(Elements.BYTE, i, (byte) (values[i] ? 1 : 0));
        }
    }

    static float[] toFloats(Tensor from) {
        want(real(from.type()), "float[]", from);
        var memory = from.memory();
        var values = new float[length(from)];
        if (from.type() == DType.F32) {
            MemorySegment.copy(memory, Elements.FLOAT, 0, values, 0, values.length);
            return values;
        }
        for (var i = 0; i < values.length; i++) {
            values[i] = (float) Elements.get(memory, from.type(), i);
        }
        return values;
    }

    static double[] toDoubles(Tensor from) {
        var memory = from.memory();
        var values = new double[length(from)];
        for (var i = 0; i < values.length; i++) {
            values[i] = Elements.get(memory, from.type(), i);
        }
        return values;
    }

    static int[] toInts(Tensor from) {
        want(from.type() == DType.I32, "int[]", from);
        var values = new int[length(from)];
        MemorySegment.copy(from.memory(), Elements.INT, 0, values, 0, values.length);
        return values;
    }

    static boolean[] toBooleans(Tensor from) {
        want(from.type() == DType.BOOL, "boolean[]", from);
        var memory = from.memory();
        var values = new boolean[length(from)];
        for (var i = 0; i < values.length; i++) {
            values[i] = memory.get(Elements.BYTE, i) != 0;
        }
        return values;
    }

    static Tensor converted(Tensor from, DType type) {
        if (from.type() != type && !(real(from.type()) && real(type))) {
            throw new BindException(
                    "%s cannot become %s: only real types convert to one another".formatted(from, Tensor.name(type)));
        }
        var source = from.memory();
        var to = Tensor.allocate(type, from.shape());
        var target = to.memory();
        if (from.type() == type) {
            target.copyFrom(source);
            return to;
        }
        for (var i = 0L; i < from.elements(); i++) {
            Elements.set(target, type, i, Elements.get(source, from.type(), i));
        }
        return to;
    }

    static boolean real(DType type) {
        return switch (type) {
            case F16, BF16, F32, F64 -> true;
            case I32, BOOL -> false;
        };
    }

    private static void want(boolean fits, String array, Tensor tensor) {
        if (!fits) {
            throw new BindException("%s and a %s do not go together: %s".formatted(tensor, array, cure(tensor.type())));
        }
    }

    private static String cure(DType type) {
        return switch (type) {
            case F16, BF16, F32, F64 -> "use float[] or double[]";
            case I32 -> "use int[]";
            case BOOL -> "use boolean[]";
        };
    }

    private static MemorySegment sized(Tensor to, int length) {
        if (to.elements() != length) {
            throw new BindException("%s has %d elements, the array has %d".formatted(to, to.elements(), length));
        }
        return to.memory();
    }

    private static int length(Tensor from) {
        if (from.elements() > Integer.MAX_VALUE - 8) {
            throw new BindException(
                    "%s has too many elements for an array: read them with get(index) or memory()".formatted(from));
        }
        return (int) from.elements();
    }
}
