package dev.weft.dsl.diagnostic;

import java.util.List;

/// One thing to tell the writer of a spec.
///
/// @param message one sentence that names the thing, without a full stop
/// @param primary where it is
/// @param secondary other places that say why
/// @param help cures, each one sentence
public record Diagnostic(
        Code code, Severity severity, String message, Label primary, List<Label> secondary, List<String> help) {
    public Diagnostic {
        secondary = List.copyOf(secondary);
        help = List.copyOf(help);
    }

    /// An error at one place.
    public static Diagnostic error(Code code, String message, Span at, String label) {
        return new Diagnostic(code, Severity.ERROR, message, new Label(at, label), List.of(), List.of());
    }

    /// This diagnostic with one more place that says why.
    public Diagnostic because(Span at, String label) {
        var more = new java.util.ArrayList<>(secondary);
        more.add(new Label(at, label));
        return new Diagnostic(code, severity, message, primary, more, help);
    }

    /// This diagnostic with one more cure.
    public Diagnostic help(String cure) {
        var more = new java.util.ArrayList<>(help);
        more.add(cure);
        return new Diagnostic(code, severity, message, primary, secondary, more);
    }
}
