package dev.weft.codegen.emit.vector;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.JvmForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes the transposition of keys in registers: a block of as many keys as a vector has lanes. Each
/// step exchanges lanes at a distance of 1, 2, 4, … between pairs of vectors, half of them in either
/// direction.
final class Transposition {
    private final int lanes;

    Transposition(JvmForm form) {
        this.lanes = form.lanes();
    }

    /// The shuffles and masks of the steps that are read.
    List<FieldSpec> constants(Set<String> read) {
        var vector = "jdk.incubator.vector";
        var real = ClassName.get(Float.class);
        var shuffle = ClassName.get(vector, "VectorShuffle");
        var mask = ClassName.get(vector, "VectorMask");
        var fields = new ArrayList<FieldSpec>();
        for (int step = 1; step < lanes; step *= 2) {
            if (read.contains("SWAP" + step)) {
                fields.add(VectorConstants.constant(
                        ParameterizedTypeName.get(shuffle, real),
                        "SWAP" + step,
                        CodeBlock.of("$T.fromOp(REALS, lane -> lane ^ $L)", shuffle, step)));
                fields.add(VectorConstants.constant(
                        ParameterizedTypeName.get(mask, real),
                        "UPPER" + step,
                        CodeBlock.of("$T.fromLong(REALS, 0x$LL)", mask, Integer.toHexString(upper(step)))));
            }
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

    /// Makes rows of a panel from keys.
    Text turn() {
        return new Text()
                .line("// to[d][c] = rows[c][d] for " + lanes + " keys c.")
                .open("public static void turn(float[] rows, int row, float[] to, int at, int depth)")
                .line("int d = 0;")
                .open("for (; d <= depth - LANES; d += LANES)")
                .line("square(rows, d, row, to, at + d * PANEL, PANEL);")
                .close()
                .open("for (; d < depth; d++)")
                .open("for (int c = 0; c < LANES; c++)")
                .line("to[at + d * PANEL + c] = rows[c * row + d];")
                .close()
                .close()
                .close();
    }

    /// Gives every row a lane.
    Text interleave() {
        return new Text()
                .line("// to[d][c] = rows[c][d] for " + lanes
                        + " rows c, `row` apart; `depth` is rounded up to whole vectors.")
                .open("public static void interleave(float[] rows, int from, int row, float[] to, int at, int depth)")
                .open("for (int d = 0; d < depth; d += LANES)")
                .line("square(rows, from + d, row, to, at + d * LANES, LANES);")
                .close()
                .close();
    }

    /// Gives every lane a row: what [#interleave] undoes.
    Text part() {
        return new Text()
                .line("// to[c][d] = rows[d][c] for " + lanes
                        + " lanes c, whose rows are `row` apart; `depth` is rounded up to whole vectors.")
                .open("public static void part(float[] rows, int from, float[] to, int at, int row, int depth)")
                .open("for (int d = 0; d < depth; d += LANES)")
                .line("square(rows, from + d * LANES, LANES, to, at + d, row);")
                .close()
                .close();
    }

    /// Transposes as many numbers of as many rows as there are lanes.
    Text square() {
        var text = new Text()
                .line("// to[d][c] = rows[c][d] for " + lanes + " rows c and numbers d, in registers.")
                .open("private static void square(float[] rows, int from, int row, float[] to, int at, int toRow)");
        for (int c = 0; c < lanes; c++) {
            text.line("FloatVector x" + c + " = FloatVector.fromArray(REALS, rows, from" + times(c, "row") + ");");
        }
        exchange(text, lanes, 1);
        for (int c = 0; c < lanes; c++) {
            text.line("x" + c + ".intoArray(to, at" + times(c, "toRow") + ");");
        }
        return text.close();
    }

    private static String times(int count, String row) {
        return count == 0 ? "" : " + " + count + " * " + row;
    }

    /// Transposes a square of `count` vectors, `x0` and on, of as many parts with `width` lanes each.
    void exchange(Text text, int count, int width) {
        for (int step = 1; step < count; step *= 2) {
            for (int n = 0; n < count; n++) {
                if ((n & step) == 0) {
                    exchange(text, step * width, "x" + n, "x" + (n + step));
                }
            }
        }
    }

    /// Leaves in lane n of `x0` the sum of all lanes of `xn`.
    void addUp(Text text) {
        fold(text, "add");
    }

    /// Leaves in lane n of `x0` what a commutative operation makes of all lanes of `xn`.
    private void fold(Text text, String operation) {
        for (int step = 1; step < lanes; step *= 2) {
            var upper = ", UPPER" + step + ")";
            for (int n = 0; n < lanes; n += 2 * step) {
                var low = "x" + n;
                var high = "x" + (n + step);
                text.line(low + " = " + low + ".blend(" + high + upper + "." + operation + "(" + high + ".blend(" + low
                        + upper + ".rearrange(SWAP" + step + "));");
            }
        }
    }

    /// The greatest lane of each row.
    Text maxima() {
        return reduction("maxima", "The greatest lane", "max");
    }

    /// The sum of the lanes of each row.
    Text sums() {
        return reduction("sums", "The sum of the lanes", "add");
    }

    /// Makes one number of each row of lanes, for as many rows at once as a vector has lanes: a row by itself would
    /// wait for each of its steps.
    private Text reduction(String name, String title, String operation) {
        var text = new Text()
                .line("// " + title + " of each row from `first` on and before `end`; both arrays have room for "
                        + lanes + " rows at a time.")
                .open("public static void " + name + "(float[] rows, int first, int end, float[] to)")
                .open("for (int r = first; r < end; r += LANES)");
        for (int n = 0; n < lanes; n++) {
            text.line("FloatVector x" + n + " = FloatVector.fromArray(REALS, rows, "
                    + (n == 0 ? "r" : "(r + " + n + ")") + " * LANES);");
        }
        fold(text, operation);
        return text.line("x0.intoArray(to, r);").close().close();
    }

    private static void exchange(Text text, int step, String low, String high) {
        text.open("")
                .line("final FloatVector low = " + low + ".rearrange(SWAP" + step + ");")
                .line(low + " = " + low + ".blend(" + high + ".rearrange(SWAP" + step + "), UPPER" + step + ");")
                .line(high + " = low.blend(" + high + ", UPPER" + step + ");")
                .close();
    }
}
