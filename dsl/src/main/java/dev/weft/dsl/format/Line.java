package dev.weft.dsl.format;

/// One line to be: indented code, and the comment behind it. Where there is no code, `code` is the
/// comment's indent.
record Line(String code, String comment) {
    static final Line BLANK = new Line("", "");

    /// Whether a comment stands behind code.
    boolean annotated() {
        return !code.isBlank() && !comment.isEmpty();
    }
}
