package dev.weft.dsl.prove;

import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Questions that one asks about terms, and the terms one often needs.
public final class Terms {
    private Terms() {}

    /// The terms directly inside, in reading order.
    public static List<Term> children(Term term) {
        return switch (term) {
            case Term.Constant _, Term.Index _, Term.Size _, Term.Parameter _ -> List.of();
            case Term.PairNumber _, Term.Score _, Term.RowStatistic _ -> List.of();
            case Term.Previous _, Term.Current _ -> List.of();
            case Term.Element(var _, var at) -> at;
            case Term.Apply(var _, var _, var arguments) -> arguments;
            case Term.Choose(var _, var when, var then, var otherwise) -> List.of(when, then, otherwise);
            case Term.Contract(var _, var left, var right) -> List.of(left, right);
            case Term.Fold(var _, var vector) -> List.of(vector);
            case Term.Nearest(var vector, var codes) -> List.of(vector, codes);
            case Term.Rotate(var vector, var position, var rotation) ->
                List.of(vector, position, rotation.dims(), rotation.theta());
            case Term.OverKeys(var row, var vector) -> {
                var inside = new ArrayList<Term>();
                switch (row) {
                    case Row.Softmax() -> {}
                    case Row.SoftmaxWithSink(var sink) -> inside.add(sink);
                    case Row.Elementwise(var weight) -> inside.add(weight);
                }
                inside.add(vector);
                yield List.copyOf(inside);
            }
        };
    }

    /// `term` with everything directly inside changed; the same object where nothing changes. Rotations
    /// keep their angles, rows their weights.
    public static Term map(Term term, UnaryOperator<Term> change) {
        return switch (term) {
            case Term.Constant _, Term.Index _, Term.Size _, Term.Parameter _ -> term;
            case Term.PairNumber _, Term.Score _, Term.RowStatistic _ -> term;
            case Term.Previous _, Term.Current _ -> term;
            case Term.Element(var tensor, var at) -> {
                var changed = at.stream().map(change).toList();
                yield same(at, changed) ? term : new Term.Element(tensor, changed);
            }
            case Term.Apply(var type, var op, var arguments) -> {
                var changed = arguments.stream().map(change).toList();
                yield same(arguments, changed) ? term : new Term.Apply(type, op, changed);
            }
            case Term.Choose(var type, var when, var then, var otherwise) -> {
                var inside = List.of(when, then, otherwise);
                var changed = inside.stream().map(change).toList();
                yield same(inside, changed)
                        ? term
                        : new Term.Choose(type, changed.get(0), changed.get(1), changed.get(2));
            }
            case Term.Contract(var type, var left, var right) -> {
                var inside = List.of(left, right);
                var changed = inside.stream().map(change).toList();
                yield same(inside, changed) ? term : new Term.Contract(type, changed.get(0), changed.get(1));
            }
            case Term.Fold(var op, var vector) -> {
                var changed = change.apply(vector);
                yield same(List.of(vector), List.of(changed)) ? term : new Term.Fold(op, changed);
            }
            case Term.Nearest(var vector, var codes) -> {
                var inside = List.of(vector, codes);
                var changed = inside.stream().map(change).toList();
                yield same(inside, changed) ? term : new Term.Nearest(changed.get(0), changed.get(1));
            }
            case Term.Rotate(var vector, var position, var rotation) -> {
                var inside = List.of(vector, position);
                var changed = inside.stream().map(change).toList();
                yield same(inside, changed) ? term : new Term.Rotate(changed.get(0), changed.get(1), rotation);
            }
            case Term.OverKeys(var row, var vector) -> {
                var changed = change.apply(vector);
                yield same(List.of(vector), List.of(changed)) ? term : new Term.OverKeys(row, changed);
            }
        };
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean same(List<Term> before, List<Term> after) {
        for (int n = 0; n < before.size(); n++) {
            if (before.get(n) != after.get(n)) {
                return false;
            }
        }
        return true;
    }

    /// The first term at or inside `term` that `wanted` accepts, outermost first.
    public static Optional<Term> find(Term term, Predicate<Term> wanted) {
        if (wanted.test(term)) {
            return Optional.of(term);
        }
        for (Term child : children(term)) {
            var found = find(child, wanted);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// All different terms at or inside `term` that `wanted` accepts, in reading order.
    public static Set<Term> all(Term term, Predicate<Term> wanted) {
        var found = new LinkedHashSet<Term>();
        collect(term, wanted, found);
        return Collections.unmodifiableSet(found);
    }

    private static void collect(Term term, Predicate<Term> wanted, Set<Term> found) {
        if (wanted.test(term)) {
            found.add(term);
        }
        children(term).forEach(child -> collect(child, wanted, found));
    }

    /// Whether `wanted` accepts `term` or anything inside.
    public static boolean any(Term term, Predicate<Term> wanted) {
        return find(term, wanted).isPresent();
    }

    /// Whether the value may change with the index `axis`.
    public static boolean mentions(Term term, Axis axis) {
        return any(term, part -> part instanceof Term.Index(Axis used) && used == axis);
    }

    /// Whether `term` itself, whatever is inside, changes from element to element, from row to row or
    /// from step to step; if not, dims, params and constants settle it.
    public static boolean varies(Term term) {
        return switch (term) {
            case Term.Index _, Term.Element _, Term.Previous _, Term.Current _ -> true;
            case Term.Score _, Term.OverKeys _, Term.RowStatistic _ -> true;
            case Term.Constant _, Term.Size _, Term.Parameter _, Term.PairNumber _ -> false;
            case Term.Apply _, Term.Choose _, Term.Contract _, Term.Fold _, Term.Nearest _, Term.Rotate _ -> false;
        };
    }

    /// Whether an element of a tensor is read.
    public static boolean reads(Term term) {
        return any(term, Term.Element.class::isInstance);
    }

    /// The constant `value`.
    public static Term integer(long value) {
        return new Term.Constant(Kind.INT, value);
    }

    /// The constant `value`.
    public static Term real(double value) {
        return new Term.Constant(Kind.REAL, value);
    }

    /// `true` or `false`.
    public static Term truth(boolean value) {
        return new Term.Constant(Kind.BOOL, value ? 1 : 0);
    }

    /// `left op right` of integers.
    public static Term integers(Op op, Term left, Term right) {
        return new Term.Apply(Type.INT, op, List.of(left, right));
    }

    /// A comparison.
    public static Term compare(Op op, Term left, Term right) {
        return new Term.Apply(Type.BOOL, op, List.of(left, right));
    }

    /// `left and right`; a `true` on either side vanishes.
    public static Term and(Term left, Term right) {
        if (left.equals(truth(true))) {
            return right;
        }
        if (right.equals(truth(true))) {
            return left;
        }
        return new Term.Apply(Type.BOOL, Op.AND, List.of(left, right));
    }

    /// `not term`.
    public static Term not(Term term) {
        return new Term.Apply(Type.BOOL, Op.NOT, List.of(term));
    }

    /// The conditions that `term` joins by `and`, in order.
    public static List<Term> conjuncts(Term term) {
        if (term instanceof Term.Apply(var _, Op op, var arguments) && op == Op.AND) {
            var all = new ArrayList<Term>();
            arguments.forEach(argument -> all.addAll(conjuncts(argument)));
            return List.copyOf(all);
        }
        return List.of(term);
    }
}
