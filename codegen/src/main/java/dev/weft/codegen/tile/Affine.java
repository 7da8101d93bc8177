package dev.weft.codegen.tile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// An INT value as a sum of products with whole factors: `i + M - N + 1`. Two equal sums have equal terms.
///
/// @param terms factor by product of atoms, in printing order; no factor is 0, no product is empty
public record Affine(Map<List<Value>, Long> terms, long constant) {
    private static final Comparator<List<Value>> ORDER = Comparator.<List<Value>>comparingInt(Affine::rank)
            .thenComparingInt(List::size)
            .thenComparing(product -> product.toString());

    public Affine {
        var ordered = new TreeMap<List<Value>, Long>(ORDER);
        terms.forEach((product, factor) -> {
            if (factor != 0) {
                ordered.put(product, factor);
            }
        });
        terms = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(ordered));
    }

    public static Affine of(long constant) {
        return new Affine(Map.of(), constant);
    }

    /// The normal form of an INT value; everything but sums, differences and products is an atom.
    public static Affine of(Value value) {
        return switch (value) {
            case Value.Literal literal when isWhole(literal.value()) -> of((long) literal.value());
            case Value.Apply(Kind _, Op op, List<Value> of)
            when op == Op.ADD -> of(of.get(0)).plus(of(of.get(1)), 1);
            case Value.Apply(Kind _, Op op, List<Value> of)
            when op == Op.SUBTRACT -> of(of.get(0)).plus(of(of.get(1)), -1);
            case Value.Apply(Kind _, Op op, List<Value> of)
            when op == Op.NEGATE -> of(of.get(0)).times(-1);
            case Value.Apply(Kind _, Op op, List<Value> of)
            when op == Op.MULTIPLY -> of(of.get(0)).times(of(of.get(1)));
            case Value atom -> new Affine(Map.of(List.of(atom), 1L), 0);
        };
    }

    public boolean isConstant() {
        return terms.isEmpty();
    }

    /// This plus `factor` times that.
    public Affine plus(Affine other, long factor) {
        var sum = new LinkedHashMap<>(terms);
        other.terms.forEach((product, f) -> sum.merge(product, factor * f, Long::sum));
        return new Affine(sum, constant + factor * other.constant);
    }

    public Affine plus(long more) {
        return new Affine(terms, constant + more);
    }

    public Affine times(long factor) {
        var scaled = new LinkedHashMap<List<Value>, Long>();
        terms.forEach((product, f) -> scaled.put(product, factor * f));
        return new Affine(scaled, factor * constant);
    }

    public Affine times(Affine other) {
        var product = other.times(constant);
        for (var term : terms.entrySet()) {
            var partial = new LinkedHashMap<List<Value>, Long>();
            other.terms.forEach((atoms, f) -> partial.put(join(term.getKey(), atoms), f * term.getValue()));
            partial.merge(term.getKey(), other.constant * term.getValue(), Long::sum);
            product = product.plus(new Affine(partial, 0), 1);
        }
        return product;
    }

    /// The terms whose product has an atom that is such, without the constant.
    public Affine having(Predicate<Value> such) {
        var some = new LinkedHashMap<List<Value>, Long>();
        terms.forEach((product, factor) -> {
            if (product.stream().anyMatch(atom -> Children.any(atom, such))) {
                some.put(product, factor);
            }
        });
        return new Affine(some, 0);
    }

    /// As an expression: positive terms first, the constant last.
    public Value value() {
        var positive = new ArrayList<Value>();
        var negative = new ArrayList<Value>();
        terms.forEach((product, factor) -> (factor > 0 ? positive : negative).add(scaled(product, Math.abs(factor))));
        if (positive.isEmpty() && constant > 0) {
            return negative.stream().reduce(whole(constant), (a, b) -> apply(Op.SUBTRACT, a, b));
        }
        if (positive.isEmpty() && negative.isEmpty()) {
            return whole(constant);
        }
        var sum = positive.isEmpty()
                ? new Value.Apply(Kind.INT, Op.NEGATE, List.of(negative.removeFirst()))
                : positive.stream().reduce((a, b) -> apply(Op.ADD, a, b)).orElseThrow();
        Value all = sum;
        for (Value minus : negative) {
            all = apply(Op.SUBTRACT, all, minus);
        }
        return constant == 0 ? all : apply(constant > 0 ? Op.ADD : Op.SUBTRACT, all, whole(Math.abs(constant)));
    }

    private static Value scaled(List<Value> product, long factor) {
        var value = product.stream().reduce((a, b) -> apply(Op.MULTIPLY, a, b)).orElseThrow();
        return factor == 1 ? value : apply(Op.MULTIPLY, whole(factor), value);
    }

    private static List<Value> join(List<Value> left, List<Value> right) {
        var atoms = new ArrayList<>(left);
        atoms.addAll(right);
        atoms.sort(Comparator.comparing(Value::toString));
        return List.copyOf(atoms);
    }

    private static int rank(List<Value> product) {
        return product.stream().mapToInt(Affine::rank).min().orElse(9);
    }

    private static int rank(Value atom) {
        return switch (atom) {
            case Value.Ramp ramp -> rank(ramp.axis());
            case Value.Bound bound -> rank(bound.axis());
            case Value.Size _ -> 8;
            case Value.Parameter _ -> 7;
            case Value.Literal _, Value.Extreme _, Value.At _, Value.Other _, Value.Cell _ -> 6;
            case Value.Apply _, Value.Choose _, Value.FeatureSum _ -> 6;
        };
    }

    private static int rank(Axis axis) {
        return switch (axis) {
            case BATCH -> 0;
            case HEAD -> 1;
            case QUERY -> 2;
            case KEY, STEP -> 3;
            case FEATURE -> 4;
            case INNER, PAIR -> 5;
        };
    }

    private static Value apply(Op op, Value left, Value right) {
        return new Value.Apply(Kind.INT, op, List.of(left, right));
    }

    private static Value whole(long value) {
        return new Value.Literal(Kind.INT, value);
    }

    private static boolean isWhole(double value) {
        return Double.isFinite(value) && value == Math.rint(value);
    }
}
