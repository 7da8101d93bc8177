package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Far;
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

/// Lowers an attention to a tile program: one pass over the keys, everything computed as early and as
/// seldom as its dependences allow. Total: every model has a program.
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

    /// @param model without `nearest`
    private Lowering(Attention model, Reach reach, Names names, Side rows) {
        this.model = model;
        this.reach = reach;
        this.names = names;
        this.rows = rows;
        contractions = new Contractions(reach);
        keys = Side.keys(reach, names, Guards.below(Points.plain(model.exists()), Points.plain(model.keys())));
        dots = new Dots(rows, keys, reach);
        classes = new Classes(new Intervals(reach));
    }

    /// Lowers and verifies.
    ///
    /// @param packageName of the generated classes; may be empty
    /// @param file the name of the source, for headers
    public static TileProgram lower(String packageName, String file, Attention model) {
        var names = new Names(taken(model));
        var reach = reach(model);
        var quantised = new Quantised(model, reach.groupTerm(), names);
        var lowering = new Lowering(quantised.equations(), reach, names, Side.rows(reach, names));
        var program = lowering.program(Signatures.of(packageName, file, model), model, quantised);
        TileVerifier.verify(program, "lowering");
        return program;
    }

    private static Reach reach(Attention model) {
        var group = Heads.group(model);
        return new Reach(group, Points.plain(group));
    }

    /// Which pairs count, as far as the equations tell.
    static Coverage coverage(Attention model) {
        var reach = reach(model);
        var names = new Names(taken(model));
        var equations = new Quantised(model, reach.groupTerm(), names).equations();
        return new Lowering(equations, reach, names, Side.rows(reach, names)).coverage();
    }

    private TileProgram program(Signature signature, Attention written, Quantised quantised) {
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
        var loops = new ArrayList<TileOp>();
        var far = Far.VISITED;
        if (written.algorithm() instanceof Algorithm.Codes codes) {
            var folding = new Folding(written, codes, names);
            loops.add(new Lowering(folding.overCodes(), reach, names, rows).overCodes(loop));
            far = folding.far(quantised, reach);
        }
        loops.add(new TileOp.Loop(coverage.ranges(), coverage.may(), keys.operations(), loop.carried(), body));
        var operations = new ArrayList<>(rows.operations());
        operations.addAll(loops);
        operations.addAll(stores(rows.after(loop.results(proved()))));
        return new TileProgram(
                signature,
                Points.plain(model.batches()),
                Points.plain(model.heads()),
                Points.plain(model.queries()),
                Points.plain(model.keys()),
                reach.group(),
                parts(),
                quantised.assigned(reach),
                far,
                operations);
    }

    /// The loop in which rows meet codes, into the sums of `tokens`.
    private TileOp.Loop overCodes(KeyLoop tokens) {
        var needs = Needs.of(model);
        var body = new ArrayList<TileOp>();
        var condition = Guards.and(existing(), scalar(model.keep(), Values.MINUS_INFINITY));
        var mask = new Mask(Hoist.outOf(forms().compute(condition, body), rows, keys), Values.FALSE);
        var loop = new KeyLoop(tokens, needs, keys, mask.condition(), body);
        score(needs, loop, mask, body);
        var all = new TileOp.Range(Values.whole(0), Points.plain(model.keys()));
        return new TileOp.Loop(TileOp.Source.CODES, List.of(all), Values.TRUE, keys.operations(), loop.carried(), body);
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

    private Coverage coverage() {
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
