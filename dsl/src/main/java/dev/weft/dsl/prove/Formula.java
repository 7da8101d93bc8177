package dev.weft.dsl.prove;

import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import java.util.List;
import java.util.Optional;

/// A condition on integers, without negations. What is not about integers says nothing: it is [#NOTHING].
sealed interface Formula {
    /// `polynomial >= 0`
    record AtLeastZero(Polynomial polynomial) implements Formula {}

    /// All of them hold; of none, nothing is said.
    record All(List<Formula> parts) implements Formula {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /// One of them holds; of none, it is impossible.
    record Any(List<Formula> parts) implements Formula {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    Formula NOTHING = new All(List.of());
    Formula IMPOSSIBLE = new Any(List.of());

    /// What is known if the BOOL scalar `condition` is `value`.
    static Formula of(Term condition, boolean value) {
        return switch (condition) {
            case Term.Constant(var _, var constant) -> (constant != 0) == value ? NOTHING : IMPOSSIBLE;
            case Term.Choose(var _, var when, var then, var otherwise) ->
                new Any(List.of(
                        new All(List.of(of(when, true), of(then, value))),
                        new All(List.of(of(when, false), of(otherwise, value)))));
            case Term.Apply(var _, var op, var x) -> apply(op, x, value);
            case Term.Element _, Term.Parameter _ -> NOTHING;
            case Term.Index _, Term.Size _, Term.PairNumber _, Term.Nearest _ -> NOTHING;
            case Term.Score _, Term.Previous _, Term.Current _ -> NOTHING;
            case Term.Contract _, Term.Fold _, Term.Rotate _, Term.OverKeys _, Term.RowStatistic _ -> NOTHING;
        };
    }

    private static Formula apply(Op op, List<Term> x, boolean value) {
        if (op == Op.NOT) {
            return of(x.getFirst(), !value);
        }
        if (op == Op.AND || op == Op.OR) {
            var parts = x.stream().map(part -> of(part, value)).toList();
            return (op == Op.AND) == value ? new All(parts) : new Any(parts);
        }
        var left = integer(x.getFirst());
        var right = x.size() > 1 ? integer(x.get(1)) : Optional.<Polynomial>empty();
        if (left.isEmpty() || right.isEmpty()) {
            return NOTHING;
        }
        var difference = right.get().minus(left.get());
        var reverse = left.get().minus(right.get());
        var one = Polynomial.constant(1);
        Formula less = new AtLeastZero(difference.minus(one));
        Formula atMost = new AtLeastZero(difference);
        Formula greater = new AtLeastZero(reverse.minus(one));
        Formula atLeast = new AtLeastZero(reverse);
        if (op == Op.LESS) {
            return value ? less : atLeast;
        }
        if (op == Op.LESS_EQUAL) {
            return value ? atMost : greater;
        }
        if (op == Op.EQUAL || op == Op.NOT_EQUAL) {
            return (op == Op.EQUAL) == value ? new All(List.of(atMost, atLeast)) : new Any(List.of(less, greater));
        }
        return NOTHING;
    }

    /// `left == right` for integers.
    static Formula equal(Polynomial left, Polynomial right) {
        return new All(List.of(new AtLeastZero(left.minus(right)), new AtLeastZero(right.minus(left))));
    }

    /// An integer, or an integer that was converted to a real.
    private static Optional<Polynomial> integer(Term term) {
        if (term.type().kind() == Kind.INT) {
            return Optional.of(Polynomial.of(term));
        }
        if (term instanceof Term.Apply(var _, var op, var x) && op == Op.TO_REAL) {
            return Optional.of(Polynomial.of(x.getFirst()));
        }
        if (term instanceof Term.Constant(var kind, var value)
                && kind == Kind.REAL
                && value == Math.rint(value)
                && Math.abs(value) < 1L << 52) {
            return Optional.of(Polynomial.constant((long) value));
        }
        return Optional.empty();
    }
}
