package dev.weft.dsl.model;

/// A pass that broke its promise: a bug of Weft, never of a spec.
public final class CompilerBug extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pass;

    /// @param pass the name of the pass, as the pipelines list it
    public CompilerBug(String pass, Throwable cause) {
        super("the pass `" + pass + "` failed: " + cause, cause);
        this.pass = pass;
    }

    /// A promise that a verifier found broken.
    public CompilerBug(String pass, String broken) {
        super("the pass `" + pass + "` broke a promise: " + broken);
        this.pass = pass;
    }

    /// The name of the pass that failed.
    public String pass() {
        return pass;
    }
}
