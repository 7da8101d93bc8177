package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.TileVerifier;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Lowers an attention to a tile program: one pass over the keys, everything computed as early and as seldom as its
/// dependences allow. Total: every model has a program.
///
/// Does not choose tile sizes, an order of tiles or threads.
public final class Lowering {
    private final Attention model;
    private final Reach reach;
    private final Contractions contractions;
    private final Names names;
    private final Side rows;
    private final Side keys;
    private final Dots dots;
    private final Classes classes;

    Lowering(Attention model) {
        this.model = model;
        var group = Heads.group(model);
        reach = new Reach(group, Points.plain(group));
        contractions = new Contractions(reach);
        names = new Names(taken(model));
        rows = Side.rows(reach, names);
        keys = Side.keys(reach, names, Guards.below(Points.plain(model.exists()), Points.plain(model.keys())));
        dots = new Dots(rows, keys, reach);
        classes = new Classes(new Intervals(reach));
    }

    /// Lowers and verifies.
    ///
    /// @param packageName of the generated classes; may be empty
    /// @param file the name of the source, for headers
    public static TileProgram lower(String packageName, String file, Attention model) {
        var program = new Lowering(model).program(Signatures.of(packageName, file, model));
        TileVerifier.verify(program, "lowering");
        return program;
    }

    private TileProgram program(Signature signature) {
        var needs = Needs.of(model);
        var body = new ArrayList<TileOp>();
        var coverage = coverage();
        boolean paired = needs.max() || !needs.weighted().isEmpty();
        var mask = new Mask(
                paired ? Hoist.outOf(forms().compute(coverage.condition(), body), rows, keys) : Values.TRUE,
                coverage.must());
        var loop = new KeyLoop(needs, names, keys, Truths.isTrue(mask.must()) ? Values.TRUE : mask.condition(), body);
        if (paired) {
            score(needs, loop, mask, body);
        }
        var operations = new ArrayList<>(rows.operations());
        var results = loop.results(proved());
        operations.add(new TileOp.Loop(coverage.ranges(), coverage.may(), keys.operations(), loop.carried(), body));
        operations.addAll(stores(rows.after(results)));
        return new TileProgram(
                signature,
                Points.plain(model.batches()),
                Points.plain(model.heads()),
                Points.plain(model.queries()),
                Points.plain(model.keys()),
                reach.group(),
                parts(),
                operations);
    }

    /// What `by` asks of the schedule; 0 asks nothing.
    private int parts() {
        return switch (model.algorithm()) {
            case Algorithm.Flash() -> 0;
            case Algorithm.Split(int parts) -> parts;
            case Algorithm.Codes _ -> 0;
        };
    }

    private void score(Needs needs, KeyLoop loop, Mask mask, List<TileOp> body) {
        var scaled = Factors.distribute(
                needs.binary() ? Results.LOG2E : 1, scalar(model.score(), Values.MINUS_INFINITY), dots, reach);
        var value = Hoist.outOfGuarded(forms().compute(scaled, body), rows, keys);
        var score = value instanceof Value.At(Tile tile) && !rows.owns(value) && !keys.owns(value)
                ? tile
                : new Tile(names.plain("s"), Span.ROWS, Span.KEYS, Kind.REAL);
        body.addAll(mask.apply(score, value, Values.MINUS_INFINITY, needs.max()));
        for (var sum : needs.weighted()) {
            if (sum.row() instanceof Row.Elementwise(var weight)) {
                var weights = loop.weights();
                var of = Hoist.outOfGuarded(forms().compute(scalar(weight, Values.at(score)), body), rows, keys);
                body.addAll(mask.apply(weights, of, Values.real(0), true));
                loop.weighted(sum, weights);
            }
        }
        loop.softmax(score);
    }

    private Value scalar(Term term, Value score) {
        return new Pairs(rows, keys, dots, reach, score).value(contractions.rewrite(term));
    }

    private Forms forms() {
        return new Forms(dots, classes, names, rows, keys);
    }

    private List<TileOp> stores(Side after) {
        var stores = new ArrayList<TileOp>();
        for (OutEquation out : model.outs()) {
            Span over = out.value().type() instanceof Type.Vector ? Side.features(out.value()) : Span.ONE;
            var at = out.out().at().stream().map(Points::plain).toList();
            var value = after.value(out.value());
            var entry = over.equals(Span.ONE) ? value : Hoist.outOf(value, after);
            stores.add(new TileOp.Store(out.out().name(), at, entry, over));
        }
        var operations = new ArrayList<>(after.operations());
        operations.addAll(stores);
        return operations;
    }

    Coverage coverage() {
        var condition = Guards.and(existing(), scalar(model.keep(), Values.MINUS_INFINITY));
        return Coverage.of(condition, Points.plain(model.keys()), reach);
    }

    /// Whether the guard against rows without weights can go.
    private boolean proved() {
        return Emptiness.kept(model).isPresent() && !Emptiness.mayVanish(model.score());
    }

    private Value existing() {
        return Guards.below(Points.plain(model.exists()), Points.plain(model.keys()));
    }

    private static Set<String> taken(Attention model) {
        var taken = new HashSet<>(Set.of("b", "h", "i", "j", "d"));
        model.arguments().forEach(argument -> taken.add(argument.name()));
        model.dims().forEach(dim -> taken.add(dim.name()));
        return taken;
    }
}
