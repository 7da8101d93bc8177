package dev.weft.codegen.emit.vector;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.JvmForm;
import java.util.ArrayList;
import java.util.List;

/// Writes all that is done with rows of one type in memory.
record RowCode(JvmForm form, RowType type) {
    /// @param products those that belong to the same class
    List<Text> methods(List<Text> products) {
        int lanes = form.lanes();
        var methods = new ArrayList<Text>();
        switch (type) {
            case F32 -> {
                methods.add(floats());
                methods.add(store());
                methods.add(NearCode.floats());
                methods.add(finite());
            }
            case F16 -> {
                methods.add(shorts("Float.float16ToFloat(x)"));
                methods.add(NearCode.halves(lanes));
                methods.add(ShortLanes.half(lanes));
            }
            case BF16 -> {
                methods.add(shorts("BFloat16.toFloat(x)"));
                methods.add(ShortLanes.brain(lanes));
            }
        }
        methods.addAll(products);
        return methods;
    }

    private static Text floats() {
        return new Text()
                .line(
                        "// Reads a row of a tensor: a copy of so few elements by MemorySegment costs more than it copies.")
                .open("public static void load(MemorySegment from, long first, float[] to, int start, int count)")
                .line("int d = 0;")
                .open("for (; d <= count - LANES; d += LANES)")
                .line(
                        "FloatVector.fromMemorySegment(REALS, from, 4L * (first + d), ByteOrder.nativeOrder()).intoArray(to, start + d);")
                .close()
                .open("for (; d < count; d++)")
                .line("to[start + d] = from.get(ValueLayout.JAVA_FLOAT, 4L * (first + d));")
                .close()
                .close();
    }

    private static Text store() {
        return new Text()
                .line("// Writes a row of a tensor.")
                .open("public static void store(float[] from, int start, MemorySegment to, long first, int count)")
                .line("int d = 0;")
                .open("for (; d <= count - LANES; d += LANES)")
                .line(
                        "FloatVector.fromArray(REALS, from, start + d).intoMemorySegment(to, 4L * (first + d), ByteOrder.nativeOrder());")
                .close()
                .open("for (; d < count; d++)")
                .line("to.set(ValueLayout.JAVA_FLOAT, 4L * (first + d), from[start + d]);")
                .close()
                .close();
    }

    /// @param one how an element `x` becomes a float
    private static Text shorts(String one) {
        return new Text()
                .line("// Reads a row of a tensor as floats.")
                .open("public static void load(MemorySegment from, long first, float[] to, int start, int count)")
                .line("int d = 0;")
                .open("for (; d <= count - LANES; d += LANES)")
                .line("vector(from, 2L * (first + d)).intoArray(to, start + d);")
                .close()
                .open("for (; d < count; d++)")
                .line("final short x = from.get(ValueLayout.JAVA_SHORT, 2L * (first + d));")
                .line("to[start + d] = " + one + ";")
                .close()
                .close();
    }

    /// Whether so many sums are all finite.
    private static Text finite() {
        return new Text()
                .line("// Whether so many sums are all finite.")
                .open("public static boolean finite(float[] c, int count)")
                .line("FloatVector sum = FloatVector.zero(REALS);")
                .open("for (int n = 0; n < count; n += LANES)")
                .line("sum = FloatVector.fromArray(REALS, c, n).fma(FloatVector.zero(REALS), sum);")
                .close()
                .line("return !sum.compare(VectorOperators.NE, 0f).anyTrue();")
                .close();
    }
}
