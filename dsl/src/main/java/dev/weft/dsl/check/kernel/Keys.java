package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.types.Shapes;
import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Prover;
import dev.weft.dsl.prove.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which keys there are.
///
/// @param count how many values `j` has
/// @param exists which of them exist
record Keys(Term count, Term exists) {
    private static final Term KEY = new Term.Index(Axis.KEY);

    /// Settles it from the `j` axes and the `for` clauses of keys and values; empty, with a report, if they do not say.
    static Optional<Keys> of(Declarations declarations, Prover facts, Site site) {
        var tensors = new ArrayList<>(declarations.tensors(Tensor.Role.KEY));
        tensors.addAll(declarations.tensors(Tensor.Role.VALUE));
        if (tensors.isEmpty()) {
            if (site.report().errors() == 0) {
                site.report()
                        .error(
                                Code.NO_KEYS,
                                "attention `" + site.kernel().name().text() + "` has neither key nor value",
                                site.kernel().name().span(),
                                "nothing says how many keys there are",
                                "declare one: `key k : f32[B, H, M, D]`");
            }
            return Optional.empty();
        }
        var existence = existence(tensors, site);
        if (existence.isEmpty()) {
            return Optional.empty();
        }
        Term exists = existence.get();
        Optional<Tensors.Declared> first = Optional.empty();
        Optional<Term> count = Optional.empty();
        for (Tensors.Declared declared : tensors) {
            int axis = declared.tensor().at().indexOf(KEY);
            if (axis < 0) {
                continue;
            }
            Term size = declared.tensor().shape().get(axis);
            if (count.isEmpty()) {
                first = Optional.of(declared);
                count = Optional.of(size);
            } else if (!Shapes.same(size, count.get()) && !facts.proves(Terms.compare(Op.EQUAL, size, count.get()))) {
                differ(first.orElse(declared), count.get(), declared, size, site);
                return Optional.empty();
            }
        }
        if (count.isEmpty()) {
            count = bound(exists);
        }
        if (count.isEmpty()) {
            var hidden = tensors.getFirst();
            site.report()
                    .error(
                            Code.KEYS_UNBOUNDED,
                            "nothing says how many keys there are: `at` hides the axis of `j`",
                            hidden.item().at().isEmpty()
                                    ? hidden.name().span()
                                    : hidden.item().at().getFirst().span(),
                            "no axis is indexed by `j` alone",
                            "add a bound, such as `for j < length[b]`");
        }
        return count.map(keys -> new Keys(keys, exists));
    }

    private static Optional<Term> existence(List<Tensors.Declared> tensors, Site site) {
        Term exists = Terms.truth(true);
        boolean wrong = false;
        var seen = new ArrayList<Object>();
        for (Tensors.Declared declared : tensors) {
            for (var written : declared.item().existence()) {
                if (seen.contains(written)) {
                    continue;
                }
                seen.add(written);
                var condition = site.typing(declared.home())
                        .truth(written, "the condition of `for`")
                        .filter(term -> ofKeys(term, written.span(), site));
                wrong |= condition.isEmpty();
                exists = Terms.and(exists, condition.orElse(Terms.truth(true)));
            }
        }
        return wrong ? Optional.empty() : Optional.of(exists);
    }

    private static boolean ofKeys(Term term, Span span, Site site) {
        var foreign = Terms.find(
                term,
                part -> part.equals(new Term.Index(Axis.QUERY))
                        || part instanceof Term.Score
                        || part instanceof Term.OverKeys
                        || part instanceof Term.RowStatistic
                        || (part instanceof Term.Element(var tensor, var _) && tensor.role() != Tensor.Role.TABLE));
        foreign.ifPresent(part -> site.report()
                .error(
                        Code.FOR_CONDITION,
                        "`for` says which keys exist and cannot depend on `" + Show.term(part) + "`",
                        site.origins().of(part, span),
                        "may use b, h, j, tables, params and dims",
                        "what depends on the query belongs into `keep`"));
        return foreign.isEmpty();
    }

    /// The least upper bound that the conditions `j < e` and `j <= e` give.
    private static Optional<Term> bound(Term exists) {
        Optional<Term> least = Optional.empty();
        for (Term condition : Terms.conjuncts(exists)) {
            var next = upper(condition);
            if (next.isPresent()) {
                Term bound = next.get();
                least = Optional.of(
                        least.map(known -> Terms.integers(Op.MIN, known, bound)).orElse(bound));
            }
        }
        return least;
    }

    private static Optional<Term> upper(Term condition) {
        if (!(condition instanceof Term.Apply(var _, var op, var sides))
                || (op != Op.LESS && op != Op.LESS_EQUAL)
                || !sides.getFirst().equals(KEY)
                || !sides.getLast().type().equals(Type.INT)
                || Terms.mentions(sides.getLast(), Axis.KEY)) {
            return Optional.empty();
        }
        Term bound = sides.getLast();
        return Optional.of(op == Op.LESS ? bound : Terms.integers(Op.ADD, bound, Terms.integer(1)));
    }

    private static void differ(Tensors.Declared first, Term count, Tensors.Declared other, Term size, Site site) {
        site.report()
                .add(Diagnostic.error(
                                Code.KEYS_DIFFER,
                                "keys and values disagree on how many keys there are: " + Show.term(count) + " or "
                                        + Show.term(size),
                                other.name().span(),
                                Show.term(size) + " in " + Show.tensor(other.tensor()))
                        .because(first.name().span(), Show.term(count) + " in " + Show.tensor(first.tensor()))
                        .help("use one dim for both, or state that they are equal: `where " + Show.term(count) + " == "
                                + Show.term(size) + "`"));
    }
}
