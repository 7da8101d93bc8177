package dev.weft.cli.page;

import dev.weft.cli.draw.Svg;
import java.util.ArrayList;
import java.util.List;

/// A page in the making.
final class Html {
    private static final String STYLE = """
            body { font: 16px/1.5 system-ui, sans-serif; color: #222; max-width: 62rem; margin: 2rem auto; padding: 0 1.5rem; }
            h1 { margin: 4rem 0 .3rem; } h1:first-of-type { margin-top: 0; }
            h2 { margin: 2.2rem 0 .6rem; font-size: 1.15rem; border-bottom: 1px solid #ddd; }
            p.about { color: #555; margin: .2rem 0 1rem; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; vertical-align: top; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid #eee; }
            th { font-weight: 600; white-space: nowrap; width: 7rem; }
            pre, code { font: 14px/1.45 ui-monospace, monospace; }
            pre { background: #f6f7f9; border: 1px solid #e3e6ea; border-radius: 4px; padding: .8rem 1rem; overflow-x: auto; }
            td code { white-space: pre-wrap; }
            details { margin: .5rem 0; } summary { cursor: pointer; }
            figure { margin: 1.2rem 0 0; overflow-x: auto; }
            svg { max-width: 100%; min-width: 36rem; height: auto; }
            footer { margin-top: 3rem; color: #777; font-size: .85rem; }
            """;

    private final List<String> lines = new ArrayList<>();

    Html(String title) {
        lines.add("<!DOCTYPE html>");
        lines.add("<html lang=\"en\">");
        lines.add("<head>");
        lines.add("<meta charset=\"utf-8\"/>");
        lines.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        lines.add("<title>%s</title>".formatted(Svg.escaped(title)));
        lines.add("<style>\n" + STYLE + "</style>");
        lines.add("</head>");
        lines.add("<body>");
    }

    void heading(String text) {
        lines.add("<h1>%s</h1>".formatted(Svg.escaped(text)));
    }

    void section(String text) {
        lines.add("<h2>%s</h2>".formatted(Svg.escaped(text)));
    }

    void paragraph(String kind, String text) {
        lines.add("<p%s>%s</p>".formatted(kind.isEmpty() ? "" : " class=\"" + kind + "\"", marked(text)));
    }

    /// Rows of a word and a text.
    void table(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        lines.add("<table>");
        for (var row : rows) {
            var text = row.code() ? "<code>" + Svg.escaped(row.text()) + "</code>" : marked(row.text());
            lines.add("<tr><th>%s</th><td>%s</td></tr>".formatted(Svg.escaped(row.word()), text));
        }
        lines.add("</table>");
    }

    /// @param code whether the text is a program's
    record Row(String word, String text, boolean code) {}

    void code(String text) {
        lines.add("<pre><code>%s</code></pre>".formatted(Svg.escaped(text)));
    }

    /// A program that is shown when it is asked for.
    void folded(String summary, String text) {
        lines.add("<details><summary>%s</summary>".formatted(marked(summary)));
        code(text);
        lines.add("</details>");
    }

    /// A drawing as [Svg] writes it.
    void picture(String svg) {
        lines.add("<figure>");
        lines.add(svg.strip());
        lines.add("</figure>");
    }

    /// The text of the file.
    ///
    /// @param footer its last line
    String text(String footer) {
        lines.add("<footer>%s</footer>".formatted(Svg.escaped(footer)));
        lines.add("</body>");
        lines.add("</html>\n");
        return String.join("\n", lines);
    }

    /// Text in which backquotes enclose code.
    private static String marked(String text) {
        return Svg.escaped(text).replaceAll("`([^`]+)`", "<code>$1</code>");
    }
}
