package dev.weft.dsl.diagnostic;

/// Every diagnostic that there is. Each has a section in `docs/errors.md` and a golden file.
/// The hundreds group them: 01 spelling and grammar, 02 names, 03 declarations and shapes, 04 equations and types,
/// 05 facts and proofs, 06 algorithms, 09 not yet.
public enum Code {
    // ---- 01: spelling and grammar (owned by dsl.syntax)
    UNEXPECTED_TOKEN("W0101"),
    UNKNOWN_OPERATOR("W0102"),
    PERCENT_SIGN("W0103"),
    MULTIPLICATION_SIGN("W0104"),
    DOUBLE_STAR("W0105"),
    COMPARISON_SPELLING("W0106"),
    SINGLE_EQUALS("W0107"),
    ASSIGNMENT_SIGN("W0108"),
    QUESTION_MARK("W0109"),
    SEMICOLON("W0110"),
    UNCLOSED_BRACKET("W0111"),
    UNMATCHED_BRACKET("W0112"),
    MISSING_THEN("W0113"),
    MISSING_ELSE("W0114"),
    MISSING_OPERAND("W0115"),
    MISSING_OPERATOR("W0116"),
    NUMBER_FORMAT("W0117"),
    NUMBER_TOO_LARGE("W0118"),
    MISSPELLED_WORD("W0119"),
    MISSING_COLON("W0120"),
    MISSING_EQUALS("W0121"),
    MISSING_BODY("W0122"),
    MISSING_NAME("W0123"),
    RESERVED_WORD("W0124"),
    UNKNOWN_CHARACTER("W0125"),
    TOO_COMPLEX("W0126"),
    BLOCK_COMMENT("W0127"),
    QUOTED_TEXT("W0128"),
    RANGE_SPELLING("W0129"),
    BARE_CONDITIONAL("W0130"),
    SWALLOWED_BRACKET("W0131"),
    TRAILING_COMMA("W0132"),
    MISPLACED_LINE("W0133"),
    ARROW("W0134");

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
