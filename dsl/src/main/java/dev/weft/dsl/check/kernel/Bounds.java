package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Fact;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Prover;
import dev.weft.dsl.prove.Terms;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How far the four indices run, and what may be assumed of them.
final class Bounds {
    private final Map<Axis, Term> counts;
    private final List<Term> facts;
    private final Term exists;
    private final Term keep;

    /// Indices that are known to end.
    private final Set<Axis> ending;

    Bounds(Map<Axis, Term> counts, List<Fact> facts, Term exists, Term keep) {
        this(
                counts,
                facts.stream()
                        .flatMap(fact -> Terms.conjuncts(fact.condition()).stream())
                        .toList(),
                exists,
                keep,
                Set.of(Axis.values()));
    }

    private Bounds(Map<Axis, Term> counts, List<Term> facts, Term exists, Term keep, Set<Axis> ending) {
        this.counts = new EnumMap<>(counts);
        this.facts = List.copyOf(facts);
        this.exists = exists;
        this.keep = keep;
        this.ending = Set.copyOf(ending);
    }

    /// The same as if queries and keys never ended: without what limits their number. What is proved so
    /// holds all the more.
    Bounds unlimited() {
        var endless = new EnumMap<>(counts);
        endless.keySet().removeIf(axis -> Sizes.normal(count(axis)) instanceof Term.Constant);
        return new Bounds(
                counts, facts.stream().filter(fact -> !limits(fact)).toList(), exists, keep, endless.keySet());
    }

    /// Whether it says that queries or keys are at most something that does not grow with them.
    private boolean limits(Term fact) {
        return fact instanceof Term.Apply(var _, var op, var x)
                && switch (op) {
                    case LESS, LESS_EQUAL -> counts(x.get(0)) && !counts(x.get(1));
                    case EQUAL -> counts(x.get(0)) != counts(x.get(1));
                    default -> false;
                };
    }

    /// Whether it grows with the number of queries or of keys.
    private boolean counts(Term term) {
        return Terms.any(
                term,
                part -> part instanceof Term.Size
                        && (Terms.any(count(Axis.QUERY), part::equals) || Terms.any(count(Axis.KEY), part::equals)));
    }

    /// What holds for every b, h and i.
    Prover rows() {
        var known = new ArrayList<>(facts);
        List.of(Axis.BATCH, Axis.HEAD, Axis.QUERY).forEach(axis -> known.addAll(inside(axis)));
        return Prover.of(known);
    }

    /// What holds for every pair of a query and a key.
    Prover pairs() {
        return inside(Axis.KEY).stream().reduce(rows(), Prover::assuming, (one, _) -> one);
    }

    /// What holds for every pair whose key exists.
    Prover existing() {
        return pairs().assuming(exists);
    }

    /// What holds for every pair that counts.
    Prover kept() {
        return existing().assuming(keep);
    }

    private List<Term> inside(Axis axis) {
        return ending.contains(axis) ? List.of(Terms.compare(Op.LESS, new Term.Index(axis), count(axis))) : List.of();
    }

    private Term count(Axis axis) {
        return counts.getOrDefault(axis, Sizes.of(1));
    }

    /// Whether a table says how many keys there are.
    boolean keysFromTable() {
        return Terms.reads(count(Axis.KEY));
    }

    /// What is assumed, in words.
    String known() {
        var parts = new ArrayList<String>();
        for (Axis axis : Family.ATTENTION.axes()) {
            parts.add(axis.letter() + " < " + Show.term(count(axis)));
        }
        return String.join(", ", parts) + (keep.equals(Terms.truth(true)) ? "" : " and `keep` holds");
    }

    /// The least and greatest value of `index` over all indices, each taken by itself, as text.
    Optional<Range> range(Term index) {
        return ends(index).map(ends -> new Range(Show.size(ends.low()), Show.size(ends.high())));
    }

    private Optional<Ends> ends(Term term) {
        return switch (term) {
            case Term.Constant constant -> Optional.of(new Ends(constant, constant));
            case Term.Size size -> Optional.of(new Ends(size, size));
            case Term.Parameter parameter -> Optional.of(new Ends(parameter, parameter));
            case Term.Index(var axis) -> Optional.of(new Ends(Sizes.of(0), less(count(axis), Sizes.of(1))));
            case Term.Apply(var _, var op, var x)
            when op == Op.ADD || op == Op.SUBTRACT ->
                ends(x.get(0))
                        .flatMap(left -> ends(x.get(1))
                                .map(right -> op == Op.ADD
                                        ? new Ends(plus(left.low(), right.low()), plus(left.high(), right.high()))
                                        : new Ends(less(left.low(), right.high()), less(left.high(), right.low()))));
            case Term.Apply(var _, var op, var x)
            when op == Op.MULTIPLY && x.get(0) instanceof Term.Constant(var _, var factor) && factor >= 0 ->
                ends(x.get(1)).map(inside -> new Ends(times(x.get(0), inside.low()), times(x.get(0), inside.high())));
            case Term.Apply(var _, var op, var x)
            when op == Op.MULTIPLY && x.get(1) instanceof Term.Constant(var _, var factor) && factor >= 0 ->
                ends(x.get(0)).map(inside -> new Ends(times(x.get(1), inside.low()), times(x.get(1), inside.high())));
            case Term.Apply _, Term.Choose _, Term.Element _, Term.Contract _, Term.Fold _ -> Optional.empty();
            case Term.Rotate _, Term.PairNumber _, Term.Score _, Term.OverKeys _ -> Optional.empty();
            case Term.RowStatistic _, Term.Previous _, Term.Current _ -> Optional.empty();
            case Term.Nearest(var _, var codes) ->
                codes.type() instanceof Type.Matrix(var _, var rows, var _)
                        ? Optional.of(new Ends(Sizes.of(0), less(rows, Sizes.of(1))))
                        : Optional.empty();
        };
    }

    private static Term plus(Term left, Term right) {
        return Terms.integers(Op.ADD, left, right);
    }

    private static Term less(Term left, Term right) {
        return Terms.integers(Op.SUBTRACT, left, right);
    }

    private static Term times(Term left, Term right) {
        return Terms.integers(Op.MULTIPLY, left, right);
    }

    private record Ends(Term low, Term high) {}

    /// From where to where, both inclusive.
    record Range(String low, String high) {}
}
