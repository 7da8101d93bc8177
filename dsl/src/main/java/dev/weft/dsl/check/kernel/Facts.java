package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.model.Fact;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Folding;
import dev.weft.dsl.prove.Layering;
import dev.weft.dsl.prove.Prover;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.syntax.BinaryOperator;
import dev.weft.dsl.syntax.Expr;
import dev.weft.dsl.syntax.Item;
import java.util.ArrayList;
import java.util.List;

/// What `where` states, one fact per condition that `and` joins, so that the broken one is quoted alone.
final class Facts {
    private final Site site;
    private final List<Fact> facts = new ArrayList<>();

    private Facts(Site site) {
        this.site = site;
    }

    /// The facts among `items`.
    static List<Fact> of(List<Owned> items, Site site) {
        var facts = new Facts(site);
        for (Owned owned : items) {
            if (owned.item() instanceof Item.WhereItem(var _, var condition)) {
                facts.collect(condition, owned.home());
            }
        }
        return List.copyOf(facts.facts);
    }

    private void collect(Expr written, Module home) {
        if (written instanceof Expr.Binary(var _, var operator, var _, var left, var right)
                && operator == BinaryOperator.AND) {
            collect(left, home);
            collect(right, home);
            return;
        }
        site.typing(home).truth(written, "what `where` states").ifPresent(term -> state(term, written));
    }

    private void state(Term term, Expr written) {
        var foreign = Terms.find(term, Terms::varies);
        if (foreign.isPresent()) {
            site.report()
                    .error(
                            Code.WHERE_TERMS,
                            "`where` states facts about dims and params, and cannot use `" + Show.term(foreign.get())
                                    + "`",
                            site.origins().of(foreign.get(), written.span()),
                            "not known when a plan is made",
                            site.family().equals(Family.SCAN)
                                    ? "choose by it in an equation: `if … then … else …`"
                                    : "conditions on pairs belong into `keep`");
            return;
        }
        var constant = Folding.constant(term);
        boolean broken = constant.filter(value -> value.value() == 0).isPresent();
        var before = Prover.of(facts.stream().map(Fact::condition).toList());
        if (broken || before.proves(Terms.not(term))) {
            site.report()
                    .error(
                            Code.WHERE_NEVER,
                            broken
                                    ? "this `where` is broken by the constants in it"
                                    : "this `where` can never hold together with what is stated before",
                            written.span(),
                            Layering.sides(term)
                                    .map(sides -> "never true: " + sides)
                                    .orElse("never true"),
                            "correct the condition or the constants; no sizes can satisfy it");
            return;
        }
        facts.add(new Fact(term, written.span().text().replaceAll("\\s+", " ")));
    }
}
