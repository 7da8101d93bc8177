package dev.weft.dsl.golden;

import dev.weft.dsl.check.Checker;
import dev.weft.dsl.check.names.Library;
import dev.weft.dsl.diagnostic.Renderer;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.syntax.Parser;

/// From text to the model, for tests.
public final class Meaning {
    private Meaning() {}

    /// The attention `kernel` of `text`.
    ///
    /// @throws AssertionError with the diagnostics, if the text is refused
    public static Attention of(String text, String kernel) {
        return switch (kernel(text, kernel)) {
            case Attention attention -> attention;
            case Scan scan -> throw new AssertionError(scan.name() + " is a scan");
        };
    }

    /// The kernel `kernel` of `text`, an attention or a scan.
    ///
    /// @throws AssertionError with the diagnostics, if the text is refused
    public static Kernel kernel(String text, String kernel) {
        var checked =
                Parser.parse(new SourceText("test.weft", text)).then(file -> Checker.check(file, Library.bundled()));
        return switch (checked) {
            case Result.Ok(var program, var _) ->
                program.kernels().stream()
                        .filter(one -> one.name().equals(kernel))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no kernel " + kernel));
            case Result.Refused(var why) ->
                throw new AssertionError(text + "\n" + Renderer.plain().render(why));
        };
    }
}
