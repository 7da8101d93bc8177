package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.TileOp;

/// Writes the two products of an attention as loops over panels.
record DotCode(Names names, FewRows fewRows) {
    /// The body of the method for one product of tiles.
    Text product(TileOp.Dot dot, Scope scope) {
        return dot.to().columns() instanceof Span.Keys ? scores(dot, scope) : values(dot, scope);
    }

    private Text scores(TileOp.Dot dot, Scope scope) {
        var array = names.real() + "[]";
        var a = scope.worker(array, Names.tile(dot.left()));
        var b = scope.worker(names.panels(), "turned_" + dot.right().name());
        var bAt = scope.worker("int", "turnedAt_" + dot.right().name());
        var c = scope.worker(array, Names.tile(dot.to()));
        var stride = Names.stride(dot.left());
        var depth = "depth_" + dot.right().name();
        var text = new Text().line("final int rows = w.rows;").line("final int to = w.to;");
        if (names.vectors()) {
            fewRows.scores(dot, scope, text);
        }
        text.open("for (int n = w.from / PANEL * PANEL; n < to; n += PANEL)")
                .line("int low = 0;")
                .line("int high = w.strips;")
                .open("while (low < high && (n >= w.tos[low] || n + PANEL <= w.froms[low]))")
                .line("low++;")
                .close()
                .open("while (low < high && (n >= w.tos[high - 1] || n + PANEL <= w.froms[high - 1]))")
                .line("high--;")
                .close()
                .line("final int first = low * strip;")
                .line("final int count = Math.min(rows, high * strip) - first;");
        var panel = new ProductCalls.Panel(
                a,
                "first * " + stride,
                stride,
                b,
                bAt + " + n * " + depth,
                c,
                "first * keyRow + n",
                "keyRow",
                "count",
                depth);
        text.line(new ProductCalls(names, scope).panel(false, panel));
        return text.close();
    }

    private Text values(TileOp.Dot dot, Scope scope) {
        var array = names.real() + "[]";
        var right = dot.right().name();
        var a = scope.worker(array, Names.tile(dot.left()));
        var b = scope.worker(names.panels(), "panels_" + right);
        var bAt = scope.worker("int", "panelsAt_" + right);
        var length = scope.worker("int", "panelsLength_" + right);
        var c = scope.worker(array, Names.tile(dot.to()));
        var stride = Names.stride(dot.to());
        var text = new Text()
                .open("for (int s = 0, next; s < w.strips; s = next)")
                .line("next = behind(s, w);")
                .line("final int row = s * strip;")
                .line("final int rows = Math.min(w.rows, next * strip) - row;")
                .line("final int from = w.froms[s];")
                .line("final int keys = w.tos[s] - from;")
                .line("final int first = " + bAt + " + from * PANEL;");
        var point = Point.ofRow("r").withKey("(from + k)");
        if (names.vectors()) {
            fewRows.values(dot, scope, text);
        }
        text.line("// 0 times a value that is no number is no number: here a loop skips the pairs that do not count.")
                .open("if (w.wild_" + right + ")")
                .open("for (int r = row; r < row + rows; r++)")
                .open("for (int k = 0; k < keys; k++)")
                .line("final " + names.real() + " x = " + a + "[r * keyRow + from + k];");
        var counts = new ScalarCode(names, scope, false).operand(dot.counts(), point, text);
        text.open("if (x != 0 || " + counts + ")")
                .open("for (int d = 0; d < " + stride + "; d++)")
                .line(c + "[r * " + stride + " + d] += x * "
                        + names.inPanels(b, "first + d / PANEL * " + length + " + k * PANEL + d % PANEL") + ";")
                .close()
                .close()
                .close()
                .close()
                .line("continue;")
                .close();
        text.open("for (int n = 0; n < " + stride + "; n += PANEL)");
        var panel = new ProductCalls.Panel(
                a,
                "row * keyRow + from",
                "keyRow",
                b,
                "first + n / PANEL * " + length,
                c,
                "row * " + stride + " + n",
                stride,
                "rows",
                "keys");
        text.line(new ProductCalls(names, scope).panel(true, panel));
        return text.close().close();
    }
}
