package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.check.report.Suggestions;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.prove.Folding;
import dev.weft.dsl.syntax.Argument;
import dev.weft.dsl.syntax.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `by`: which algorithm, and its tuning.
final class Algorithms {
    private static final List<String> OF_ATTENTIONS = List.of("flash", "split", "codes");
    private static final List<String> OF_SCANS = List.of("deer", "picard", "jacobi", "elk", "sequential");

    private Algorithms() {}

    /// What `items` ask for; flash if they do not say.
    static Optional<Algorithm> of(List<Owned> items, Site site) {
        Optional<Algorithm> chosen = Optional.of(new Algorithm.Flash());
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
            chosen = one(item, owned, site);
        }
        return chosen;
    }

    private static Optional<Algorithm> one(Item.ByItem item, Owned owned, Site site) {
        String name = item.algorithm().text();
        return switch (name) {
            case "flash" -> arguments(item, List.of(), site).map(_ -> new Algorithm.Flash());
            case "split" -> arguments(item, List.of("parts"), site).flatMap(given -> split(item, given, owned, site));
            case "codes" -> {
                site.report()
                        .error(
                                Code.NOT_YET_CODES,
                                "`by codes` is not supported yet",
                                item.span(),
                                "vector-quantised keys come with a later version",
                                "drop this line: `by flash()` gives the same numbers in quadratic time");
                yield Optional.empty();
            }
            default -> {
                boolean scan = OF_SCANS.contains(name);
                site.report()
                        .error(
                                Code.UNKNOWN_ALGORITHM,
                                scan
                                        ? "`" + name + "` is an algorithm for scans"
                                        : "there is no algorithm `" + name + "`",
                                item.algorithm().span(),
                                scan
                                        ? "this is an attention"
                                        : Suggestions.hint(name, OF_ATTENTIONS, "unknown algorithm"),
                                "an attention is computed `by flash()`, the default, or `by split(parts = 8)`");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Map<String, Argument.Named>> arguments(Item.ByItem item, List<String> known, Site site) {
        var given = new LinkedHashMap<String, Argument.Named>();
        String algorithm = item.algorithm().text();
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
                                        "`by " + algorithm + "` has no argument `" + name + "`",
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

    private static Optional<Algorithm> split(
            Item.ByItem item, Map<String, Argument.Named> given, Owned owned, Site site) {
        var parts = given.get("parts");
        if (parts == null) {
            site.report()
                    .error(
                            Code.ALGORITHM_ARGUMENT,
                            "`by split` needs `parts`",
                            item.span(),
                            "into how many parts?",
                            "write `by split(parts = 8)`");
            return Optional.empty();
        }
        return site.typing(owned.home()).integer(parts.value(), "`parts`").flatMap(term -> {
            var constant = Folding.constant(term).filter(value -> value.value() >= 1 && value.value() <= 65536);
            if (constant.isEmpty()) {
                site.report()
                        .error(
                                Code.ALGORITHM_VALUE,
                                "`parts` must be a constant from 1 to 65536",
                                parts.value().span(),
                                "not such a number");
            }
            return constant.map(value -> new Algorithm.Split((int) value.value()));
        });
    }
}
