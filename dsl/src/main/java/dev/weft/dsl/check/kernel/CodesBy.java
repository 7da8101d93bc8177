package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.syntax.Argument;
import java.util.Map;
import java.util.Optional;

/// `by codes(of = z, block = W)` as it was asked for.
///
/// @param span from `codes` to the end
/// @param written the block as written
record CodesBy(Term.Nearest code, int block, Span span, String written) {
    /// Reads the arguments; empty, with reports, if they are wrong.
    static Optional<CodesBy> of(By by, Map<String, Argument.Named> given) {
        var of = by.require(given, "of", "whose code tells keys apart?", "of = z, block = 64");
        var length = of.flatMap(_ -> by.require(given, "block", "how many keys fold at a time?", "of = z, block = 64"));
        if (of.isEmpty() || length.isEmpty()) {
            return Optional.empty();
        }
        var code = code(by, of.get());
        var block = by.integer(length.get(), 1, 1 << 20);
        var algorithm = by.item().algorithm().span();
        var span =
                new Span(algorithm.source(), algorithm.start(), by.item().span().end());
        return code.flatMap(nearest -> block.map(size ->
                new CodesBy(nearest, size, span, length.get().value().span().text())));
    }

    private static Optional<Term.Nearest> code(By by, Argument.Named of) {
        return by.site().typing(by.home()).integer(of.value(), "`of`").flatMap(term -> {
            if (term instanceof Term.Nearest nearest
                    && Terms.mentions(nearest, Axis.KEY)
                    && !Terms.mentions(nearest, Axis.QUERY)) {
                return Optional.of(nearest);
            }
            by.site()
                    .report()
                    .error(
                            Code.ALGORITHM_VALUE,
                            "`of` must be the code of the key",
                            of.value().span(),
                            term instanceof Term.Nearest
                                    ? "not the code of key j alone"
                                    : "`" + Show.term(term) + "` is no `nearest(…)`",
                            "name the code, `let z = nearest(k, c[h])`, and write `of = z`");
            return Optional.empty();
        });
    }
}
