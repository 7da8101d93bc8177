package dev.weft.runtime.compile;

/// Generated code that does not compile: a bug in Weft, never in a spec.
public final class CompilationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CompilationException(String message) {
        super(message);
    }
}
