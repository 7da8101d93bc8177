package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.check.report.Suggestions;
import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.check.types.Value;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.syntax.Item;
import java.util.Optional;
import java.util.TreeSet;

/// `score`, `keep`, and one equation per out.
final class AttentionEquations {
    private final Site site;
    private final Declarations declarations;
    private final Equations equations;

    private AttentionEquations(Site site, Declarations declarations) {
        this.site = site;
        this.declarations = declarations;
        this.equations = new Equations(site);
    }

    /// Finds the equations among `items`.
    static AttentionEquations of(Iterable<Owned> items, Site site, Declarations declarations) {
        var equations = new AttentionEquations(site, declarations);
        for (Owned owned : items) {
            if (owned.item() instanceof Item.EquationItem item) {
                equations.collect(item, owned);
            }
        }
        return equations;
    }

    private void collect(Item.EquationItem item, Owned owned) {
        String name = item.name().text();
        if (!site.family().equations().contains(name) && !declarations.is(name, "out")) {
            target(item, owned.home());
            return;
        }
        if (!item.at().isEmpty()) {
            equations.spoil(name);
            site.report()
                    .error(
                            Code.EQUATION_INDEXED,
                            "an equation of an attention names its out without indices",
                            item.at().getFirst().span(),
                            "indices belong to a scan",
                            "write `" + name + " = …`; where it is stored is said by the out's `at`");
            return;
        }
        equations.add(item, owned.home());
    }

    private void target(Item.EquationItem item, Module home) {
        String name = item.name().text();
        var known = new TreeSet<>(site.family().equations());
        declarations.names("out").forEach(out -> known.add(out.text()));
        equations.refuse(
                item,
                home,
                site.names()
                        .declaration(name)
                        .map(entry -> "`" + name + "` is a " + entry.what() + ", and only outs have equations")
                        .orElse("`" + name + "` is neither `score` nor `keep` nor an out"),
                Suggestions.hint(name, known, "no such out"),
                "declare it, `out " + name + " : f32[B, H, N, D]`, or make it a name: `let " + name + " = …`");
    }

    /// The equation of `name`, if it was written.
    Optional<Equations.Written> find(String name) {
        return equations.find(name);
    }

    /// `score`; empty, with a report, if there is none or it is wrong.
    Optional<Term> score() {
        var equation = find("score");
        if (equation.isEmpty() && equations.spoilt("score")) {
            return Optional.empty();
        }
        if (equation.isEmpty()) {
            site.report()
                    .error(
                            Code.NO_SCORE,
                            "attention `" + site.kernel().name().text() + "` has no `score`",
                            site.kernel().name().span(),
                            "needs an equation `score = …`",
                            "the usual one is `score = q @ k / sqrt(D)`");
            return Optional.empty();
        }
        var item = equation.get().item();
        return site.typing(equation.get().home())
                .real(item.value(), "`score`")
                .filter(term -> pairwise(term, "score", equation.get()));
    }

    /// `keep`, `true` if it was not written.
    Optional<Term> keep() {
        var equation = find("keep");
        if (equation.isEmpty()) {
            return Optional.of(Terms.truth(true));
        }
        return site.typing(equation.get().home())
                .truth(equation.get().item().value(), "`keep`")
                .filter(term -> pairwise(term, "keep", equation.get()));
    }

    private boolean pairwise(Term term, String name, Equations.Written equation) {
        var row = Terms.find(
                term,
                part -> part instanceof Term.Score
                        || part instanceof Term.OverKeys
                        || part instanceof Term.RowStatistic);
        row.ifPresent(part -> site.report()
                .error(
                        Code.SCORE_MISPLACED,
                        "`" + name + "` is about one pair and cannot use `" + Show.term(part) + "`",
                        site.origins().of(part, equation.span()),
                        "belongs to an equation of an out",
                        "scores and rows are used where outs are defined"));
        return row.isEmpty();
    }

    /// The value of `out`; empty, with a report, if it has no equation or a wrong one.
    Optional<Term> out(Tensors.Declared out) {
        var equation = find(out.tensor().name());
        if (equation.isEmpty()) {
            return Optional.empty();
        }
        var expression = equation.get().item().value();
        var typing = site.typing(equation.get().home());
        Value value = typing.value(expression);
        if (value instanceof Value.Weights) {
            site.report()
                    .error(
                            Code.ROW_ALONE,
                            "`softmax(score)` is a whole row of weights and only meets values by `@`",
                            expression.span(),
                            "a row of weights, not a result",
                            "write `" + out.tensor().name() + " = softmax(score) @ v`");
            return Optional.empty();
        }
        return typing.term(value, expression)
                .filter(term -> rowwise(term, out, equation.get()))
                .filter(term -> equations.fits(term, out, equation.get()))
                .map(typing::toReal);
    }

    private boolean rowwise(Term term, Tensors.Declared out, Equations.Written equation) {
        var loose = loose(term);
        loose.ifPresent(part -> site.report()
                .error(
                        Code.OUT_OF_KEYS,
                        "out `" + out.tensor().name() + "` has one value per row and cannot depend on the key",
                        site.origins().of(part, equation.span()),
                        part instanceof Term.Score ? "there is one score per key" : "depends on `j`",
                        "sum over the keys: `softmax(score) @ v`, or take `logsumexp(score)` or `rowmax(score)`"));
        return loose.isEmpty();
    }

    /// What depends on the key outside of any `row @ x`.
    private static Optional<Term> loose(Term term) {
        if (term instanceof Term.OverKeys) {
            return Optional.empty();
        }
        if (term instanceof Term.Score
                || term.equals(new Term.Index(Axis.KEY))
                || (term instanceof Term.Element && Terms.mentions(term, Axis.KEY))) {
            return Optional.of(term);
        }
        return Terms.children(term).stream()
                .flatMap(child -> loose(child).stream())
                .findFirst();
    }

    /// Reports outs without an equation, and an attention without outs.
    void complete() {
        var outs = declarations.names("out");
        if (outs.isEmpty()) {
            site.report()
                    .error(
                            Code.NO_OUT,
                            "attention `" + site.kernel().name().text() + "` has no out",
                            site.kernel().name().span(),
                            "computes nothing",
                            "declare one: `out o : f32[B, H, N, D]`, with the equation `o = softmax(score) @ v`");
        }
        for (var out : outs) {
            equations.complete(out, "out", "`" + out.text() + " = softmax(score) @ v`");
        }
    }

    /// The tensors of role out with their declarations.
    Iterable<Tensors.Declared> outs() {
        return declarations.tensors(Tensor.Role.OUT);
    }
}
