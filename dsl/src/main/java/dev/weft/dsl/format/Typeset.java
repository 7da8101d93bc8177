package dev.weft.dsl.format;

import dev.weft.dsl.syntax.Lexeme;
import java.util.ArrayList;
import java.util.List;

/// The pieces of one statement, set one behind the other. Lines that go on are indented further.
///
/// @param keyed whether the first piece is a word of the language
record Typeset(String indent, List<Lexeme> lexemes, boolean keyed) {
    private static final String FURTHER = "  ";

    Typeset {
        lexemes = List.copyOf(lexemes);
    }

    /// A comment as it was, up to spaces at its end.
    static String comment(Lexeme lexeme) {
        return lexeme.text().stripTrailing();
    }

    /// Lines break where they did, behind the piece at `from`, and behind every comment.
    ///
    /// @param from the index of the last piece of the left side
    /// @param taken how many pieces are set already
    /// @param before what they were set to
    List<Line> lines(int from, int taken, String before) {
        var words = lexemes.stream().filter(lexeme -> !lexeme.comment()).toList();
        var spacing = new Spacing(words, keyed);
        var lines = new ArrayList<Line>();
        var code = new StringBuilder(indent).append(before);
        boolean full = false;
        int word = taken;
        for (int at = taken; at < lexemes.size(); at++) {
            Lexeme lexeme = lexemes.get(at);
            boolean breaks = at > 0 && Breaks.between(lexemes.get(at - 1), lexeme) > 0;
            if (full || (breaks && (lexeme.comment() || at > from))) {
                if (!full) {
                    lines.add(new Line(code.toString(), ""));
                }
                code = new StringBuilder(indent).append(FURTHER);
                full = false;
            } else if (!lexeme.comment() && word > 0 && spacing.before(word)) {
                code.append(' ');
            }
            if (lexeme.comment()) {
                lines.add(new Line(code.toString(), comment(lexeme)));
                full = true;
            } else {
                code.append(lexeme.text());
                word++;
            }
        }
        if (!full) {
            lines.add(new Line(code.toString(), ""));
        }
        return lines;
    }
}
