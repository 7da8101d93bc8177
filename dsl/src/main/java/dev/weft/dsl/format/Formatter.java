package dev.weft.dsl.format;

import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.syntax.Parser;
import java.util.List;

/// Lays a spec out anew.
///
/// One item a line, keywords and names in columns, comments behind code in a column of their own; one
/// blank line where there were some. Comments stay as they are, and so do the line breaks inside of an
/// expression. What comes out parses to the same tree and is not changed by formatting it again.
/// Non-goal: breaking long lines.
public final class Formatter {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Formatter() {}

    /// The text in its one form, or the mistakes that keep it from being read.
    public static Result<String> format(SourceText source) {
        return Parser.parse(source)
                .then(file -> new Result.Ok<>(framed(source.text(), Layout.of(Statements.of(file))), List.of()));
    }

    /// Line ends and the mark of the byte order are kept as the file has them.
    private static String framed(String before, List<Line> lines) {
        String end = before.contains("\r\n") ? "\r\n" : "\n";
        var out = new StringBuilder(before.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "");
        Margin.texts(lines).forEach(text -> out.append(text).append(end));
        return out.toString();
    }
}
