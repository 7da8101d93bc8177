package dev.weft.dsl.prove;

import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Direction;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Where far keys end: all `j < first` are far from query i, or all `first <= j`.
///
/// @param direction on which side of the border far keys lie
/// @param first INT over i, dims, params and labels of i (see
///     [dev.weft.dsl.model.Algorithm.Codes]); it never
///     falls from one query to the next of the same labels
/// @param far BOOL over i and j: that a key is far, in the words of the condition that the border comes
///     from
/// @param near that condition, or the one whose opposite it is; what holds of near keys
public record Border(Direction direction, Term first, Term far, Term near) {
    private static final Term KEY = new Term.Index(Axis.KEY);
    private static final Term QUERY = new Term.Index(Axis.QUERY);

    /// The borders that the comparisons in `term` draw: `i - j <= M`, `abs(i - j) < w`,
    /// `i div W - j div W <= 1`, the same counted from the start of a document,
    /// `(i - s[b, i]) div W - (j - s[b, i]) div W <= 1`, and the like.
    ///
    /// @param code a term that is left alone
    /// @param known what holds of all pairs
    public static List<Border> in(Term term, Term code, Prover known) {
        Set<Term> comparisons = new LinkedHashSet<>();
        collect(new Deciding(known, code).of(term), comparisons);
        var found = new ArrayList<Border>();
        for (Term comparison : comparisons) {
            var x = ((Term.Apply) comparison).arguments();
            var op = ((Term.Apply) comparison).op();
            // `a <= b` is `b - a >= 0`, `a < b` is `b - a - 1 >= 0`; the opposite of `p >= 0` is `-p - 1 >= 0`.
            var slack = Terms.integers(Op.SUBTRACT, x.get(1), x.get(0));
            var holds = op == Op.LESS ? Terms.integers(Op.SUBTRACT, slack, Terms.integer(1)) : slack;
            var opposite = Terms.integers(Op.SUBTRACT, Terms.integer(-1), holds);
            for (Term key : keys(comparison)) {
                add(found, holds, key, comparison, known);
                add(found, opposite, key, Terms.not(comparison), known);
            }
        }
        return List.copyOf(found);
    }

    /// All keys are far.
    public static Border beyond(Term keys) {
        return new Border(Direction.BEFORE, keys, Terms.compare(Op.LESS, KEY, keys), Terms.truth(false));
    }

    /// `min(a, b)` and `max(a, b)` ask whether `a <= b`.
    private static void collect(Term term, Set<Term> found) {
        if (term instanceof Term.Apply(var type, Op op, var x)
                && (op == Op.MIN || op == Op.MAX)
                && type.equals(Type.INT)
                && Terms.mentions(term, Axis.KEY)) {
            add(Terms.compare(Op.LESS_EQUAL, x.get(0), x.get(1)), found);
        }
        if (term instanceof Term.Apply(var _, Op op, var x)
                && (op == Op.LESS || op == Op.LESS_EQUAL)
                && x.stream().allMatch(side -> side.type().equals(Type.INT))
                && Terms.mentions(term, Axis.KEY)) {
            add(term, found);
        }
        Terms.children(term).forEach(child -> collect(child, found));
    }

    /// `abs(a) <= b` asks whether both `a <= b` and `-a <= b`.
    private static void add(Term comparison, Set<Term> found) {
        found.add(comparison);
        Terms.find(comparison, Border::isDistance).ifPresent(distance -> {
            Term inside = ((Term.Apply) distance).arguments().getFirst();
            add(replaced(comparison, distance, inside), found);
            add(replaced(comparison, distance, Terms.integers(Op.SUBTRACT, Terms.integer(0), inside)), found);
        });
    }

    private static boolean isDistance(Term term) {
        return term instanceof Term.Apply(var type, Op op, var _)
                && op == Op.ABS
                && type.equals(Type.INT)
                && Terms.mentions(term, Axis.KEY);
    }

    private static Term replaced(Term term, Term part, Term by) {
        return term.equals(part) ? by : Terms.map(term, child -> replaced(child, part, by));
    }

    /// `j`, and every `(j - s) div w` in the comparison.
    private static Set<Term> keys(Term comparison) {
        Set<Term> keys = new LinkedHashSet<>(Set.of(KEY));
        collectKeys(comparison, keys);
        return keys;
    }

    private static void collectKeys(Term term, Set<Term> keys) {
        if (term instanceof Term.Apply(var _, Op op, var x)
                && op == Op.DIV
                && plain(offset(x.get(0)))
                && !Terms.mentions(x.get(1), Axis.KEY)) {
            keys.add(term);
        }
        Terms.children(term).forEach(child -> collectKeys(child, keys));
    }

    /// What is added to j in a term that counts keys; anything that is not plain where it does not.
    private static Term offset(Term term) {
        return Sizes.normal(Terms.integers(Op.SUBTRACT, term, KEY));
    }

    /// Whether it depends on nothing but i, its labels, dims and params.
    private static boolean plain(Term term) {
        Term rest = Labels.without(term);
        return !Terms.reads(rest)
                && List.of(Axis.KEY, Axis.HEAD, Axis.BATCH, Axis.STEP).stream()
                        .noneMatch(axis -> Terms.mentions(rest, axis));
    }

    /// Near where `key + rest >= 0`, so far where `key < -rest`; or near where `rest - key >= 0`, so far where
    /// `rest + 1 <= key`.
    private static void add(List<Border> found, Term near, Term key, Term condition, Prover known) {
        Term before = Sizes.normal(Terms.integers(Op.SUBTRACT, near, key));
        Term after = Sizes.normal(Terms.integers(Op.ADD, near, key));
        if (plain(before)) {
            Term end = Sizes.normal(Terms.integers(Op.SUBTRACT, Terms.integer(0), before));
            add(found, Direction.BEFORE, end, key, condition, known);
        } else if (plain(after)) {
            Term end = Sizes.normal(Terms.integers(Op.ADD, after, Terms.integer(1)));
            add(found, Direction.AFTER, end, key, condition, known);
        }
    }

    /// Far where `key < end`, or where `end <= key`.
    private static void add(List<Border> found, Direction direction, Term end, Term key, Term condition, Prover known) {
        Term first = key instanceof Term.Apply(var _, var _, var x)
                ? Sizes.normal(
                        Terms.integers(Op.SUBTRACT, Terms.integers(Op.MULTIPLY, end, x.get(1)), offset(x.get(0))))
                : end;
        Term next = at(first, Terms.integers(Op.ADD, QUERY, Terms.integer(1)));
        if (known.proves(Terms.compare(Op.LESS_EQUAL, first, next))) {
            Term far = Terms.and(beyond(direction, key, end), beyond(direction, KEY, first));
            found.add(new Border(direction, first, far, condition));
        }
    }

    private static Term beyond(Direction direction, Term key, Term end) {
        return switch (direction) {
            case BEFORE -> Terms.compare(Op.LESS, key, end);
            case AFTER -> Terms.compare(Op.LESS_EQUAL, end, key);
        };
    }

    /// `term` at another query of the same labels.
    private static Term at(Term term, Term query) {
        if (Labels.isLabel(term)) {
            return term;
        }
        return term.equals(QUERY) ? query : Terms.map(term, child -> at(child, query));
    }
}
