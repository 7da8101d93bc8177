package dev.weft.dsl.format;

import java.util.ArrayList;
import java.util.List;

/// Puts the comments behind code into a column: always the same, or further right where code reaches into
/// it.
final class Margin {
    private static final int COLUMN = 41;
    private static final int GAP = 2;

    private Margin() {}

    static List<String> texts(List<Line> lines) {
        var texts = new ArrayList<String>();
        int column = COLUMN;
        for (int at = 0; at < lines.size(); at++) {
            Line line = lines.get(at);
            if (line.annotated() && (at == 0 || !lines.get(at - 1).annotated())) {
                column = column(lines.subList(at, lines.size()));
            }
            String code = line.annotated() ? padded(line.code(), column) : line.code();
            texts.add((code + line.comment()).stripTrailing());
        }
        return texts;
    }

    /// `text` with spaces up to a width.
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /// The column for the comments on the leading lines.
    private static int column(List<Line> lines) {
        return lines.stream()
                .takeWhile(Line::annotated)
                .mapToInt(line -> line.code().length() + GAP)
                .reduce(COLUMN, Math::max);
    }
}
