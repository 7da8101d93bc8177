package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.ArrayList;
import java.util.List;

/// Computes the products that a value over pairs needs. Where the value chooses between different products by a
/// condition that most tiles settle as a whole, a tile computes what it needs: one side, the other, or both.
record Forms(Dots dots, Classes classes, Names names, Side rows, Side keys) {
    private static final int MOST_FORMS = 4;

    /// The value over tiles that `into` has computed when it is through.
    Value compute(Value value, List<TileOp> into) {
        return compute(value, into, forms(value) <= MOST_FORMS);
    }

    private Value compute(Value value, List<TileOp> into, boolean split) {
        var choices = split ? choices(value) : List.<Value.Choose>of();
        var rest = value;
        for (int n = 0; n < choices.size(); n++) {
            rest = substitute(rest, choices.get(n), new Value.Size("form " + n));
        }
        rest = products(rest, into);
        for (int n = 0; n < choices.size(); n++) {
            var tile = fresh();
            choose(choices.get(n), tile, into);
            rest = substitute(rest, new Value.Size("form " + n), Values.at(tile));
        }
        return rest;
    }

    /// Computes the products that stand in the value.
    private Value products(Value value, List<TileOp> into) {
        var rest = value;
        for (var product : dots.in(value)) {
            var tile = fresh();
            into.add(dots.operation(product, tile));
            rest = substitute(rest, Values.at(product), Values.at(tile));
        }
        return rest;
    }

    private void choose(Value.Choose choice, Tile to, List<TileOp> into) {
        var shared = new java.util.LinkedHashSet<>(dots.in(choice.then()));
        shared.retainAll(dots.in(choice.otherwise()));
        var then = choice.then();
        var otherwise = choice.otherwise();
        for (var product : shared) {
            var tile = fresh();
            into.add(dots.operation(product, tile));
            then = substitute(then, Values.at(product), Values.at(tile));
            otherwise = substitute(otherwise, Values.at(product), Values.at(tile));
        }
        var verdict = classes.of(choice.when());
        var when = Hoist.outOf(choice.when(), rows, keys);
        var first = new ArrayList<TileOp>();
        into(then, to, first);
        var second = new ArrayList<TileOp>();
        into(otherwise, to, second);
        var mixed = new ArrayList<TileOp>();
        mixed(when, then, otherwise, to, mixed);
        var far = when(Truths.not(verdict.may()), second, mixed);
        into.addAll(when(verdict.must(), first, far));
    }

    private void mixed(Value when, Value then, Value otherwise, Tile to, List<TileOp> into) {
        if (!dots.anyIn(otherwise)) {
            into(then, to, into);
            into.add(new TileOp.Map(to, Truths.choose(when, Values.at(to), hoist(otherwise))));
        } else if (!dots.anyIn(then)) {
            into(otherwise, to, into);
            into.add(new TileOp.Map(to, Truths.choose(when, hoist(then), Values.at(to))));
        } else {
            var other = fresh();
            into(then, to, into);
            into(otherwise, other, into);
            into.add(new TileOp.Map(to, Truths.choose(when, Values.at(to), Values.at(other))));
        }
    }

    private void into(Value value, Tile to, List<TileOp> into) {
        if (value instanceof Value.At(Tile product) && dots.isDot(product)) {
            into.add(dots.operation(product, to));
        } else {
            into.add(new TileOp.Map(to, hoist(compute(value, into, true))));
        }
    }

    private Value hoist(Value value) {
        return Hoist.outOf(value, rows, keys);
    }

    /// The outermost choices between products that tiles can settle.
    private List<Value.Choose> choices(Value value) {
        if (value instanceof Value.Choose choice && dots.anyIn(choice) && isForm(choice)) {
            return List.of(choice);
        }
        return Children.of(value).stream()
                .flatMap(child -> choices(child).stream())
                .distinct()
                .toList();
    }

    private boolean isForm(Value.Choose choice) {
        return !dots.anyIn(choice.when())
                && !dots.in(choice.then()).equals(dots.in(choice.otherwise()))
                && !Unsafe.in(choice)
                && classes.of(choice.when()).isKnown();
    }

    private int forms(Value value) {
        int below = Children.of(value).stream().mapToInt(this::forms).sum();
        return value instanceof Value.Choose choice && dots.anyIn(choice) && isForm(choice)
                ? Math.max(below, 1) + 1
                : below;
    }

    private static List<TileOp> when(Value condition, List<TileOp> then, List<TileOp> otherwise) {
        if (Truths.isTrue(condition)) {
            return then;
        }
        return Truths.isFalse(condition) ? otherwise : List.of(new TileOp.When(condition, then, otherwise));
    }

    private Tile fresh() {
        return new Tile(names.plain("s"), Span.ROWS, Span.KEYS, Kind.REAL);
    }

    private static Value substitute(Value value, Value old, Value by) {
        return value.equals(old) ? by : Children.map(value, child -> substitute(child, old, by));
    }
}
