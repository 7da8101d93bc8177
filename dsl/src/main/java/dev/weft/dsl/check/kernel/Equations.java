package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.types.Shapes;
import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.check.types.Value;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.syntax.Item;
import dev.weft.dsl.syntax.Name;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The equations of a kernel as they were written, one per name.
final class Equations {
    private final Site site;
    private final Map<String, Written> written = new LinkedHashMap<>();
    private final Set<String> spoilt = new HashSet<>();

    Equations(Site site) {
        this.site = site;
    }

    /// An equation and the file it was written in.
    record Written(Item.EquationItem item, Module home) {
        Span span() {
            return item.value().span();
        }
    }

    /// Takes an equation; the second one for a name is reported.
    void add(Item.EquationItem item, Module home) {
        String name = item.name().text();
        var before = written.putIfAbsent(name, new Written(item, home));
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

    /// Notes that an equation for `name` is there, though it cannot be read.
    void spoil(String name) {
        spoilt.add(name);
    }

    /// Whether an equation for `name` is there that cannot be read.
    boolean spoilt(String name) {
        return spoilt.contains(name);
    }

    /// The equation of `name`, if it was written.
    Optional<Written> find(String name) {
        return Optional.ofNullable(written.get(name));
    }

    /// Reports an equation for something that has none.
    void refuse(Item.EquationItem item, Module home, String message, String label, String help) {
        site.report()
                .add(Diagnostic.error(Code.EQUATION_TARGET, message, item.name().span(), label)
                        .help(help));
        site.typing(home).value(item.value());
        if (site.names().declaration(item.name().text()).isEmpty()) {
            // Whoever uses the name has no mistake of its own.
            site.names().declare(item.name(), "let", true, () -> Value.Unknown.UNKNOWN);
        }
    }

    /// Reports `name`, which was declared as a `keyword`, if it has no equation.
    void complete(Name name, String keyword, String usual) {
        if (find(name.text()).isEmpty() && !spoilt(name.text())) {
            site.report()
                    .error(
                            Code.OUT_WITHOUT_EQUATION,
                            keyword + " `" + name.text() + "` has no equation",
                            name.span(),
                            "nothing says what it holds",
                            "add " + usual);
        }
    }

    /// Whether `term` has the size that `declared` has at one place; otherwise that is reported.
    boolean fits(Term term, Tensors.Declared declared, Written equation) {
        Type wanted = Shapes.normal(declared.tensor().elementType());
        Type given = Shapes.normal(term.type());
        if (given.kind() != Kind.BOOL && Shapes.withKind(given, Kind.REAL).equals(wanted)) {
            return true;
        }
        String keyword = declared.item().role().keyword();
        site.report()
                .add(Diagnostic.error(
                                Code.OUT_SIZE,
                                keyword + " `" + declared.tensor().name() + "` holds " + per(wanted) + " per "
                                        + site.family().unit() + ", and its equation gives " + Show.type(given),
                                equation.span(),
                                Show.type(given))
                        .because(declared.name().span(), "declared as " + Show.tensor(declared.tensor()))
                        .help("make the last size of the " + keyword + " and the size of the value the same dim"));
        return false;
    }

    private static String per(Type type) {
        return type instanceof Type.Scalar ? "one real" : Show.type(type);
    }
}
