package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import dev.weft.codegen.emit.Text;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/// Writes the transposition of keys in registers: a block of as many keys as a vector has lanes. Each step exchanges
/// lanes
/// at a distance of 1, 2, 4, … between pairs of vectors, half of them in either direction.
final class TurnCode {
    private final int lanes;

    TurnCode(Names names) {
        this.lanes = names.form().lanes();
    }

    /// The shuffles and masks of the steps.
    List<FieldSpec> constants() {
        var vector = "jdk.incubator.vector";
        var real = ClassName.get(Float.class);
        var shuffle = ClassName.get(vector, "VectorShuffle");
        var mask = ClassName.get(vector, "VectorMask");
        var fields = new ArrayList<FieldSpec>();
        for (int step = 1; step < lanes; step *= 2) {
            fields.add(FieldSpec.builder(ParameterizedTypeName.get(shuffle, real), "SWAP" + step)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("$T.fromOp(REALS, lane -> lane ^ $L)", shuffle, step)
                    .build());
            fields.add(FieldSpec.builder(ParameterizedTypeName.get(mask, real), "UPPER" + step)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("$T.fromLong(REALS, 0x$LL)", mask, Integer.toHexString(upper(step)))
                    .build());
        }
        return fields;
    }

    /// The lanes whose number has the bit.
    private int upper(int step) {
        int bits = 0;
        for (int lane = 0; lane < lanes; lane++) {
            bits |= (lane & step) == 0 ? 0 : 1 << lane;
        }
        return bits;
    }

    Text method() {
        var text = new Text()
                .line("// to[d][c] = rows[c][d] for " + lanes + " keys c, in registers.")
                .open("private static void turn(float[] rows, int row, float[] to, int at, int depth)")
                .line("int d = 0;")
                .open("for (; d <= depth - LANES; d += LANES)");
        for (int c = 0; c < lanes; c++) {
            text.line("FloatVector x" + c + " = FloatVector.fromArray(REALS, rows, " + (c == 0 ? "" : c + " * row + ")
                    + "d);");
        }
        for (int step = 1; step < lanes; step *= 2) {
            for (int c = 0; c < lanes; c++) {
                if ((c & step) == 0) {
                    exchange(text, step, "x" + c, "x" + (c + step));
                }
            }
        }
        for (int c = 0; c < lanes; c++) {
            text.line("x" + c + ".intoArray(to, at + " + (c == 0 ? "d" : "(d + " + c + ")") + " * PANEL);");
        }
        return text.close()
                .open("for (; d < depth; d++)")
                .open("for (int c = 0; c < LANES; c++)")
                .line("to[at + d * PANEL + c] = rows[c * row + d];")
                .close()
                .close()
                .close();
    }

    /// Products of one row with as many keys as a vector has lanes. Each lane of the sums belongs to an entry; they are
    /// added up pair by pair of keys, so that in the end each lane belongs to a key.
    Text dots() {
        var text = new Text()
                .line("// c[n] = a · b[n] for " + lanes
                        + " keys n, which lie entry by entry side by side: LANES entries of each in turn.")
                .open(
                        "private static void dots(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int depth)");
        for (int n = 0; n < lanes; n++) {
            text.line("FloatVector x" + n + " = FloatVector.zero(REALS);");
        }
        text.open("for (int k = 0; k < depth; k += LANES)")
                .line("final FloatVector q = FloatVector.fromArray(REALS, a, aAt + k);")
                .line("final int at = bAt + k * LANES;");
        for (int n = 0; n < lanes; n++) {
            text.line("x" + n + " = q.fma(FloatVector.fromArray(REALS, b, at" + (n == 0 ? "" : " + " + n + " * LANES")
                    + "), x" + n + ");");
        }
        text.close();
        addUp(text);
        return text.line("x0.intoArray(c, cAt);").close();
    }

    /// Leaves in lane n of `x0` the sum of all lanes of `xn`.
    void addUp(Text text) {
        for (int step = 1; step < lanes; step *= 2) {
            for (int n = 0; n < lanes; n += 2 * step) {
                add(text, step, "x" + n, "x" + (n + step));
            }
        }
    }

    private static void add(Text text, int step, String low, String high) {
        var upper = ", UPPER" + step + ")";
        text.line(low + " = " + low + ".blend(" + high + upper + ".add(" + high + ".blend(" + low + upper
                + ".rearrange(SWAP" + step + "));");
    }

    private static void exchange(Text text, int step, String low, String high) {
        text.open("")
                .line("final FloatVector low = " + low + ".rearrange(SWAP" + step + ");")
                .line(low + " = " + low + ".blend(" + high + ".rearrange(SWAP" + step + "), UPPER" + step + ");")
                .line(high + " = low.blend(" + high + ", UPPER" + step + ");")
                .close();
    }
}
