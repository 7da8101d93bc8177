package dev.weft.cli.lsp;

import dev.weft.dsl.check.Study;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.SourceText;
import java.util.List;

/// An open file.
///
/// @param diagnostics what is wrong with its text
/// @param study what is known of the last text of it that could be parsed; none before there was one
record Document(SourceText source, List<Diagnostic> diagnostics, List<Study> study) {
    Document {
        diagnostics = List.copyOf(diagnostics);
        study = List.copyOf(study);
    }
}
