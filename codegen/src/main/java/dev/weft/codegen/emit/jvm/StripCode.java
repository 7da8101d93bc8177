package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.List;

/// Writes which keys of a tile its rows meet. Neighbouring rows form a strip, and a strip meets the keys between the
/// first and the last that one of its rows may keep: on a causal border or where a document begins, a tall tile would
/// else spend its time on pairs that do not count. What a strip does not meet is neither multiplied nor read.
///
/// The ranges are those of the loop over keys, worked out for the strip's rows instead of the tile's.
record StripCode(TileProgram program, Names names) {
    /// The method that settles the keys of all strips of a row tile, once before its keys are walked.
    Text spans(int number, TileOp.Loop loop) {
        var scope = new Scope(names);
        var scalar = new ScalarCode(names, scope, false);
        var each = new Text();
        boolean one = program.far() instanceof Far.Folded;
        if (!one) {
            each.line("int low = Integer.MAX_VALUE;").line("int high = 0;");
            for (var range : loop.ranges()) {
                each.open("")
                        .line("final int first = Math.max(0, " + scalar.code(range.low(), Point.uniform(), each) + ");")
                        .line("final int end = " + scalar.code(range.high(), Point.uniform(), each) + ";")
                        .open("if (first < end)")
                        .line("low = Math.min(low, first);")
                        .line("high = Math.max(high, end);")
                        .close()
                        .close();
            }
        }
        var text = new Text()
                .line("// Which keys each strip of rows may keep: from the least on, up to the greatest.")
                .open("private void spans" + number + "(JvmArguments arguments, Shared shared, Worker w)")
                .lines(scope.prologue());
        if (one) {
            return text.line("w.lows[0] = 0;")
                    .line("w.highs[0] = Integer.MAX_VALUE;")
                    .close();
        }
        return text.open("for (int s = 0; s * strip < w.rows; s++)")
                .line("w.leastQuery = w.rowQueries[s * strip];")
                .line("w.greatestQuery = w.rowQueries[Math.min(w.rows, (s + 1) * strip) - 1];")
                .lines(each.toString())
                .line("w.lows[s] = low;")
                .line("w.highs[s] = high;")
                .close()
                .line("w.leastQuery = w.rowQueries[0];")
                .line("w.greatestQuery = w.rowQueries[w.rows - 1];")
                .close();
    }

    /// The methods that all loops share.
    static List<Text> methods() {
        return List.of(behind(), narrow(), turn());
    }

    /// The method that settles which keys of a tile the strips meet. Where tables decide which tiles may have pairs
    /// that count, it asks so of a strip and some keys at either end, until there may be one.
    Text meet(int number, TileOp.Loop loop) {
        var scope = new Scope(names);
        var text = new Text();
        boolean tables = !(program.far() instanceof Far.Folded)
                && Children.any(loop.may(), part -> part instanceof Value.Extreme);
        var may = tables ? ends(loop, scope) : new Text();
        text.line("// Which keys of the tile each strip of rows meets: whole vectors of them, where the tile has them.")
                .open("private void meet" + number + "(JvmArguments arguments, Shared shared, Worker w)")
                .lines(scope.prologue())
                .line("w.strips = Math.ceilDiv(w.rows, strip);")
                .line("w.tileFrom = w.from;")
                .line("w.tileTo = w.to;")
                .open("for (int s = 0; s < w.strips; s++)")
                .line((tables ? "" : "final ")
                        + "int from = Math.min(w.tileTo, Math.max(w.tileFrom, w.lows[s] - w.firstKey));")
                .line((tables ? "" : "final ")
                        + "int to = Math.max(from, Math.min(w.tileTo, w.highs[s] - w.firstKey));")
                .lines(may.toString())
                .line("w.froms[s] = " + (names.vectors() ? "Math.max(w.tileFrom, from / LANES * LANES)" : "from") + ";")
                .line("w.tos[s] = " + (names.vectors() ? "Math.min(w.tileTo, Math.ceilDiv(to, LANES) * LANES)" : "to")
                        + ";")
                .close();
        if (tables) {
            text.line("turn(0, w.rows, w.tileFrom, w.tileTo, w);");
        }
        return text.close();
    }

    /// Keys that are asked about at once.
    private static final int SOME_KEYS = 32;

    private Text ends(TileOp.Loop loop, Scope scope) {
        var before = new Text();
        var may = new ScalarCode(names, scope, false).code(loop.may(), Point.uniform(), before);
        var rows = "turn(s * strip, Math.min(w.rows, (s + 1) * strip), ";
        return new Text()
                .open("while (from < to)")
                .line("final int next = Math.min(to, from + " + SOME_KEYS + ");")
                .line(rows + "from, next, w);")
                .lines(before.toString())
                .open("if (" + may + ")")
                .line("break;")
                .close()
                .line("from = next;")
                .close()
                .open("while (from < to)")
                .line("final int next = Math.max(from, to - " + SOME_KEYS + ");")
                .line(rows + "next, to, w);")
                .lines(before.toString())
                .open("if (" + may + ")")
                .line("break;")
                .close()
                .line("to = next;")
                .close();
    }

    private static Text behind() {
        return new Text()
                .line("// The strip behind `s` and those that follow and meet the same keys.")
                .open("private static int behind(int s, Worker w)")
                .line("int next = s + 1;")
                .open("while (next < w.strips && w.froms[next] == w.froms[s] && w.tos[next] == w.tos[s])")
                .line("next++;")
                .close()
                .line("return next;")
                .close();
    }

    private static Text narrow() {
        return new Text()
                .line("// Turns the worker to strip `s`, to those like it that follow, and to their keys. "
                        + "The strip behind them.")
                .open("private int narrow(int s, Worker w)")
                .line("final int next = behind(s, w);")
                .line("turn(s * strip, Math.min(w.rows, next * strip), w.froms[s], w.tos[s], w);")
                .line("return next;")
                .close();
    }

    private static Text turn() {
        return new Text()
                .line("// Turns the worker to some rows and keys of the tile.")
                .open("private void turn(int first, int end, int from, int to, Worker w)")
                .line("w.firstRow = first;")
                .line("w.endRow = end;")
                .line("w.from = from;")
                .line("w.to = to;")
                .line("w.leastQuery = w.rowQueries[first];")
                .line("w.greatestQuery = w.rowQueries[end - 1];")
                .line("w.leastKey = w.firstKey + from;")
                .line("w.greatestKey = w.firstKey + to - 1;")
                .close();
    }

    /// Calls passes over rows, strip by strip.
    static void eachStrip(String passes, Text text) {
        text.open("")
                .line("int s = 0;")
                .open("while (s < w.strips)")
                .line("s = narrow(s, w);")
                .lines(passes)
                .close()
                .close()
                .line("turn(0, w.rows, w.tileFrom, w.tileTo, w);");
    }
}
