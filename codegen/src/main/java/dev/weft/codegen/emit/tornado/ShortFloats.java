package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.emit.Text;

/// Half and brain floats in arithmetic alone: TornadoVM has no reinterpretation of bits, and not every device has
/// halves. Exact for every value; rounding is to nearest, ties to even.
final class ShortFloats {
    private ShortFloats() {}

    static Text half() {
        var text = new Text()
                .line("final int e = (bits >> 10) & 31;")
                .line("final int m = bits & 1023;")
                .line("float p = 2.9802322E-8f;");
        factors(text, 5);
        return text.line("final float finite = e == 0 ? m * 5.9604645E-8f : (m + 1024) * p;")
                .line("final float x = e < 31 ? finite : m == 0 ? Float.POSITIVE_INFINITY"
                        + " : m * Float.POSITIVE_INFINITY - Float.POSITIVE_INFINITY;")
                .line("return (bits & 32768) == 0 ? x : -x;");
    }

    static Text brain() {
        return new Text()
                .line("final int e = (bits >> 7) & 255;")
                .line("final int m = bits & 127;")
                .line("final int low = e >> 1;")
                .line("final float finite = e == 0"
                        + " ? m * powerOfTwo(0) * powerOfTwo(1) : (m + 128) * powerOfTwo(low) * powerOfTwo(e - low);")
                .line("final float x = e < 255 ? finite : m == 0 ? Float.POSITIVE_INFINITY"
                        + " : m * Float.POSITIVE_INFINITY - Float.POSITIVE_INFINITY;")
                .line("return (bits & 32768) == 0 ? x : -x;");
    }

    /// 2^(e - 67), for e from 0 to 128.
    static Text powerOfTwo() {
        var text = new Text().line("// 2^(e - 67)").line("float p = 6.7762636E-21f;");
        factors(text, 8);
        return text.line("return p;");
    }

    /// Multiplies `p` by 2^e, bit by bit.
    private static void factors(Text text, int bits) {
        for (int bit = 0; bit < bits; bit++) {
            text.line("p = (e & " + (1 << bit) + ") != 0 ? p * " + (float) Math.pow(2, Math.min(127, 1 << bit))
                    + "f : p;");
        }
    }

    static Text toHalf() {
        var text = new Text().line("float y = TornadoMath.abs(x);").line("int k = 0;");
        normalise(text, new int[] {8, 4, 2, 1});
        return text.line("final int normal = (k + 15) * 1024 + round((y - 1.0f) * 1024.0f);")
                .line("final int tiny = round(TornadoMath.abs(x) * 1.6777216E7f);")
                .line("final int finite = TornadoMath.abs(x) < 6.1035156E-5f ? tiny : normal;")
                .line("final int size = x != x ? 32256 : TornadoMath.abs(x) < 65520.0f ? finite : 31744;")
                .line("return x < 0.0f ? size + 32768 : size;");
    }

    static Text toBrain() {
        var text = new Text().line("float y = TornadoMath.abs(x);").line("int k = 0;");
        normalise(text, new int[] {64, 32, 16, 8, 4, 2, 1});
        return text.line("final int normal = (k + 127) * 128 + round((y - 1.0f) * 128.0f);")
                .line("final int tiny = round(TornadoMath.abs(x) * 8.5070592E37f * 128.0f);")
                .line("final int finite = TornadoMath.abs(x) < 1.17549435E-38f ? tiny : normal;")
                .line("final int size = x != x ? 32704 : TornadoMath.abs(x) < 3.3961775E38f ? finite : 32640;")
                .line("return x < 0.0f ? size + 32768 : size;");
    }

    /// Brings `y` between 1 and 2, and counts the powers of two in `k`.
    private static void normalise(Text text, int[] steps) {
        for (var step : steps) {
            var up = (float) Math.pow(2, step);
            var down = (float) Math.pow(2, -step);
            text.line("k = y < " + up + "f ? k : k + " + step + ";")
                    .line("y = y < " + up + "f ? y : y * " + down + "f;");
        }
        for (var step : steps) {
            var up = (float) Math.pow(2, step);
            var least = (float) Math.pow(2, 1 - step);
            text.line("k = y < " + least + "f ? k - " + step + " : k;")
                    .line("y = y < " + least + "f ? y * " + up + "f : y;");
        }
    }
}
