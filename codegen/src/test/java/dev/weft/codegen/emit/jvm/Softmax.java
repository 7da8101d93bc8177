package dev.weft.codegen.emit.jvm;

import static dev.weft.codegen.emit.jvm.Values.*;

import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileOp.Carried;
import dev.weft.codegen.tile.TileOp.Reduction;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;

/// The online softmax in base 2, as lowering writes it.
final class Softmax {
    static final double LOG2E = 1.4426950408889634;
    private static final Value NEVER = x(Double.NEGATIVE_INFINITY);

    final Tile m = row("m");
    final Tile l = row("l");
    final Tile acc;
    final Tile s = pairs("s");
    final Tile p = pairs("p");
    private final Tile mt = row("mt");
    private final Tile mn = row("mn");
    private final Tile ref = row("ref");
    private final Tile a = row("a");
    private final Tile lt = row("lt");
    private final Value width;

    Softmax(Value width) {
        this.width = width;
        this.acc = new Tile("acc", Span.ROWS, new Span.Features(width), Kind.REAL);
    }

    static Tile row(String name) {
        return new Tile(name, Span.ROWS, Span.ONE, Kind.REAL);
    }

    static Tile pairs(String name) {
        return new Tile(name, Span.ROWS, Span.KEYS, Kind.REAL);
    }

    static Tile rows(String name, Value size) {
        return new Tile(name, Span.ROWS, new Span.Features(size), Kind.REAL);
    }

    static Tile keys(String name, Value size) {
        return new Tile(name, Span.KEYS, new Span.Features(size), Kind.REAL);
    }

    List<Carried> carried() {
        var most = op(Op.MAX, at(m), other(m));
        var base = choose(op(Op.EQUAL, most, NEVER), x(0), most);
        var mine = op(Op.EXP2, sub(at(m), base));
        var others = op(Op.EXP2, sub(other(m), base));
        return List.of(
                new Carried(m, NEVER, most),
                new Carried(l, x(0), add(mul(at(l), mine), mul(other(l), others))),
                new Carried(acc, x(0), add(mul(at(acc), mine), mul(other(acc), others))));
    }

    /// @param scores what computes `s` (base 2)
    /// @param must holds where a tile needs no mask
    List<TileOp> body(List<TileOp> scores, Value must, Value keep, Tile values) {
        var body = new ArrayList<>(scores);
        body.add(new TileOp.When(must, List.of(), List.of(new TileOp.Map(s, choose(keep, at(s), NEVER)))));
        body.add(new TileOp.RowReduce(mt, Reduction.MAX, at(s), Span.KEYS));
        body.add(new TileOp.Map(mn, op(Op.MAX, at(m), at(mt))));
        body.add(new TileOp.Map(ref, choose(op(Op.EQUAL, at(mn), NEVER), x(0), at(mn))));
        body.add(new TileOp.Map(a, op(Op.EXP2, sub(at(m), at(ref)))));
        body.add(new TileOp.Map(p, op(Op.EXP2, sub(at(s), at(ref)))));
        body.add(new TileOp.RowReduce(lt, Reduction.SUM, at(p), Span.KEYS));
        body.add(new TileOp.Map(l, add(mul(at(l), at(a)), at(lt))));
        body.add(new TileOp.Map(acc, mul(at(acc), at(a))));
        body.add(new TileOp.Dot(acc, p, values, keep));
        body.add(new TileOp.Map(m, at(mn)));
        return body;
    }

    TileOp.Store store() {
        return new TileOp.Store(
                "o",
                List.of(B, H, I),
                choose(op(Op.EQUAL, at(l), x(0)), x(0), op(Op.DIVIDE, at(acc), at(l))),
                new Span.Features(width));
    }
}
