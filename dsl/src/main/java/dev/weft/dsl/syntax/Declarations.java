package dev.weft.dsl.syntax;

import dev.weft.dsl.syntax.WeftParser.FunctionContext;
import dev.weft.dsl.syntax.WeftParser.KernelContext;
import dev.weft.dsl.syntax.WeftParser.ParentsContext;
import dev.weft.dsl.syntax.WeftParser.SignatureContext;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/// Phrases of the grammar to declarations.
///
/// @param docs the `///` text above a token, by the token's offset
record Declarations(Map<Integer, String> docs) {
    Declaration function(FunctionContext phrase) {
        return new Declaration.Function(
                Spans.of(phrase),
                doc(phrase),
                Expressions.name(phrase.name()),
                phrase.names() == null ? List.of() : Items.names(phrase.names()),
                Expressions.expr(phrase.expr()));
    }

    Declaration signature(SignatureContext phrase) {
        return new Declaration.Signature(
                Spans.of(phrase),
                doc(phrase),
                Expressions.name(phrase.name()),
                parents(phrase.parents()),
                new Items(docs).all(phrase.item()));
    }

    Declaration kernel(KernelContext phrase) {
        return new Declaration.Kernel(
                Spans.of(phrase),
                doc(phrase),
                kind(phrase),
                Expressions.name(phrase.name()),
                parents(phrase.parents()),
                new Items(docs).all(phrase.item()));
    }

    private static KernelKind kind(KernelContext phrase) {
        return switch (phrase.kind.getType()) {
            case WeftParser.ATTENTION -> KernelKind.ATTENTION;
            case WeftParser.SCAN -> KernelKind.SCAN;
            case WeftParser.STACK -> KernelKind.STACK;
            default -> throw new IllegalStateException("no such kind: " + phrase.kind.getText());
        };
    }

    private static List<Name> parents(@Nullable ParentsContext phrase) {
        return phrase == null ? List.of() : Items.names(phrase.names());
    }

    private String doc(ParserRuleContext phrase) {
        return docs.getOrDefault(phrase.getStart().getStartIndex(), "");
    }
}
