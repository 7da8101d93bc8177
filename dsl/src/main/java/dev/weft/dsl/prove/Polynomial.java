package dev.weft.dsl.prove;

import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A sum of products of integer atoms with integer factors; the constant stands under the empty product.
///
/// Arithmetic throws [ArithmeticException] where factors leave the range of long; a proof then fails.
record Polynomial(Map<List<Term>, Long> factors) {
    static final Polynomial ZERO = new Polynomial(Map.of());

    Polynomial {
        var present = new LinkedHashMap<>(factors);
        present.values().removeIf(factor -> factor == 0);
        factors = Collections.unmodifiableMap(present);
    }

    static Polynomial constant(long value) {
        return new Polynomial(Map.of(List.of(), value));
    }

    static Polynomial atom(Term atom) {
        return new Polynomial(Map.of(List.of(atom), 1L));
    }

    /// An INT scalar. What is neither `+ - *` nor `mod` is an atom; `a mod c` is `a - c * (a div c)`.
    static Polynomial of(Term term) {
        return switch (term) {
            case Term.Constant(var kind, var value) when kind == Kind.INT -> constant((long) value);
            case Term.Apply(var _, Op op, var x)
            when op == Op.ADD -> of(x.get(0)).plus(of(x.get(1)));
            case Term.Apply(var _, Op op, var x)
            when op == Op.SUBTRACT -> of(x.get(0)).minus(of(x.get(1)));
            case Term.Apply(var _, Op op, var x) when op == Op.NEGATE -> ZERO.minus(of(x.get(0)));
            case Term.Apply(var _, Op op, var x)
            when op == Op.MULTIPLY -> of(x.get(0)).times(of(x.get(1)));
            case Term.Apply(var _, Op op, var x) when op == Op.DIV -> quotient(x.get(0), x.get(1));
            case Term.Apply(var _, Op op, var x)
            when op == Op.MOD -> of(x.get(0)).minus(of(x.get(1)).times(quotient(x.get(0), x.get(1))));
            case Term atom -> atom(atom);
        };
    }

    private static Polynomial quotient(Term left, Term right) {
        Term quotient = new Term.Apply(Type.INT, Op.DIV, List.of(left, right));
        return Folding.constant(quotient)
                .map(value -> constant((long) value.value()))
                .orElseGet(() -> atom(quotient));
    }

    Polynomial plus(Polynomial other) {
        return combine(1, other, 1);
    }

    Polynomial minus(Polynomial other) {
        return combine(1, other, -1);
    }

    /// `mine * this + theirs * other`
    Polynomial combine(long mine, Polynomial other, long theirs) {
        var sum = new LinkedHashMap<List<Term>, Long>();
        factors.forEach((atoms, factor) -> sum.put(atoms, Math.multiplyExact(factor, mine)));
        other.factors.forEach((atoms, factor) -> sum.merge(atoms, Math.multiplyExact(factor, theirs), Math::addExact));
        return new Polynomial(sum);
    }

    Polynomial times(Polynomial other) {
        var product = new LinkedHashMap<List<Term>, Long>();
        factors.forEach((a, x) -> other.factors.forEach((b, y) -> {
            var atoms = new ArrayList<>(a);
            atoms.addAll(b);
            atoms.sort(Comparator.comparing(Term::toString));
            product.merge(List.copyOf(atoms), Math.multiplyExact(x, y), Math::addExact);
        }));
        return new Polynomial(product);
    }

    long constant() {
        return factors.getOrDefault(List.of(), 0L);
    }

    /// The products that occur, without the constant's empty one.
    Set<List<Term>> products() {
        var products = new LinkedHashSet<>(factors.keySet());
        products.remove(List.of());
        return products;
    }

    long factor(List<Term> product) {
        return factors.getOrDefault(product, 0L);
    }

    /// `this >= 0` in lowest terms: factors without common divisor, the constant rounded down, which integers allow.
    Polynomial tightened() {
        long common = 0;
        for (List<Term> product : products()) {
            common = gcd(common, Math.abs(factor(product)));
        }
        if (common <= 1) {
            return this;
        }
        var lower = new LinkedHashMap<List<Term>, Long>();
        for (var entry : factors.entrySet()) {
            lower.put(entry.getKey(), Math.floorDiv(entry.getValue(), common));
        }
        return new Polynomial(lower);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
