package dev.weft.cli.lsp;

import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Location;

/// Diagnostics as the protocol has them: reasons and cures are related information.
final class Complaints {
    private Complaints() {}

    static List<org.eclipse.lsp4j.Diagnostic> of(Document document) {
        return document.diagnostics().stream()
                .map(diagnostic -> of(diagnostic, document.source()))
                .toList();
    }

    /// What is wrong in an imported file is told at the beginning of the one that imports it.
    private static org.eclipse.lsp4j.Diagnostic of(Diagnostic diagnostic, SourceText source) {
        var label = diagnostic.primary();
        boolean here = label.span().source().equals(source);
        var place = here ? label.span() : new Span(source, 0, 0);
        var complaint = new org.eclipse.lsp4j.Diagnostic(
                Places.range(place),
                here
                        ? joined(diagnostic.message(), label.text())
                        : "in %s: %s".formatted(label.span().source().name(), diagnostic.message()),
                switch (diagnostic.severity()) {
                    case ERROR -> DiagnosticSeverity.Error;
                    case WARNING -> DiagnosticSeverity.Warning;
                },
                "weft",
                diagnostic.code().id());
        complaint.setRelatedInformation(related(diagnostic, place));
        return complaint;
    }

    private static List<DiagnosticRelatedInformation> related(Diagnostic diagnostic, Span place) {
        var related = new ArrayList<DiagnosticRelatedInformation>();
        var at = Places.location(place);
        diagnostic
                .secondary()
                .forEach(label -> Places.location(label.span())
                        .ifPresent(location -> related.add(information(location, label.text()))));
        diagnostic
                .help()
                .forEach(cure -> at.ifPresent(location -> related.add(information(location, "help: " + cure))));
        return related;
    }

    private static DiagnosticRelatedInformation information(Location location, String text) {
        return new DiagnosticRelatedInformation(location, text);
    }

    private static String joined(String message, String label) {
        return label.isEmpty() ? message : message + ": " + label;
    }
}
