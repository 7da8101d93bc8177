package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.ClassName;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Kind;

/// How the elements of a tensor are stored on a device, read and written.
final class Elements {
    private static final String ARRAYS = "uk.ac.manchester.tornado.api.types.arrays";

    private Elements() {}

    static ClassName array(ElementType type) {
        return ClassName.get(
                ARRAYS,
                switch (type) {
                    case F16, BF16 -> "ShortArray";
                    case F32 -> "FloatArray";
                    case F64 -> "DoubleArray";
                    case I32 -> "IntArray";
                    case BOOL -> "ByteArray";
                });
    }

    static Kind kind(ElementType type) {
        return switch (type) {
            case F16, BF16, F32, F64 -> Kind.REAL;
            case I32 -> Kind.INT;
            case BOOL -> Kind.BOOL;
        };
    }

    /// The element as float, double, int or boolean.
    static Code read(DeviceNames names, ElementType type, String array, String offset) {
        var stored = array + ".get(" + offset + ")";
        return switch (type) {
            case F16 -> Code.call(names.function(DeviceFunction.HALF), stored);
            case BF16 -> Code.call(names.function(DeviceFunction.BRAIN), stored);
            case F32, F64, I32 -> Code.atom(stored);
            case BOOL -> new Code(stored + " != 0", Code.EQUALITY);
        };
    }

    /// The statement that stores a real value.
    static String write(DeviceNames names, ElementType type, String array, String offset, Code value) {
        boolean wide = names.wide();
        var converted = switch (type) {
            case F16 -> "(short) " + names.function(DeviceFunction.TO_HALF) + "(" + narrow(value, wide) + ")";
            case BF16 -> "(short) " + names.function(DeviceFunction.TO_BRAIN) + "(" + narrow(value, wide) + ")";
            case F32 -> narrow(value, wide);
            case F64 -> value.text();
            case I32, BOOL -> throw new IllegalStateException("weave: no out is stored as " + type);
        };
        return array + ".set(" + offset + ", " + converted + ");";
    }

    private static String narrow(Code value, boolean wide) {
        return wide ? "(float) " + value.within(Code.UNARY) : value.text();
    }
}
