package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Diagnostic;

/// Ends the reading of one unit: the first mistake in it. Never leaves this package.
final class Misread extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    Misread(Diagnostic diagnostic) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
