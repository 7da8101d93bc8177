package dev.weft.dsl.check;

import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.report.Meaning;
import dev.weft.dsl.diagnostic.Diagnostic;
import java.util.List;

/// All that checking a file found out, whatever is wrong with it.
///
/// @param meanings what declared names came to, as far as they are sound
public record Study(Module module, List<Diagnostic> diagnostics, List<Meaning> meanings) {
    public Study {
        diagnostics = List.copyOf(diagnostics);
        meanings = List.copyOf(meanings);
    }
}
