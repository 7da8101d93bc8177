package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.check.report.Suggestions;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Folding;
import dev.weft.dsl.syntax.Argument;
import dev.weft.dsl.syntax.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One `by` as it was written, and the questions that every algorithm asks of its arguments.
record By(Item.ByItem item, Module home, Site site) {
    /// What the one `by` among `items` asks for, read by `read`; `otherwise` if there is none.
    static <A> Optional<A> of(List<Owned> items, Site site, A otherwise, Function<By, Optional<A>> read) {
        Optional<A> chosen = Optional.of(otherwise);
        Optional<Span> before = Optional.empty();
        for (Owned owned : items) {
            if (!(owned.item() instanceof Item.ByItem item)) {
                continue;
            }
            if (before.isPresent()) {
                site.report()
                        .add(Diagnostic.error(Code.ALGORITHM_TWICE, "there are two `by`", item.span(), "chosen again")
                                .because(before.get(), "first chosen here")
                                .help("a kernel is computed by one algorithm: keep one of them"));
                return Optional.empty();
            }
            before = Optional.of(item.span());
            chosen = read.apply(new By(item, owned.home(), site));
        }
        return chosen;
    }

    /// The algorithm.
    String name() {
        return item.algorithm().text();
    }

    /// Reports that it is none of `known`, perhaps because it is one `ofOthers`.
    <A> Optional<A> unknown(List<String> known, List<String> ofOthers, Family others, String help) {
        boolean other = ofOthers.contains(name());
        site.report()
                .error(
                        Code.UNKNOWN_ALGORITHM,
                        other
                                ? "`" + name() + "` is an algorithm for " + others.noun() + "s"
                                : "there is no algorithm `" + name() + "`",
                        item.algorithm().span(),
                        other ? "this is " + site.family().one() : Suggestions.hint(name(), known, "unknown algorithm"),
                        help);
        return Optional.empty();
    }

    /// The arguments by name, each one of `known`; empty, with reports, if any is not.
    Optional<Map<String, Argument.Named>> arguments(List<String> known) {
        var given = new LinkedHashMap<String, Argument.Named>();
        String takes = known.isEmpty() ? "it takes none" : "it takes " + String.join(", ", known);
        boolean wrong = false;
        for (Argument argument : item.arguments()) {
            switch (argument) {
                case Argument.Positional(var value) -> {
                    site.report()
                            .error(
                                    Code.ALGORITHM_ARGUMENT,
                                    "arguments of `by` have names",
                                    value.span(),
                                    takes,
                                    known.isEmpty() ? "leave it out" : "write `" + known.getFirst() + " = …`");
                    wrong = true;
                }
                case Argument.Named named -> {
                    String name = named.name().text();
                    if (!known.contains(name)) {
                        site.report()
                                .error(
                                        Code.ALGORITHM_ARGUMENT,
                                        "`by " + name() + "` has no argument `" + name + "`",
                                        named.name().span(),
                                        Suggestions.hint(name, known, takes));
                        wrong = true;
                    } else if (given.put(name, named) != null) {
                        site.report()
                                .error(
                                        Code.ARGUMENT_TWICE,
                                        "argument `" + name + "` is given twice",
                                        named.name().span(),
                                        "given before",
                                        "leave one of them out");
                        wrong = true;
                    }
                }
            }
        }
        return wrong ? Optional.empty() : Optional.of(given);
    }

    /// The argument `name`, which must be given.
    Optional<Argument.Named> require(Map<String, Argument.Named> given, String name, String question, String example) {
        var argument = Optional.ofNullable(given.get(name));
        if (argument.isEmpty()) {
            site.report()
                    .error(
                            Code.ALGORITHM_ARGUMENT,
                            "`by " + name() + "` needs `" + name + "`",
                            item.span(),
                            question,
                            "write `by " + name() + "(" + example + ")`");
        }
        return argument;
    }

    /// The value of `argument`: a constant from `least` to `most`.
    Optional<Integer> integer(Argument.Named argument, int least, int most) {
        String name = argument.name().text();
        return site.typing(home).integer(argument.value(), "`" + name + "`").flatMap(term -> {
            var constant = constant(term).filter(value -> value >= least && value <= most);
            if (constant.isEmpty()) {
                value(argument, "from " + least + (most == Integer.MAX_VALUE ? " on" : " to " + most));
            }
            return constant.map(Double::intValue);
        });
    }

    /// The value of `argument`: a finite constant above 0.
    Optional<Double> positive(Argument.Named argument) {
        String name = argument.name().text();
        return site.typing(home).real(argument.value(), "`" + name + "`").flatMap(term -> {
            var constant = constant(term).filter(value -> value > 0 && Double.isFinite(value));
            if (constant.isEmpty()) {
                value(argument, "above 0");
            }
            return constant;
        });
    }

    private static Optional<Double> constant(Term term) {
        return Folding.constant(term).map(Term.Constant::value);
    }

    private void value(Argument.Named argument, String range) {
        site.report()
                .error(
                        Code.ALGORITHM_VALUE,
                        "`" + argument.name().text() + "` must be a constant " + range,
                        argument.value().span(),
                        "not such a number");
    }
}
