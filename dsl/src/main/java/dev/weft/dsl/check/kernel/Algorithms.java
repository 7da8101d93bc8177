package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.syntax.Argument;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `by` in an attention: which algorithm, and its tuning.
final class Algorithms {
    static final List<String> NAMES = List.of("flash", "split", "codes");

    private Algorithms() {}

    /// What `items` ask for; flash if they do not say.
    static Optional<Algorithm> of(List<Owned> items, Site site) {
        return By.of(items, site, new Algorithm.Flash(), by -> one(by, site));
    }

    private static Optional<Algorithm> one(By by, Site site) {
        String name = by.name();
        return switch (name) {
            case "flash" -> by.arguments(List.of()).map(_ -> new Algorithm.Flash());
            case "split" -> by.arguments(List.of("parts")).flatMap(given -> split(by, given));
            case "codes" -> {
                site.report()
                        .error(
                                Code.NOT_YET_CODES,
                                "`by codes` is not supported yet",
                                by.item().span(),
                                "vector-quantised keys come with a later version",
                                "drop this line: `by flash()` gives the same numbers in quadratic time");
                yield Optional.empty();
            }
            default ->
                by.unknown(
                        NAMES,
                        Solvers.NAMES,
                        Family.SCAN,
                        "an attention is computed `by flash()`, the default, or `by split(parts = 8)`");
        };
    }

    private static Optional<Algorithm> split(By by, Map<String, Argument.Named> given) {
        return by.require(given, "parts", "into how many parts?", "parts = 8")
                .flatMap(parts -> by.integer(parts, 1, 65536))
                .map(Algorithm.Split::new);
    }
}
