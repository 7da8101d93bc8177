package dev.weft.dsl.format;

import dev.weft.dsl.format.Statement.Form;
import dev.weft.dsl.syntax.Lexeme;
import java.util.ArrayList;
import java.util.List;

/// An item in columns: a keyword, or the name of an equation; what stands up to the separator; and the
/// rest.
///
/// @param end the index of the separator, or of the keyword where there is none
record Row(Statement statement, Block block, Slot slot, int end) {
    static Row of(Statement statement, Form.Member member) {
        return new Row(statement, member.block(), member.slot(), member.slot().end(statement.lexemes()));
    }

    int keyWidth() {
        int column = slot.padded() ? block.keywords() : 0;
        return slot.equation() && regular() ? Math.max(column, key().length()) : column;
    }

    int headWidth() {
        return slot.headed() && regular() ? head().length() : 0;
    }

    List<Line> lines(Columns columns, String indent) {
        var set = new Typeset(indent, statement.lexemes(), !slot.equation());
        if (!regular()) {
            return set.lines(end, 0, "");
        }
        String key = Margin.padded(key(), slot.equation() || slot.padded() ? columns.key() : 0);
        String head = slot.headed() ? Margin.padded(head(), columns.head()) : head();
        return set.lines(end, slot.separator().isEmpty() ? 1 : end, head.isEmpty() ? key : key + " " + head);
    }

    /// Whether no comment stands where the columns are.
    private boolean regular() {
        return statement.lexemes().subList(0, end).stream().noneMatch(Lexeme::comment);
    }

    private String key() {
        return joined(0, slot.equation() ? end : 1);
    }

    private String head() {
        return joined(1, slot.equation() ? 1 : Math.max(1, end));
    }

    private String joined(int from, int to) {
        var spacing = new Spacing(statement.lexemes(), !slot.equation());
        var texts = new ArrayList<String>();
        for (int at = from; at < to; at++) {
            texts.add((at > from && spacing.before(at) ? " " : "")
                    + statement.lexemes().get(at).text());
        }
        return String.join("", texts);
    }
}
