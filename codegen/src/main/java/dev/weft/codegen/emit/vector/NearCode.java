package dev.weft.codegen.emit.vector;

import dev.weft.codegen.emit.Text;

/// Writes loops that read rows and compute nothing, so that they are near when products want them. Memory
/// gives most when it is asked for one line after the other; what computes as it reads has few lines on
/// their way.
final class NearCode {
    private NearCode() {}

    /// Of any type. The sum says nothing, and is there so that the loop is.
    static Text floats() {
        return new Text()
                .line(
                        "// Reads rows of so many bytes and does nothing else, so that they are near. The sum says nothing.")
                .open("public static float near(MemorySegment from, long[] places, int count, int bytes)")
                .line("FloatVector a = FloatVector.zero(REALS);")
                .line("FloatVector b = FloatVector.zero(REALS);")
                .line("FloatVector c = FloatVector.zero(REALS);")
                .line("FloatVector d = FloatVector.zero(REALS);")
                .lines(runs(new Text()
                        .open("for (; at <= length - 16 * LANES; at += 16 * LANES)")
                        .line("a = a.add(" + vector("at") + ");")
                        .line("b = b.add(" + vector("at + 4 * LANES") + ");")
                        .line("c = c.add(" + vector("at + 8 * LANES") + ");")
                        .line("d = d.add(" + vector("at + 12 * LANES") + ");")
                        .close()
                        .open("for (; at <= length - 4 * LANES; at += 4 * LANES)")
                        .line("a = a.add(" + vector("at") + ");")
                        .close()))
                .line("return a.add(b).add(c.add(d)).lane(0);")
                .close();
    }

    /// Of f16, which are looked at: products count on finite ones.
    static Text halves(int lanes) {
        var whole = "ShortVector.SPECIES_" + 32 * lanes;
        var part = "ShortVector.SPECIES_" + 16 * lanes;
        return new Text()
                .line("// Reads rows of f16, of so many bytes, so that they are near. Whether all are finite.")
                .open("public static boolean near(MemorySegment from, long[] places, int count, int bytes)")
                .line("ShortVector a = ShortVector.zero(" + whole + ");")
                .line("ShortVector b = ShortVector.zero(" + whole + ");")
                .line("ShortVector c = ShortVector.zero(" + part + ");")
                .lines(runs(new Text()
                        .open("for (; at <= length - 8 * LANES; at += 8 * LANES)")
                        .line("a = a.max(" + magnitude(whole, "at") + ");")
                        .line("b = b.max(" + magnitude(whole, "at + 4 * LANES") + ");")
                        .close()
                        .open("for (; at < length; at += 2 * LANES)")
                        .line("c = c.max(" + magnitude(part, "at") + ");")
                        .close()))
                .line("return a.max(b).compare(VectorOperators.LT, (short) 0x7c00).allTrue()")
                .line("    && c.compare(VectorOperators.LT, (short) 0x7c00).allTrue();")
                .close();
    }

    /// Rows that touch are read as one: `run`, of `length` bytes, from `at` on.
    private static String runs(Text read) {
        return new Text()
                .line("int first = 0;")
                .open("while (first < count)")
                .line("int next = first + 1;")
                .open("while (next < count && places[next] == places[next - 1] + bytes)")
                .line("next++;")
                .close()
                .line("final int length = (next - first) * bytes;")
                .line("final MemorySegment run = from.asSlice(places[first], length);")
                .line("int at = 0;")
                .lines(read.toString())
                .line("first = next;")
                .close()
                .toString();
    }

    private static String vector(String at) {
        return "FloatVector.fromMemorySegment(REALS, run, " + at + ", ByteOrder.nativeOrder())";
    }

    private static String magnitude(String species, String at) {
        return "ShortVector.fromMemorySegment(" + species + ", run, " + at
                + ", ByteOrder.nativeOrder()).and((short) 0x7fff)";
    }
}
