package dev.weft.dsl.diagnostic;

import dev.weft.dsl.syntax.Parser;
import java.util.List;

/// All that we have to say about a source: the one road that golden files and fuzzing take.
public final class Diagnosis {
    private Diagnosis() {}

    public static List<Diagnostic> diagnose(SourceText source) {
        return Parser.parse(source).diagnostics();
    }
}
