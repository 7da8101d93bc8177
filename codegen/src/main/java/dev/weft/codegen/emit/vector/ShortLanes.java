package dev.weft.codegen.emit.vector;

import dev.weft.codegen.emit.Text;

/// Writes how vectors of f16 and bf16 become floats in registers.
final class ShortLanes {
    private ShortLanes() {}

    /// A vector of f16 as floats, if all are finite: sign and bits go where a float has them, 2^112 times
    /// too small. Written out, not called: C2 gives up inlining so much into a product, and then
    /// allocates each vector.
    static String finiteHalf(int lanes, String segment, String at) {
        return halfBits(lanes, segment, at) + ".reinterpretAsFloats().mul(0x1p112f)";
    }

    /// A vector of bf16 as floats: their upper halves.
    static String brain(int lanes, String segment, String at) {
        return integers(lanes, segment, at) + ".lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats()";
    }

    private static String halfBits(int lanes, String segment, String at) {
        return integers(lanes, segment, at) + ".lanewise(VectorOperators.LSHL, 13).and(0x8fffe000)";
    }

    private static String integers(int lanes, String segment, String at) {
        return "((IntVector) ShortVector.fromMemorySegment(ShortVector.SPECIES_" + 16 * lanes + ", " + segment + ", "
                + at + ", ByteOrder.nativeOrder()).convertShape(VectorOperators.S2I, IntVector.SPECIES_" + 32 * lanes
                + ", 0))";
    }

    /// Exponents of f16 are 112 less than a float's. Those of infinities and NaN, all ones, end as 2^16
    /// and are put right.
    static Text half(int lanes) {
        return new Text()
                .line("// A vector of f16 as floats.")
                .open("private static FloatVector vector(MemorySegment from, long at)")
                .line("final IntVector bits = " + halfBits(lanes, "from", "at") + ";")
                .line("final FloatVector y = bits.reinterpretAsFloats().mul(0x1p112f);")
                .line("return y.blend(bits.or(0x7f800000).reinterpretAsFloats(), "
                        + "y.abs().compare(VectorOperators.GE, 65536f));")
                .close();
    }

    static Text brain(int lanes) {
        return new Text()
                .line("// A vector of bf16 as floats.")
                .open("private static FloatVector vector(MemorySegment from, long at)")
                .line("return " + brain(lanes, "from", "at") + ";")
                .close();
    }
}
