package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Prover;
import dev.weft.dsl.prove.Terms;

/// Proves that every index stays inside of its axis. An index that reads a table, or runs over keys whose
/// number a table says, is checked when the kernel runs instead.
final class Ranges {
    private final Site site;
    private final Bounds bounds;

    Ranges(Site site, Bounds bounds) {
        this.site = site;
        this.bounds = bounds;
    }

    /// Checks every element that `term` reads under what `prover` assumes; `over` assumes what holds for
    /// the keys that count, inside of `row @ x`.
    void check(Term term, Prover prover, Prover over, Span whole) {
        switch (term) {
            case Term.Element(var tensor, var at) -> {
                for (int axis = 0; axis < at.size(); axis++) {
                    check(at.get(axis), prover, over, whole);
                    index(
                            (Term.Element) term,
                            axis,
                            at.get(axis),
                            tensor.shape().get(axis),
                            prover,
                            whole);
                }
            }
            case Term.Choose(var _, var when, var then, var otherwise) -> {
                check(when, prover, over, whole);
                check(then, prover.assuming(when), over.assuming(when), whole);
                check(otherwise, prover.assuming(Terms.not(when)), over.assuming(Terms.not(when)), whole);
            }
            case Term.Apply(var _, var op, var sides)
            when op == Op.AND || op == Op.OR -> {
                // The right side is only looked at where the left has not settled the answer.
                var asked = op == Op.AND ? sides.getFirst() : Terms.not(sides.getFirst());
                check(sides.getFirst(), prover, over, whole);
                check(sides.getLast(), prover.assuming(asked), over.assuming(asked), whole);
            }
            case Term.OverKeys(var row, var vector) -> {
                switch (row) {
                    case Row.Softmax() -> {}
                    case Row.SoftmaxWithSink(var sink) -> check(sink, prover, over, whole);
                    case Row.Elementwise(var weight) -> check(weight, over, over, whole);
                }
                check(vector, over, over, whole);
            }
            case Term.Constant _, Term.Index _, Term.Size _, Term.Parameter _, Term.PairNumber _ -> {}
            case Term.Score _, Term.RowStatistic _, Term.Previous _, Term.Current _ -> {}
            case Term.Apply _, Term.Contract _, Term.Fold _, Term.Nearest _, Term.Rotate _ ->
                Terms.children(term).forEach(child -> check(child, prover, over, whole));
        }
    }

    private void index(Term.Element element, int axis, Term index, Term size, Prover prover, Span whole) {
        boolean byTable = Terms.reads(index) || (Terms.mentions(index, Axis.KEY) && bounds.keysFromTable());
        if (byTable) {
            return;
        }
        boolean low = prover.proves(Terms.compare(Op.LESS_EQUAL, Terms.integer(0), index));
        boolean high = prover.proves(Terms.compare(Op.LESS, index, size));
        if (low && high) {
            return;
        }
        Span span = site.origins().of(index, site.origins().of(element, whole));
        var tensor = element.tensor();
        String derived = bounds.range(index)
                .map(range -> "over all b, h, i and j it runs from " + range.low() + " to " + range.high())
                .orElse("no range is known for `" + Show.term(index) + "`");
        String wanted = low
                ? Show.term(index) + " < " + Show.term(size)
                : high ? "0 <= " + Show.term(index) : "0 <= " + Show.term(index) + " < " + Show.term(size);
        var diagnostic = Diagnostic.error(
                        Code.INDEX_RANGE,
                        "the index `" + Show.term(index) + "` may leave axis " + (axis + 1) + " of `" + tensor.name()
                                + "`, which has " + Show.term(size) + " elements",
                        span,
                        derived)
                .because(whole, "read here, where " + bounds.known());
        boolean fact = Terms.find(index, Term.Index.class::isInstance).isEmpty();
        site.report()
                .add(diagnostic
                        .help(
                                fact
                                        ? "state it: `where " + wanted + "`"
                                        : "choose by it: `if " + wanted + " then … else …`, or let `keep` imply it")
                        .help("or force it into the axis: `clamp(" + Show.term(index) + ", 0, " + Show.term(size)
                                + " - 1)`"));
    }
}
