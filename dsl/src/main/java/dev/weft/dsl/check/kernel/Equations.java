package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.check.report.Suggestions;
import dev.weft.dsl.check.types.Shapes;
import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.check.types.Value;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.syntax.Item;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// `score`, `keep`, and one equation per out.
final class Equations {
    private final Site site;
    private final Declarations declarations;
    private final Map<String, Written> written = new LinkedHashMap<>();
    private final Set<String> broken = new HashSet<>();

    private Equations(Site site, Declarations declarations) {
        this.site = site;
        this.declarations = declarations;
    }

    /// An equation and the file it was written in.
    record Written(Item.EquationItem item, Module home) {
        Span span() {
            return item.value().span();
        }
    }

    /// Finds the equations among `items`.
    static Equations of(Iterable<Owned> items, Site site, Declarations declarations) {
        var equations = new Equations(site, declarations);
        for (Owned owned : items) {
            if (owned.item() instanceof Item.EquationItem item) {
                equations.collect(item, owned);
            }
        }
        return equations;
    }

    private void collect(Item.EquationItem item, Owned owned) {
        String name = item.name().text();
        var out = site.names().declaration(name).filter(entry -> entry.what().equals("out"));
        if (!name.equals("score") && !name.equals("keep") && out.isEmpty()) {
            target(item, owned.home());
            return;
        }
        if (!item.at().isEmpty()) {
            broken.add(name);
            site.report()
                    .error(
                            Code.EQUATION_INDEXED,
                            "an equation of an attention names its out without indices",
                            item.at().getFirst().span(),
                            "indices belong to a scan",
                            "write `" + name + " = …`; where it is stored is said by the out's `at`");
            return;
        }
        var before = written.putIfAbsent(name, new Written(item, owned.home()));
        if (before != null) {
            site.report()
                    .add(Diagnostic.error(
                                    Code.EQUATION_TWICE,
                                    "there are two equations for `" + name + "`",
                                    item.name().span(),
                                    "given again")
                            .because(before.item().name().span(), "first given here")
                            .help("keep one of them"));
        }
    }

    private void target(Item.EquationItem item, Module home) {
        String name = item.name().text();
        var entry = site.names().declaration(name);
        var known = new TreeSet<String>();
        known.add("score");
        known.add("keep");
        site.names().names().stream().filter(declarations::isOut).forEach(known::add);
        var diagnostic = Diagnostic.error(
                Code.EQUATION_TARGET,
                entry.isPresent()
                        ? "`" + name + "` is a " + entry.get().what() + ", and only outs have equations"
                        : "`" + name + "` is neither `score` nor `keep` nor an out",
                item.name().span(),
                Suggestions.hint(name, known, "no such out"));
        site.report()
                .add(diagnostic.help(
                        "declare it, `out " + name + " : f32[B, H, N, D]`, or make it a name: `let " + name + " = …`"));
        site.typing(home).value(item.value());
        if (entry.isEmpty()) {
            // Whoever uses the name has no mistake of its own.
            site.names().declare(item.name(), "let", true, () -> Value.Unknown.UNKNOWN);
        }
    }

    /// The equation of `name`, if it was written.
    Optional<Written> find(String name) {
        return Optional.ofNullable(written.get(name));
    }

    /// `score`; empty, with a report, if there is none or it is wrong.
    Optional<Term> score() {
        var equation = find("score");
        if (equation.isEmpty() && broken.contains("score")) {
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

    private boolean pairwise(Term term, String name, Written equation) {
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
                .filter(term -> fits(term, out, equation.get()))
                .map(typing::toReal);
    }

    private boolean rowwise(Term term, Tensors.Declared out, Written equation) {
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

    private boolean fits(Term term, Tensors.Declared out, Written equation) {
        var shape = out.tensor().shape();
        int axes = shape.size() - out.tensor().at().size();
        Type wanted = axes == 0 ? Type.REAL : new Type.Vector(Kind.REAL, Sizes.normal(shape.getLast()));
        Type given = Shapes.normal(term.type());
        if (given.kind() != Kind.BOOL && Shapes.withKind(given, Kind.REAL).equals(wanted)) {
            return true;
        }
        site.report()
                .add(Diagnostic.error(
                                Code.OUT_SIZE,
                                "out `" + out.tensor().name() + "` holds " + per(wanted)
                                        + " per row, and its equation gives " + Show.type(given),
                                equation.span(),
                                Show.type(given))
                        .because(out.name().span(), "declared as " + Show.tensor(out.tensor()))
                        .help("make the last size of the out and the size of the value the same dim"));
        return false;
    }

    private static String per(Type type) {
        return type instanceof Type.Scalar ? "one real" : Show.type(type);
    }

    /// Reports outs without an equation, and an attention without outs.
    void complete() {
        var outs = declarations.outNames();
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
            if (!written.containsKey(out.text()) && !broken.contains(out.text())) {
                site.report()
                        .error(
                                Code.OUT_WITHOUT_EQUATION,
                                "out `" + out.text() + "` has no equation",
                                out.span(),
                                "nothing says what it holds",
                                "add `" + out.text() + " = softmax(score) @ v`");
            }
        }
    }

    /// The tensors of role out with their declarations.
    Iterable<Tensors.Declared> outs() {
        return declarations.tensors(Tensor.Role.OUT);
    }
}
