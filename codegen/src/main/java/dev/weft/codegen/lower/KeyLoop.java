package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileOp.Carried;
import dev.weft.codegen.tile.TileOp.Reduction;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import dev.weft.dsl.model.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds what happens for a tile of scores: the running maximum and sum of softmax, and the sums over
/// keys.
final class KeyLoop {
    private final Needs needs;
    private final Names names;
    private final Side keys;
    private final Value counts;
    private final List<Carried> carried = new ArrayList<>();
    private final List<TileOp> body;
    private final Map<Term, Tile> softmax = new LinkedHashMap<>();
    private final List<Tile> shared;
    private final Map<Term, Tile> weighted = new HashMap<>();
    private final Tile max;
    private final Tile sum;

    /// @param counts BOOL over pairs: which enter the sums
    /// @param body computes the scores; continued here
    KeyLoop(Needs needs, Names names, Side keys, Value counts, List<TileOp> body) {
        this.needs = needs;
        this.names = names;
        this.keys = keys;
        this.counts = counts;
        this.body = body;
        max = column("m");
        sum = column("l");
        shared = List.of();
    }

    /// Goes on with the sums of `before`, whose vectors are met in the same order.
    KeyLoop(KeyLoop before, Needs needs, Side keys, Value counts, List<TileOp> body) {
        this.needs = needs;
        this.names = before.names;
        this.keys = keys;
        this.counts = counts;
        this.body = body;
        max = before.max;
        sum = before.sum;
        shared = List.copyOf(before.softmax.values());
    }

    List<Carried> carried() {
        return List.copyOf(carried);
    }

    Results results(boolean proved) {
        return new Results(max, sum, Map.copyOf(softmax), Map.copyOf(weighted), needs.binary(), proved);
    }

    /// @param score the scores, minus infinity where a pair does not count
    void softmax(Tile score) {
        if (!needs.max()) {
            return;
        }
        var other = new Value.Other(max);
        carried.add(new Carried(max, Values.MINUS_INFINITY, Values.max(Values.at(max), other)));
        var found = column("mt");
        body.add(new TileOp.RowReduce(found, Reduction.MAX, Values.at(score), Span.KEYS));
        if (!needs.sum()) {
            body.add(new TileOp.Map(max, Values.max(Values.at(max), Values.at(found))));
            return;
        }
        var next = column("mn");
        var reference = column("ref");
        var rescale = column("a");
        var weights = new Tile(names.plain("p"), Span.ROWS, Span.KEYS, Kind.REAL);
        body.add(new TileOp.Map(next, Values.max(Values.at(max), Values.at(found))));
        body.add(new TileOp.Map(reference, orZero(Values.at(next))));
        body.add(new TileOp.Map(rescale, power(Values.at(max), Values.at(reference))));
        body.add(new TileOp.Map(weights, power(Values.at(score), Values.at(reference))));
        var more = column("lt");
        body.add(new TileOp.RowReduce(more, Reduction.SUM, Values.at(weights), Span.KEYS));
        rescaled(sum, Values.at(more), Values.at(rescale));
        for (var vector : needs.softmax()) {
            var total = total(vector);
            softmax.put(vector, total);
            accumulate(total, weights, vector, List.of(rescale));
        }
        body.add(new TileOp.Map(max, Values.at(next)));
    }

    /// @param weight one weight per pair, 0 where it does not count
    void weighted(Term.OverKeys sum, Tile weight) {
        var total = total(sum.vector());
        weighted.put(sum, total);
        accumulate(total, weight, sum.vector(), List.of());
    }

    /// The name of a tile of weights.
    Tile weights() {
        return new Tile(names.plain("w"), Span.ROWS, Span.KEYS, Kind.REAL);
    }

    private void accumulate(Tile total, Tile weights, Term vector, List<Tile> rescale) {
        if (total.columns().equals(Span.ONE)) {
            var more = column("t");
            var entry = Truths.choose(
                    counts, Values.multiply(Values.at(weights), Hoist.outOf(keys.value(vector), keys)), Values.real(0));
            body.add(new TileOp.RowReduce(more, Reduction.SUM, entry, Span.KEYS));
            if (rescale.isEmpty()) {
                carried.add(new Carried(total, Values.real(0), Values.add(Values.at(total), new Value.Other(total))));
                body.add(new TileOp.Map(total, Values.add(Values.at(total), Values.at(more))));
            } else {
                rescaled(total, Values.at(more), Values.at(rescale.get(0)));
            }
            return;
        }
        if (rescale.isEmpty()) {
            carried.add(new Carried(total, Values.real(0), Values.add(Values.at(total), new Value.Other(total))));
        } else {
            carried.add(new Carried(total, Values.real(0), merged(total)));
            body.add(new TileOp.Map(total, Values.multiply(Values.at(total), Values.at(rescale.get(0)))));
        }
        body.add(new TileOp.Dot(total, weights, keys.tile(vector), counts));
    }

    private void rescaled(Tile total, Value more, Value by) {
        carried.add(new Carried(total, Values.real(0), merged(total)));
        body.add(new TileOp.Map(total, Values.add(Values.multiply(Values.at(total), by), more)));
    }

    private Value merged(Tile total) {
        var here = Values.at(max);
        var there = new Value.Other(max);
        var reference = orZero(Values.max(here, there));
        return Values.add(
                Values.multiply(Values.at(total), power(here, reference)),
                Values.multiply(new Value.Other(total), power(there, reference)));
    }

    /// The reference is nowhere below the score.
    private Value power(Value score, Value reference) {
        return Values.apply(needs.binary() ? Op.EXP2_BELOW : Op.EXP, Values.subtract(score, reference));
    }

    /// The reference of a row that has no key so far is 0: minus infinity less minus infinity is no number.
    private static Value orZero(Value max) {
        return Truths.choose(Values.apply(Op.EQUAL, max, Values.MINUS_INFINITY), Values.real(0), max);
    }

    private Tile total(Term vector) {
        if (softmax.size() < shared.size()) {
            return shared.get(softmax.size());
        }
        return Terms.isScalar(vector)
                ? column("acc")
                : new Tile(names.plain("acc"), Span.ROWS, Side.features(vector), Kind.REAL);
    }

    private Tile column(String name) {
        return new Tile(names.plain(name), Span.ROWS, Span.ONE, Kind.REAL);
    }
}
