package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Drives factors inside sums and choices down to the products of rows and keys, and there into the row tile, unless
/// one product is wanted with several factors.
final class Factors {
    private final Dots dots;
    private final Reach reach;
    private final Map<Tile, Set<Product>> wanted = new HashMap<>();

    private Factors(Dots dots, Reach reach) {
        this.dots = dots;
        this.reach = reach;
    }

    /// `factor * value`.
    static Value distribute(double factor, Value value, Dots dots, Reach reach) {
        var factors = new Factors(dots, reach);
        factors.push(Product.ONE.times(factor), value, false);
        return factors.push(Product.ONE.times(factor), value, true);
    }

    private Value push(Product factor, Value value, boolean apply) {
        if (!dots.anyIn(value)) {
            return factor.isOne() ? value : spread(factor, value);
        }
        return switch (value) {
            case Value.At(Tile tile) -> product(factor, tile, apply);
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.ADD || op == Op.SUBTRACT ->
                Values.apply(op, push(factor, of.get(0), apply), push(factor, of.get(1), apply));
            case Value.Apply(Kind _, Op op, var of) when op == Op.NEGATE -> push(factor.times(-1), of.get(0), apply);
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.MULTIPLY && !dots.anyIn(of.get(0)) ->
                push(factor.times(Product.of(of.get(0))), of.get(1), apply);
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.MULTIPLY && !dots.anyIn(of.get(1)) ->
                push(factor.times(Product.of(of.get(1))), of.get(0), apply);
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.DIVIDE && !dots.anyIn(of.get(1)) ->
                push(factor.times(Product.of(of.get(1)).inverse()), of.get(0), apply);
            case Value.Choose(var _, var when, var then, var otherwise)
            when !dots.anyIn(when) -> Truths.choose(when, push(factor, then, apply), push(factor, otherwise, apply));
            case Value other -> {
                var inner = dev.weft.codegen.tile.Children.map(other, child -> push(Product.ONE, child, apply));
                yield spread(factor, inner);
            }
        };
    }

    private Value product(Product factor, Tile tile, boolean apply) {
        var rows = factor.only(this::isRow);
        if (!apply) {
            wanted.computeIfAbsent(tile, _ -> new HashSet<>()).add(rows);
            return Values.at(tile);
        }
        if (wanted.getOrDefault(tile, Set.of()).size() != 1) {
            return factor.times(new Product(1, List.of(Values.at(tile)), List.of()))
                    .value(reach);
        }
        var scaled = Values.at(dots.scaled(tile, rows));
        return factor.without(this::isRow)
                .times(new Product(1, List.of(scaled), List.of()))
                .value(reach);
    }

    private boolean isRow(Value value) {
        return reach.rows(value);
    }

    /// The factor inside sums and choices, with what is known before the loop side by side.
    private Value spread(Product factor, Value value) {
        return switch (value) {
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.ADD || op == Op.SUBTRACT ->
                dots.anyIn(value)
                        ? factor.times(Product.of(value)).value(reach)
                        : Values.apply(op, spread(factor, of.get(0)), spread(factor, of.get(1)));
            case Value.Choose(var _, var when, var then, var otherwise) ->
                Truths.choose(when, spread(factor, then), spread(factor, otherwise));
            case Value.Literal(Kind kind, double x)
            when kind == Kind.REAL && (x == 0 || Double.isInfinite(x)) ->
                factor.isOne() || (factor.over().isEmpty() && factor.under().isEmpty() && factor.constant() > 0)
                        ? value
                        : factor.times(Product.of(value)).value(reach);
            case Value other -> factor.times(Product.of(other)).value(reach);
        };
    }
}
