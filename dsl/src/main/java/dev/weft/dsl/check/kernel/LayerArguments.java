package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.report.Suggestions;
import dev.weft.dsl.check.types.Typing;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.syntax.Argument;
import dev.weft.dsl.syntax.Expr;
import dev.weft.dsl.syntax.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `WindowRope(w = w)`: what a line of a stack gives the params of its attention.
final class LayerArguments {
    private final Typing typing;
    private final Item.LayerItem item;
    private final List<Param> params;

    private LayerArguments(Typing typing, Item.LayerItem item, List<Param> params) {
        this.typing = typing;
        this.item = item;
        this.params = params;
    }

    /// One term per param, in declaration order; empty, with a report, if one is missing or wrong.
    static Optional<List<Term>> of(Typing typing, Item.LayerItem item, Attention kernel) {
        return new LayerArguments(typing, item, kernel.params()).terms();
    }

    private Optional<List<Term>> terms() {
        long errors = typing.report().errors();
        var given = given();
        if (typing.report().errors() > errors) {
            return Optional.empty();
        }
        var missing = params.stream()
                .map(Param::name)
                .filter(name -> !given.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            typing.report()
                    .error(
                            Code.ARGUMENT_COUNT,
                            "`" + item.kernel().text() + "` needs a value of `" + String.join("`, `", missing) + "`",
                            item.kernel().span(),
                            missing.size() == 1 ? "one argument is missing" : missing.size() + " arguments are missing",
                            "give it by name: `" + item.kernel().text() + "(" + missing.getFirst() + " = …)`");
            return Optional.empty();
        }
        var terms = params.stream()
                .flatMap(param ->
                        Optional.ofNullable(given.get(param.name())).flatMap(value -> term(param, value)).stream())
                .toList();
        return terms.size() == params.size() ? Optional.of(terms) : Optional.empty();
    }

    private Map<String, Expr> given() {
        var names = params.stream().map(Param::name).toList();
        var given = new LinkedHashMap<String, Expr>();
        int place = 0;
        for (Argument argument : item.arguments()) {
            switch (argument) {
                case Argument.Positional(var value) -> {
                    if (place >= names.size()) {
                        typing.report()
                                .error(
                                        Code.ARGUMENT_COUNT,
                                        "`" + item.kernel().text() + "` takes " + names.size()
                                                + (names.size() == 1 ? " argument" : " arguments"),
                                        value.span(),
                                        "one too many");
                    } else {
                        given.put(names.get(place), value);
                    }
                }
                case Argument.Named(var _, var name, var value) -> {
                    if (!names.contains(name.text())) {
                        typing.report()
                                .error(
                                        Code.UNKNOWN_ARGUMENT,
                                        "`" + item.kernel().text() + "` has no param `" + name.text() + "`",
                                        name.span(),
                                        Suggestions.hint(
                                                name.text(),
                                                names,
                                                names.isEmpty()
                                                        ? "takes no arguments"
                                                        : "it takes " + String.join(", ", names)));
                    } else if (given.put(name.text(), value) != null) {
                        typing.report()
                                .error(
                                        Code.ARGUMENT_TWICE,
                                        "argument `" + name.text() + "` is given twice",
                                        name.span(),
                                        "given before",
                                        "leave one of them out");
                    }
                }
            }
            place++;
        }
        return given;
    }

    private Optional<Term> term(Param param, Expr value) {
        String what = "`" + param.name() + "` of `" + item.kernel().text() + "`";
        return switch (param.storage().kind()) {
            case INT -> typing.integer(value, what);
            case REAL -> typing.real(value, what);
            case BOOL -> typing.truth(value, what);
        };
    }
}
