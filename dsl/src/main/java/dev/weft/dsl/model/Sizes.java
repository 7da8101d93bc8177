package dev.weft.dsl.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Arithmetic on sizes. Two sizes are the same if their normal forms are equal.
public final class Sizes {
    private Sizes() {}

    /// The constant `value`.
    public static Term of(int value) {
        return new Term.Constant(Kind.INT, value);
    }

    /// The same size as a sum of products in a fixed order, so that `W + W` equals `2 * W`. Everything but +, -, * and
    /// constants is taken as an atom.
    public static Term normal(Term size) {
        return rebuild(polynomial(size));
    }

    private static Map<List<Term>, Long> polynomial(Term size) {
        return switch (size) {
            case Term.Constant(Kind kind, double value) when kind == Kind.INT -> Map.of(List.of(), (long) value);
            case Term.Apply(Type _, Op op, List<Term> arguments)
            when op == Op.ADD -> sum(polynomial(arguments.get(0)), polynomial(arguments.get(1)), 1);
            case Term.Apply(Type _, Op op, List<Term> arguments)
            when op == Op.SUBTRACT -> sum(polynomial(arguments.get(0)), polynomial(arguments.get(1)), -1);
            case Term.Apply(Type _, Op op, List<Term> arguments)
            when op == Op.NEGATE -> sum(Map.of(), polynomial(arguments.get(0)), -1);
            case Term.Apply(Type _, Op op, List<Term> arguments)
            when op == Op.MULTIPLY -> product(polynomial(arguments.get(0)), polynomial(arguments.get(1)));
            case Term atom -> Map.of(List.of(atom), 1L);
        };
    }

    private static Map<List<Term>, Long> sum(Map<List<Term>, Long> left, Map<List<Term>, Long> right, long sign) {
        Map<List<Term>, Long> sum = ordered();
        left.forEach((atoms, factor) -> sum.merge(atoms, factor, Long::sum));
        right.forEach((atoms, factor) -> sum.merge(atoms, sign * factor, Long::sum));
        return sum;
    }

    private static Map<List<Term>, Long> product(Map<List<Term>, Long> left, Map<List<Term>, Long> right) {
        var product = ordered();
        left.forEach((a, x) -> right.forEach((b, y) -> {
            var atoms = new java.util.ArrayList<>(a);
            atoms.addAll(b);
            atoms.sort(Comparator.comparing(Term::toString));
            product.merge(List.copyOf(atoms), x * y, Long::sum);
        }));
        return product;
    }

    /// Longest products first, constants last.
    private static Map<List<Term>, Long> ordered() {
        return new TreeMap<>(Comparator.<List<Term>>comparingInt(atoms -> -atoms.size())
                .thenComparing(atoms -> atoms.stream().map(Term::toString).collect(Collectors.joining("*"))));
    }

    private static Term rebuild(Map<List<Term>, Long> polynomial) {
        Term sum = null;
        for (var entry : polynomial.entrySet()) {
            if (entry.getValue() == 0) {
                continue;
            }
            Term product = null;
            for (Term atom : entry.getKey()) {
                product = product == null ? atom : apply(Op.MULTIPLY, product, atom);
            }
            if (product == null) {
                product = of(Math.toIntExact(entry.getValue()));
            } else if (entry.getValue() != 1) {
                product = apply(Op.MULTIPLY, of(Math.toIntExact(entry.getValue())), product);
            }
            sum = sum == null ? product : apply(Op.ADD, sum, product);
        }
        return sum == null ? of(0) : sum;
    }

    private static Term apply(Op op, Term left, Term right) {
        return new Term.Apply(Type.INT, op, List.of(left, right));
    }
}
