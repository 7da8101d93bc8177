package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.vector.RowType;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Kind;

/// How elements are read from and written to a tensor's memory.
final class Storage {
    private Storage() {}

    static Kind kind(ElementType type) {
        return switch (type) {
            case F16, BF16, F32, F64 -> Kind.REAL;
            case I32 -> Kind.INT;
            case BOOL -> Kind.BOOL;
        };
    }

    static int bytes(ElementType type) {
        return switch (type) {
            case F16, BF16 -> 2;
            case F32, I32 -> 4;
            case F64 -> 8;
            case BOOL -> 1;
        };
    }

    /// Whether the runtime reads rows of such elements as floats.
    static boolean isFloats(ElementType type) {
        return switch (type) {
            case F16, BF16, F32 -> true;
            case F64, I32, BOOL -> false;
        };
    }

    /// The type of rows that are read as floats.
    static RowType rows(ElementType type) {
        return switch (type) {
            case F16 -> RowType.F16;
            case BF16 -> RowType.BF16;
            case F32 -> RowType.F32;
            case F64, I32, BOOL -> throw new IllegalStateException("weave: no row of floats from " + type);
        };
    }

    static String layout(ElementType type) {
        return switch (type) {
            case F16, BF16 -> "ValueLayout.JAVA_SHORT";
            case F32 -> "ValueLayout.JAVA_FLOAT";
            case F64 -> "ValueLayout.JAVA_DOUBLE";
            case I32 -> "ValueLayout.JAVA_INT";
            case BOOL -> "ValueLayout.JAVA_BYTE";
        };
    }

    /// The element at an offset, as float, double, int or boolean.
    static String read(ElementType type, String segment, String offset) {
        return at(type, segment, bytes(type) + "L * (" + offset + ")");
    }

    /// The same, with an offset in bytes.
    static String at(ElementType type, String segment, String offset) {
        var stored = segment + ".get(" + layout(type) + ", " + offset + ")";
        return switch (type) {
            case F16 -> "Float.float16ToFloat(" + stored + ")";
            case BF16 -> "Float.intBitsToFloat(" + stored + " << 16)";
            case F32, F64, I32 -> stored;
            case BOOL -> "(" + stored + " != 0)";
        };
    }

    /// The statement that stores a real value; halves are rounded to nearest, ties to even.
    static String write(ElementType type, String segment, String offset, String value) {
        var converted = switch (type) {
            case F16 -> "Float.floatToFloat16((float) (" + value + "))";
            case BF16 -> "BFloat16.fromFloat((float) (" + value + "))";
            case F32 -> "(float) (" + value + ")";
            case F64 -> value;
            case I32 -> "(int) (" + value + ")";
            case BOOL -> "(byte) ((" + value + ") ? 1 : 0)";
        };
        return segment + ".set(" + layout(type) + ", " + bytes(type) + "L * (" + offset + "), " + converted + ");";
    }
}
