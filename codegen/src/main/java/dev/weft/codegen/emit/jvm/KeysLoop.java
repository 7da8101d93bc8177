package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes loops over the keys of rows: a run of maps and reductions, none of which waits for another's result.
///
/// By vectors, such a loop is a method of its own. It goes by whole vectors; keys that do not fill one are left to
/// another method, which goes over all rows once more. With both in one C2 came to where it inlines no more: where
/// keys were no multiple of a vector, a softmax took half as long again.
final class KeysLoop {
    private final Names names;
    private final Scope scope;
    private final Text text;

    /// @param scope the pass's
    /// @param text receives the code
    KeysLoop(Names names, Scope scope, Text text) {
        this.names = names;
        this.scope = scope;
        this.text = text;
    }

    /// Whether `op` cannot join the loop that does `run`: it reads a reduction of it, or needs scratch made of its
    /// results.
    static boolean mustSplit(List<TileOp> run, TileOp op) {
        var value = value(op);
        var reads = Dependence.of(value).tiles();
        return run.stream().anyMatch(before -> switch (before) {
            case TileOp.RowReduce reduce -> reads.contains(reduce.to());
            case TileOp.Map map -> reads.contains(map.to()) && LaneCode.needsScratch(value);
            case TileOp.Load _, TileOp.Transform _, TileOp.Rotate _, TileOp.Dot _ -> false;
            case TileOp.Loop _, TileOp.When _, TileOp.Store _ -> false;
        });
    }

    private static Value value(TileOp op) {
        return switch (op) {
            case TileOp.Map map -> map.value();
            case TileOp.RowReduce reduce -> reduce.value();
            case TileOp.Load _, TileOp.Transform _, TileOp.Rotate _, TileOp.Dot _, TileOp.Loop _ ->
                throw new IllegalStateException("weave: not over keys: " + op);
            case TileOp.When _, TileOp.Store _ -> throw new IllegalStateException("weave: not over keys: " + op);
        };
    }

    private static Tile to(TileOp op) {
        return op instanceof TileOp.Map map ? map.to() : ((TileOp.RowReduce) op).to();
    }

    /// Whether vectors can do a run.
    boolean byVectors(List<TileOp> run) {
        return names.vectors()
                && run.stream()
                        .allMatch(op ->
                                to(op).kind() == Kind.REAL || (to(op).kind() == Kind.INT && op instanceof TileOp.Map));
    }

    /// Writes calls of methods that do a run for all rows, by vectors.
    void vectors(List<TileOp> run, KeyMethods methods) {
        var title = String.join(
                ", ", run.stream().map(op -> to(op).name()).distinct().toList());
        text.line(whole(run, title, methods) + "(arguments, shared, w);")
                .open("if ((to - from) % LANES != 0)")
                .line(tail(run, title, methods) + "(arguments, shared, w);")
                .close();
        int number = 0;
        for (var op : run) {
            if (op instanceof TileOp.RowReduce reduce) {
                var reduction = reduce.reduction() == TileOp.Reduction.MAX ? ".maxima" : ".sums";
                text.line(names.lanes() + reduction + "(" + scope.worker("float[]", names.partials(number++))
                        + ", firstRow, endRow, " + scope.worker("float[]", Names.tile(reduce.to())) + ");");
            }
        }
    }

    /// Adds the method for whole vectors; gives its name.
    private String whole(List<TileOp> run, String title, KeyMethods methods) {
        var local = new Scope(names);
        var before = new Text();
        var totals = totals(run, local);
        var whole = new Text();
        body(run, local, new LaneCode(names, local, Point.ofRow("r"), before), totals, whole, false);
        var row = new Text();
        for (var op : run) {
            if (op instanceof TileOp.RowReduce reduce) {
                row.line("FloatVector " + totals.get(op) + " = FloatVector.broadcast(REALS, " + neutral(reduce) + ");");
            }
        }
        row.open("for (int c = from; c <= to - LANES; c += LANES)")
                .lines(whole.toString())
                .close();
        partials(run, totals, local, row);
        return methods.add(title, "Keys", local, rows(new Text().line("final int from = w.from;"), before, row));
    }

    /// Adds the method for keys that do not fill a vector; gives its name.
    private String tail(List<TileOp> run, String title, KeyMethods methods) {
        var local = new Scope(names);
        var before = new Text();
        var totals = totals(run, local);
        var row = new Text();
        int number = 0;
        for (var op : run) {
            if (op instanceof TileOp.RowReduce) {
                row.line("FloatVector " + totals.get(op) + " = FloatVector.fromArray(REALS, "
                        + local.worker("float[]", names.partials(number++)) + ", r * LANES);");
            }
        }
        body(run, local, new LaneCode(names, local, Point.ofRow("r"), before), totals, row, true);
        partials(run, totals, local, row);
        var start = new Text()
                .line("final int c = to - (to - w.from) % LANES;")
                .line("final int from = c;")
                .line("final VectorMask<Float> dead = KEY_LANES.compare(VectorOperators.GE, to - c).cast(REALS);");
        return methods.add(title + ", of keys that do not fill a vector", "Tail", local, rows(start, before, row));
    }

    private static Text rows(Text start, Text before, Text row) {
        return start.open("for (int r = w.firstRow; r < w.endRow; r++)")
                .lines(before.toString())
                .lines(row.toString())
                .close();
    }

    private static Map<TileOp, String> totals(List<TileOp> run, Scope scope) {
        var totals = new HashMap<TileOp, String>();
        for (var op : run) {
            if (op instanceof TileOp.RowReduce reduce) {
                var max = reduce.reduction() == TileOp.Reduction.MAX;
                totals.put(op, scope.fresh(max ? "greatest" : "total"));
            }
        }
        return totals;
    }

    private void partials(List<TileOp> run, Map<TileOp, String> totals, Scope scope, Text to) {
        int number = 0;
        for (var op : run) {
            if (op instanceof TileOp.RowReduce) {
                to.line(totals.get(op) + ".intoArray(" + scope.worker("float[]", names.partials(number++))
                        + ", r * LANES);");
            }
        }
    }

    private String neutral(TileOp.RowReduce reduce) {
        return reduce.reduction() == TileOp.Reduction.MAX ? names.real(Double.NEGATIVE_INFINITY, false) : "0f";
    }

    private void body(
            List<TileOp> run, Scope scope, LaneCode code, Map<TileOp, String> totals, Text out, boolean tail) {
        for (var op : run) {
            switch (op) {
                case TileOp.Map map -> {
                    var local = scope.fresh(map.to().name());
                    var type = map.to().kind() == Kind.INT ? "IntVector" : "FloatVector";
                    out.line("final " + type + " " + local + " = " + code.lanes(map.value()) + ";");
                    out.line(local + ".intoArray("
                            + scope.worker(names.type(map.to().kind()) + "[]", Names.tile(map.to()))
                            + ", r * keyRow + c);");
                    code.assign(map.to(), local);
                }
                case TileOp.RowReduce reduce -> {
                    var total = Objects.requireNonNull(totals.get(op));
                    var local = scope.fresh("x");
                    out.line("final FloatVector " + local + " = " + code.lanes(reduce.value())
                            + (tail ? ".blend(" + neutral(reduce) + ", dead)" : "") + ";");
                    out.line(total + " = " + total + "." + folded(reduce, local, total) + ";");
                }
                case TileOp.Load _, TileOp.Transform _, TileOp.Rotate _, TileOp.Dot _, TileOp.Loop _ ->
                    throw new IllegalStateException("weave: not over keys: " + op);
                case TileOp.When _, TileOp.Store _ -> throw new IllegalStateException("weave: not over keys: " + op);
            }
        }
    }

    private String folded(TileOp.RowReduce reduce, String next, String total) {
        return switch (reduce.reduction()) {
            case SUM -> "add(" + next + ")";
            case MAX ->
                names.exactMaxima()
                        ? "max(" + next + ")"
                        : "blend(" + next + ", " + next + ".compare(VectorOperators.GT, " + total + "))";
        };
    }

    /// Writes the loop of one row, key by key.
    void plain(List<TileOp> run) {
        var scalar = new ScalarCode(names, scope, false);
        var point = Point.ofRow("r").withKey("c");
        var totals = new HashMap<TileOp, String>();
        for (var op : run) {
            if (op instanceof TileOp.RowReduce reduce) {
                var max = reduce.reduction() == TileOp.Reduction.MAX;
                var total = scope.fresh(max ? "greatest" : "total");
                totals.put(op, total);
                text.line(names.type(reduce.to().kind()) + " " + total + " = "
                        + (max ? names.real(Double.NEGATIVE_INFINITY, false) : "0") + ";");
            }
        }
        text.open("for (int c = from; c < to; c++)");
        for (var op : run) {
            var code = scalar.code(value(op), point, text);
            if (op instanceof TileOp.RowReduce reduce) {
                var total = Objects.requireNonNull(totals.get(op));
                text.line(
                        reduce.reduction() == TileOp.Reduction.MAX
                                ? total + " = Math.max(" + total + ", " + code + ");"
                                : total + " += " + code + ";");
            } else {
                text.line(scalar.at(to(op), point, "") + " = " + code + ";");
            }
        }
        text.close();
        for (var op : run) {
            if (op instanceof TileOp.RowReduce reduce) {
                text.line(scalar.at(reduce.to(), Point.ofRow("r"), "") + " = " + totals.get(op) + ";");
            }
        }
    }
}
