package dev.weft.dsl.diagnostic;

/// Every diagnostic that there is. Each has a section in `docs/errors.md` and a golden file.
/// The hundreds group them: 01 spelling and grammar, 02 names, 03 declarations and shapes, 04 equations and types,
/// 05 facts and proofs, 06 algorithms, 09 not yet.
public enum Code {
    // ---- 01: spelling and grammar (owned by dsl.syntax)
    UNEXPECTED_TOKEN("W0101"),
    UNKNOWN_OPERATOR("W0102");

    // ---- 02..09: meaning (owned by dsl.check)

    private final String id;

    Code(String id) {
        this.id = id;
    }

    /// The stable name that users search for, such as `W0412`.
    public String id() {
        return id;
    }
}
