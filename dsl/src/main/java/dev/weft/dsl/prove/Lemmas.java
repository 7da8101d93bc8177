package dev.weft.dsl.prove;

import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What holds of the atoms in inequalities by their own nature: `0 <= a mod c < c`, `min(a, b) <= a`, …
final class Lemmas {
    private static final int MOST_ATOMS = 60;
    private static final int MOST_PRODUCTS = 60;
    private static final int DEEPEST = 2;

    private final List<Polynomial> given;
    private final List<Polynomial> known = new ArrayList<>();
    private final List<Formula.Any> choices = new ArrayList<>();
    private final Set<Term> atoms = new LinkedHashSet<>();
    private final Deque<Term> waiting = new ArrayDeque<>();
    private final int depth;

    private Lemmas(List<Polynomial> given, int depth) {
        this.given = given;
        this.depth = depth;
    }

    /// What holds of the atoms in `given`, each `polynomial >= 0`.
    static Lemmas about(List<Polynomial> given, int depth) {
        var lemmas = new Lemmas(given, depth);
        given.forEach(lemmas::meet);
        while (!lemmas.waiting.isEmpty()) {
            lemmas.atom(lemmas.waiting.pop());
        }
        lemmas.multiply();
        return lemmas;
    }

    /// The given inequalities and the lemmas.
    List<Polynomial> all() {
        var all = new ArrayList<>(given);
        all.addAll(known);
        return all;
    }

    /// Where one of several things must hold, such as `min(a, b)` being a or b.
    List<Formula.Any> choices() {
        return choices;
    }

    private void meet(Polynomial polynomial) {
        for (List<Term> product : polynomial.products()) {
            for (Term atom : product) {
                if (atoms.size() < MOST_ATOMS && atoms.add(atom)) {
                    waiting.add(atom);
                }
            }
        }
    }

    private void atLeastZero(Polynomial polynomial) {
        known.add(polynomial);
        meet(polynomial);
    }

    private void atMost(Polynomial left, Polynomial right) {
        atLeastZero(right.minus(left));
    }

    private void oneOf(Formula... parts) {
        choices.add(new Formula.Any(List.of(parts)));
    }

    private void atom(Term atom) {
        var itself = Polynomial.atom(atom);
        if (Signs.neverNegative(atom)) {
            atLeastZero(itself);
        }
        if (atom instanceof Term.Size(Dim.Specialised(var _, var values))) {
            long least = values.stream().mapToLong(Integer::longValue).min().orElse(0);
            long most = values.stream().mapToLong(Integer::longValue).max().orElse(Integer.MAX_VALUE);
            atMost(Polynomial.constant(least), itself);
            atMost(itself, Polynomial.constant(most));
        }
        if (atom instanceof Term.Nearest(var _, var codes)
                && codes.type() instanceof Type.Matrix(var _, var rows, var _)) {
            atMost(itself, Polynomial.of(rows).minus(Polynomial.constant(1)));
        }
        if (atom instanceof Term.Choose(var _, var when, var then, var otherwise)) {
            oneOf(
                    new Formula.All(List.of(Formula.of(when, true), Formula.equal(itself, Polynomial.of(then)))),
                    new Formula.All(List.of(Formula.of(when, false), Formula.equal(itself, Polynomial.of(otherwise)))));
        }
        if (atom instanceof Term.Apply(var _, var op, var x) && atom.type().equals(Type.INT)) {
            apply(op, x, itself);
        }
    }

    private void apply(Op op, List<Term> x, Polynomial itself) {
        switch (op) {
            case DIV -> quotient(Polynomial.of(x.get(0)), x.get(1), itself);
            case MIN -> extreme(x, itself, 1);
            case MAX -> extreme(x, itself, -1);
            case ABS -> absolute(Polynomial.of(x.getFirst()), itself);
            case SIGN -> {
                atMost(itself, Polynomial.constant(1));
                atMost(Polynomial.constant(-1), itself);
            }
            // `+ - * mod` are no atoms; the others give no integer, or one of which nothing is known.
            case NEGATE, ADD, SUBTRACT, MULTIPLY, MOD, TO_REAL, DIVIDE, POWER, FLOOR, CEIL, ROUND -> {}
            case EXP, EXP2, LOG, LOG2, SQRT, RSQRT, SIN, COS, TANH, SIGMOID, RELU, SILU, GELU, SOFTPLUS, ERF -> {}
            case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT -> {}
        }
    }

    /// `sign` is 1 for the least of two, -1 for the greatest.
    private void extreme(List<Term> x, Polynomial itself, long sign) {
        var left = Polynomial.ZERO.combine(1, Polynomial.of(x.get(0)).minus(itself), sign);
        var right = Polynomial.ZERO.combine(1, Polynomial.of(x.get(1)).minus(itself), sign);
        atLeastZero(left);
        atLeastZero(right);
        oneOf(
                new Formula.AtLeastZero(Polynomial.ZERO.minus(left)),
                new Formula.AtLeastZero(Polynomial.ZERO.minus(right)));
    }

    private void absolute(Polynomial inside, Polynomial itself) {
        var turned = Polynomial.ZERO.minus(inside);
        atMost(inside, itself);
        atMost(turned, itself);
        oneOf(new Formula.AtLeastZero(inside.minus(itself)), new Formula.AtLeastZero(turned.minus(itself)));
    }

    /// `d * q <= a <= d * q + d - 1` for a divisor `d` that is positive.
    private void quotient(Polynomial dividend, Term divisor, Polynomial itself) {
        if (!positive(divisor)) {
            return;
        }
        var by = Polynomial.of(divisor);
        var product = by.times(itself);
        var one = Polynomial.constant(1);
        atMost(one, by);
        atMost(product, dividend);
        atMost(dividend, product.plus(by).minus(one));
    }

    /// A divisor is not 0, so that not negative is positive.
    private boolean positive(Term divisor) {
        if (Signs.neverNegative(divisor)) {
            return true;
        }
        if (depth >= DEEPEST) {
            return false;
        }
        var asked = new ArrayList<Formula>();
        asked.add(new Formula.AtLeastZero(Polynomial.constant(-1).minus(Polynomial.of(divisor))));
        given.forEach(polynomial -> asked.add(new Formula.AtLeastZero(polynomial)));
        return Search.impossible(asked, depth + 1);
    }

    /// Where `a * b` occurs and b is not negative, `p >= 0` with an `a` in it gives `p * b >= 0`.
    private void multiply() {
        var pairs = new LinkedHashSet<List<Term>>();
        for (Polynomial polynomial : all()) {
            polynomial.products().stream()
                    .filter(product -> product.size() == 2)
                    .forEach(pairs::add);
        }
        var multiplied = new LinkedHashSet<Polynomial>();
        for (Polynomial polynomial : all()) {
            if (polynomial.products().stream().anyMatch(product -> product.size() > 1)) {
                continue;
            }
            for (List<Term> pair : pairs) {
                for (int side = 0; side < 2; side++) {
                    boolean meets = polynomial.factor(List.of(pair.get(side))) != 0;
                    if (meets && multiplied.size() < MOST_PRODUCTS && Signs.neverNegative(pair.get(1 - side))) {
                        multiplied.add(polynomial.times(Polynomial.atom(pair.get(1 - side))));
                    }
                }
            }
        }
        known.addAll(multiplied);
    }
}
