package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.syntax.Argument;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `by` in an attention: which algorithm, and its tuning.
final class Algorithms {
    static final List<String> NAMES = List.of("flash", "split", "codes");

    private Algorithms() {}

    /// What a `by` comes to.
    sealed interface Asked {
        /// Whatever the equations are.
        record Settled(Algorithm algorithm) implements Asked {}

        /// If the equations allow it.
        record Codes(CodesBy by) implements Asked {}
    }

    /// What `items` ask for; flash if they do not say.
    static Optional<Asked> of(List<Owned> items, Site site) {
        return By.of(items, site, new Asked.Settled(new Algorithm.Flash()), Algorithms::one);
    }

    private static Optional<Asked> one(By by) {
        String name = by.name();
        return switch (name) {
            case "flash" -> by.arguments(List.of()).map(_ -> new Asked.Settled(new Algorithm.Flash()));
            case "split" -> by.arguments(List.of("parts")).flatMap(given -> split(by, given));
            case "codes" ->
                by.arguments(List.of("of", "block"))
                        .flatMap(given -> CodesBy.of(by, given))
                        .map(Asked.Codes::new);
            default ->
                by.unknown(
                        NAMES,
                        Solvers.NAMES,
                        Family.SCAN,
                        "an attention is computed `by flash()`, the default, `by split(parts = 8)`, or `by codes(of = z,"
                                + " block = 64)`");
        };
    }

    private static Optional<Asked> split(By by, Map<String, Argument.Named> given) {
        return by.require(given, "parts", "into how many parts?", "parts = 8")
                .flatMap(count -> by.integer(count, 1, 65536))
                .map(parts -> new Asked.Settled(new Algorithm.Split(parts)));
    }
}
