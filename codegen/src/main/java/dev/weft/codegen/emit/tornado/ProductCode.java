package dev.weft.codegen.emit.tornado;

import static dev.weft.codegen.schedule.TornadoForm.BLOCK_KEYS;
import static dev.weft.codegen.schedule.TornadoForm.BLOCK_ROWS;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.TileOp;

/// Writes matrix products in blocks whose accumulators are local variables.
final class ProductCode {
    private final DeviceNames names;
    private final PointCode code;
    private final Placement placement;

    ProductCode(DeviceNames names, PointCode code, Placement placement) {
        this.names = names;
        this.code = code;
        this.placement = placement;
    }

    void write(TileOp.Dot dot, Text text) {
        if (dot.to().columns() instanceof Span.Keys) {
            scores(dot, text);
        } else {
            values(dot, text);
        }
    }

    /// The column that accumulator `x` stands for, from the block's first one on.
    static String column(int x) {
        return x == 0 ? "lane0" : x == 1 ? "lane0 + laneStep" : "lane0 + " + x + " * laneStep";
    }

    private static String accumulator(String block, int a, int x) {
        return block + "_" + a + x;
    }

    private void scores(TileOp.Dot dot, Text text) {
        var depth = names.depth(dot.left());
        text.line("// " + dot.to().name() + " = " + dot.left().name() + " @ "
                + dot.right().name() + "ᵀ");
        var block = names.fresh("s");
        declare(block, text, "");
        text.open("for (int d = 0; d < " + depth + "; d++)");
        for (int a = 0; a < BLOCK_ROWS; a++) {
            text.line("final " + names.real() + " l" + a + " = "
                    + DeviceNames.local(dot.left()) + "["
                    + DeviceNames.at(dot.left()) + " + (row0 + " + a + ") * " + DeviceNames.stride(dot.left())
                    + " + d];");
        }
        text.line("final int at = " + DeviceNames.turnedAt(dot.right()) + " + d * keyRow;");
        for (int x = 0; x < BLOCK_KEYS; x++) {
            text.line("final " + names.real() + " r" + x + " = reals[at + " + column(x) + "];");
        }
        accumulate(block, text);
        text.close();
        for (int a = 0; a < BLOCK_ROWS; a++) {
            for (int x = 0; x < BLOCK_KEYS; x++) {
                text.line("reals[" + DeviceNames.at(dot.to()) + " + (row0 + " + a + ") * keyRow + " + column(x) + "] = "
                        + accumulator(block, a, x) + ";");
            }
        }
    }

    private void values(TileOp.Dot dot, Text text) {
        text.line("// " + dot.to().name() + " += " + dot.left().name() + " @ "
                + dot.right().name());
        if (!placement.isGuarded(dot.right())) {
            plain(dot, text);
            return;
        }
        var wild = names.fresh("wild");
        text.line("int " + wild + " = 0;")
                .open("for (int n = 0; n < threads; n++)")
                .line(wild + " = " + wild + " + ints[at_wild_" + dot.right().name() + " + n];")
                .close()
                .open("if (" + wild + " == 0)");
        plain(dot, text);
        text.orElse();
        guarded(dot, text);
        text.close();
    }

    private void plain(TileOp.Dot dot, Text text) {
        var to = dot.to();
        var stride = DeviceNames.stride(to);
        text.open("for (int e0 = 0; e0 < " + stride + "; e0 += keyTile)");
        var block = names.fresh("s");
        declare(block, text, DeviceNames.at(to));
        text.open("for (int c = 0; c < count; c++)");
        for (int a = 0; a < BLOCK_ROWS; a++) {
            text.line("final " + names.real() + " l" + a + " = reals[" + DeviceNames.at(dot.left()) + " + (row0 + " + a
                    + ") * keyRow + c];");
        }
        text.line("final int at = " + DeviceNames.at(dot.right()) + " + c * " + DeviceNames.stride(dot.right())
                + " + e0;");
        for (int x = 0; x < BLOCK_KEYS; x++) {
            text.line("final " + names.real() + " r" + x + " = reals[at + " + column(x) + "];");
        }
        accumulate(block, text);
        text.close();
        for (int a = 0; a < BLOCK_ROWS; a++) {
            for (int x = 0; x < BLOCK_KEYS; x++) {
                text.line(element(dot, a, x) + " = " + accumulator(block, a, x) + ";");
            }
        }
        text.close();
    }

    private String element(TileOp.Dot dot, int a, int x) {
        return "reals[" + DeviceNames.at(dot.to()) + " + (row0 + " + a + ") * " + DeviceNames.stride(dot.to())
                + " + e0 + " + column(x) + "]";
    }

    /// Declares the accumulators: 0, or what the block holds.
    private void declare(String block, Text text, String at) {
        for (int a = 0; a < BLOCK_ROWS; a++) {
            for (int x = 0; x < BLOCK_KEYS; x++) {
                var start = at.isEmpty()
                        ? names.number(0)
                        : "reals[" + at + " + (row0 + " + a + ") * stride_" + at.substring("at_".length()) + " + e0 + "
                                + column(x) + "]";
                text.line(names.real() + " " + accumulator(block, a, x) + " = " + start + ";");
            }
        }
    }

    private static void accumulate(String block, Text text) {
        for (int a = 0; a < BLOCK_ROWS; a++) {
            for (int x = 0; x < BLOCK_KEYS; x++) {
                text.line(accumulator(block, a, x) + " = " + accumulator(block, a, x) + " + l" + a + " * r" + x + ";");
            }
        }
    }

    /// Pair by pair: one that does not count adds nothing, even where the value is infinite or no number.
    private void guarded(TileOp.Dot dot, Text text) {
        var to = dot.to();
        text.open("for (int e0 = 0; e0 < " + DeviceNames.stride(to) + "; e0 += keyTile)")
                .open("for (int a = 0; a < " + BLOCK_ROWS + "; a++)");
        var place = new Places(names).row("row0 + a", text);
        text.open("for (int x = 0; x < " + BLOCK_KEYS + "; x++)")
                .line("final int d = e0 + lane0 + x * laneStep;")
                .line(names.real() + " total = reals[" + code.offset(to, place.withFeature("d")) + "];")
                .open("for (int c = 0; c < count; c++)");
        var pair = place.withKey("c", "(firstKey + c)");
        var inner = new Text();
        var counts = code.of(dot.counts(), pair, inner);
        text.line("final " + names.real() + " weight = reals[" + code.offset(dot.left(), pair) + "];")
                .lines(inner.toString())
                .open("if (weight != " + names.number(0) + " | " + counts.within(Code.OR) + ")")
                .line("total = total + weight * reals[" + code.offset(dot.right(), pair.withFeature("d")) + "];")
                .close()
                .close()
                .line("reals[" + code.offset(to, place.withFeature("d")) + "] = total;")
                .close()
                .close()
                .close();
    }
}
