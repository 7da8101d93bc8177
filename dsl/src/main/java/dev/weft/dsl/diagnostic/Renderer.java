package dev.weft.dsl.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Diagnostics as a person reads them: what it is, where it is, the lines with carets, why, and the cure.
///
/// Lines stand in the order of the text, distant ones parted by `...`; labels of one line stand below it, the first
/// beside its carets if only one needs words. Plain, or with ANSI colours.
public final class Renderer {
    private final Paint paint;

    private Renderer(Paint paint) {
        this.paint = paint;
    }

    /// Plain text.
    public static Renderer plain() {
        return new Renderer(Paint.NONE);
    }

    /// With ANSI colours, for a terminal.
    public static Renderer coloured() {
        return new Renderer(Paint.ANSI);
    }

    /// All of them, parted by empty lines; every line ends with `\n`.
    public String render(List<Diagnostic> diagnostics) {
        return String.join("\n", diagnostics.stream().map(this::render).toList());
    }

    /// One of them; every line ends with `\n`.
    public String render(Diagnostic diagnostic) {
        var lines = Lines.of(diagnostic.primary().span().source());
        var excerpt = new Excerpt(lines, diagnostic.severity(), paint);
        var out = new StringBuilder();
        out.append(paint.severity(
                        diagnostic.severity(),
                        word(diagnostic.severity()) + "[" + diagnostic.code().id() + "]"))
                .append(paint.strong(": " + Glyphs.clean(diagnostic.message())))
                .append('\n');
        var here = new TreeMap<Integer, List<Mark>>();
        var elsewhere = new ArrayList<Label>();
        place(here, lines, diagnostic.primary(), true);
        for (Label label : diagnostic.secondary()) {
            if (label.span().source().equals(diagnostic.primary().span().source())) {
                place(here, lines, label, false);
            } else {
                elsewhere.add(label);
            }
        }
        int gutter = String.valueOf(here.lastKey()).length();
        for (Label label : elsewhere) {
            gutter = Math.max(
                    gutter,
                    String.valueOf(Lines.of(label.span().source())
                                    .line(label.span().start()))
                            .length());
        }
        arrow(out, gutter, lines, diagnostic.primary().span());
        excerpt.write(out, gutter, here);
        for (Label label : elsewhere) {
            var theirs = Lines.of(label.span().source());
            var marks = new TreeMap<Integer, List<Mark>>();
            place(marks, theirs, label, false);
            arrow(out, gutter, theirs, label.span());
            new Excerpt(theirs, diagnostic.severity(), paint).write(out, gutter, marks);
        }
        if (!diagnostic.help().isEmpty()) {
            out.append(paint.gutter(" ".repeat(gutter) + " |")).append('\n');
        }
        for (String cure : diagnostic.help()) {
            out.append(paint.gutter(" ".repeat(gutter) + " ="))
                    .append(paint.strong(" help:"))
                    .append(' ')
                    .append(Glyphs.clean(cure))
                    .append('\n');
        }
        return out.toString();
    }

    private void arrow(StringBuilder out, int gutter, Lines lines, Span at) {
        out.append(paint.gutter(" ".repeat(gutter) + "-->"))
                .append(' ')
                .append(Glyphs.clean(at.source().name()))
                .append(':')
                .append(lines.line(at.start()))
                .append(':')
                .append(lines.column(at.start()))
                .append('\n');
    }

    /// A span of several lines is marked from its start to the end of that line, and again, with its words, on the
    /// line where it ends.
    private static void place(SortedMap<Integer, List<Mark>> marks, Lines lines, Label label, boolean primary) {
        int first = lines.line(label.span().start());
        int last = lines.line(Math.max(label.span().start(), label.span().end() - 1));
        int start = label.span().start() - lines.start(first);
        if (first == last) {
            add(marks, first, new Mark(start, label.span().end() - lines.start(first), primary, label.text()));
        } else {
            add(marks, first, new Mark(start, lines.text(first).length(), primary, "from here"));
            String text = lines.text(last);
            int indent = text.length() - text.stripLeading().length();
            int end = label.span().end() - lines.start(last);
            add(marks, last, new Mark(Math.min(indent, end), end, primary, label.text()));
        }
    }

    private static void add(SortedMap<Integer, List<Mark>> marks, int line, Mark mark) {
        marks.computeIfAbsent(line, _ -> new ArrayList<>()).add(mark);
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
        };
    }
}
