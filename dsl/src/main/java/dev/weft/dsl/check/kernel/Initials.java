package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.report.Suggestions;
import dev.weft.dsl.check.types.Shapes;
import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.syntax.Name;
import java.util.Optional;

/// What states are before their first step: `from h0`, or 0.
record Initials(Declarations declarations, Site site) {
    /// The initial value of `state`; empty, with a report, if `from` names nothing that could be it.
    Optional<Term> of(Tensors.Declared state) {
        var from = state.item().from();
        return from.isEmpty() ? Optional.of(Terms.real(0)) : of(state, from.getFirst());
    }

    private Optional<Term> of(Tensors.Declared state, Name from) {
        if (!isInit(from)) {
            return Optional.empty();
        }
        site.names().find(from.text(), from.span());
        return declarations.tensor(from.text()).flatMap(init -> {
            var wanted = Shapes.normal(state.tensor().elementType());
            var given = Shapes.normal(init.tensor().elementType());
            if (wanted.equals(given)) {
                return Optional.of(new Term.Element(init.tensor(), init.tensor().at()));
            }
            site.report()
                    .add(Diagnostic.error(
                                    Code.INITIAL,
                                    "state `" + state.tensor().name() + "` is " + Show.type(wanted)
                                            + " and starts from " + Show.type(given),
                                    from.span(),
                                    Show.type(given))
                            .because(init.name().span(), "declared as " + Show.tensor(init.tensor()))
                            .because(state.name().span(), "declared as " + Show.tensor(state.tensor()))
                            .help("an init has the axes of its state without the step axis"));
            return Optional.empty();
        });
    }

    private boolean isInit(Name from) {
        var entry = site.names().declaration(from.text());
        if (entry.filter(found -> found.what().equals("init")).isPresent()) {
            return true;
        }
        var inits = declarations.names("init").stream().map(Name::text).toList();
        var error = Diagnostic.error(
                Code.INITIAL,
                entry.map(found ->
                                "a state starts from an init, and `" + from.text() + "` is " + Family.one(found.what()))
                        .orElse("there is no init `" + from.text() + "`"),
                from.span(),
                Suggestions.hint(from.text(), inits, "not an init"));
        site.report()
                .add(entry.map(found -> error.because(found.name().span(), "declared here"))
                        .orElse(error)
                        .help("declare one, `init h0 : f32[B, D]`; without `from` a state starts at 0"));
        return false;
    }
}
