package dev.weft.dsl.check;

import dev.weft.dsl.check.names.Library;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Renderer;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.syntax.Parser;
import java.util.List;

/// Text to model, for tests.
public final class Specs {
    private Specs() {}

    public static Result<Program> check(String text) {
        return Parser.parse(new SourceText("test.weft", text)).then(file -> Checker.check(file, Library.bundled()));
    }

    /// The one kernel of `text`, an attention.
    public static Attention attention(String text) {
        return switch (kernel(text)) {
            case Attention attention -> attention;
            case Scan scan -> throw new AssertionError(scan.name() + " is a scan");
        };
    }

    /// The one kernel of `text`, a scan.
    public static Scan scan(String text) {
        return switch (kernel(text)) {
            case Scan scan -> scan;
            case Attention attention -> throw new AssertionError(attention.name() + " is an attention");
        };
    }

    private static Kernel kernel(String text) {
        return switch (check(text)) {
            case Result.Ok<Program>(var program, var _) -> program.kernels().getFirst();
            case Result.Refused<Program>(var why) ->
                throw new AssertionError(Renderer.plain().render(why));
        };
    }

    /// The codes that `text` gives, in order.
    public static List<String> codes(String text) {
        return check(text).diagnostics().stream()
                .map(Diagnostic::code)
                .map(code -> code.id())
                .toList();
    }
}
