package dev.weft.dsl.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/// Lines of one source with what is underlined in them.
record Excerpt(Lines lines, Severity severity, Paint paint) {
    /// How much of a line is shown on either side of what is underlined, if the line is longer than anybody reads.
    private static final int LONGEST = 400;

    void write(StringBuilder out, int gutter, SortedMap<Integer, List<Mark>> marks) {
        out.append(paint.gutter(" ".repeat(gutter) + " |")).append('\n');
        int before = marks.firstKey() - 1;
        for (var entry : marks.entrySet()) {
            int line = entry.getKey();
            if (line == before + 2) {
                source(out, gutter, before + 1, lines.text(before + 1));
            } else if (line > before + 2) {
                out.append(paint.gutter("...")).append('\n');
            }
            marked(out, gutter, line, entry.getValue());
            before = line;
        }
    }

    /// The line, then its marks: the last one in the line has its words beside it, the others theirs below, each
    /// under its own first column.
    private void marked(StringBuilder out, int gutter, int line, List<Mark> marks) {
        String text = lines.text(line);
        var ordered = new ArrayList<>(marks);
        ordered.sort(Comparator.comparingInt(Mark::start).thenComparing(Mark::primary));
        int from = text.length() <= LONGEST ? 0 : cut(text, ordered.getFirst().start() - LONGEST / 4);
        int to = text.length() <= LONGEST ? text.length() : cut(text, Math.min(text.length(), from + LONGEST));
        String shown = text.substring(from, to);
        source(out, gutter, line, shown);
        var row = new ArrayList<Stretch>();
        for (Mark mark : ordered) {
            int start = Glyphs.width(shown, Math.clamp(mark.start() - from, 0, shown.length()));
            int end = Glyphs.width(shown, Math.clamp(mark.end() - from, 0, shown.length()));
            int behind = Math.max(0, mark.start() - text.length());
            row.add(new Stretch(start + behind, Math.max(end, start + behind + 1), mark));
        }
        underline(out, gutter, row);
    }

    private void underline(StringBuilder out, int gutter, List<Stretch> row) {
        int width = row.stream().mapToInt(Stretch::end).max().orElse(0);
        var signs = new StringBuilder(" ".repeat(width));
        for (boolean primary : new boolean[] {false, true}) {
            for (Stretch stretch : row) {
                if (stretch.mark().primary() == primary) {
                    String sign = primary ? "^" : "-";
                    signs.replace(stretch.start(), stretch.end(), sign.repeat(stretch.end() - stretch.start()));
                }
            }
        }
        Stretch last = row.getLast();
        boolean beside = row.subList(0, row.size() - 1).stream().allMatch(other -> other.end() < last.end());
        margin(out, gutter);
        colour(out, signs);
        if (beside && !last.mark().text().isEmpty()) {
            words(out.append(' '), last.mark());
        }
        out.append('\n');
        for (int index = row.size() - (beside ? 2 : 1); index >= 0; index--) {
            Stretch stretch = row.get(index);
            if (!stretch.mark().text().isEmpty()) {
                margin(out, gutter);
                words(out.append(bars(row, index)), stretch.mark());
                out.append('\n');
            }
        }
    }

    /// A bar for each mark further left whose words are still to come, and spaces up to the words of `row[index]`.
    private static String bars(List<Stretch> row, int index) {
        var bars = new StringBuilder(" ".repeat(row.get(index).start()));
        for (Stretch other : row.subList(0, index)) {
            if (other.start() < bars.length() && !other.mark().text().isEmpty()) {
                bars.setCharAt(other.start(), '|');
            }
        }
        return bars.toString();
    }

    private void colour(StringBuilder out, CharSequence signs) {
        int at = 0;
        while (at < signs.length()) {
            char sign = signs.charAt(at);
            int end = at;
            while (end < signs.length() && signs.charAt(end) == sign) {
                end++;
            }
            String run = signs.subSequence(at, end).toString();
            out.append(sign == '^' ? paint.severity(severity, run) : sign == '-' ? paint.gutter(run) : run);
            at = end;
        }
    }

    private void words(StringBuilder out, Mark mark) {
        String text = Glyphs.clean(mark.text());
        out.append(mark.primary() ? paint.severity(severity, text) : paint.gutter(text));
    }

    private void source(StringBuilder out, int gutter, int line, String text) {
        String number = String.valueOf(line);
        out.append(paint.gutter(" ".repeat(gutter - number.length()) + number + " |"));
        String shown = Glyphs.shown(text).stripTrailing();
        out.append(shown.isEmpty() ? "" : " " + shown).append('\n');
    }

    private void margin(StringBuilder out, int gutter) {
        out.append(paint.gutter(" ".repeat(gutter) + " |")).append(' ');
    }

    /// An offset near `at` that does not part a surrogate pair.
    private static int cut(String text, int at) {
        int offset = Math.clamp(at, 0, text.length());
        boolean parts = offset > 0
                && offset < text.length()
                && Character.isSurrogatePair(text.charAt(offset - 1), text.charAt(offset));
        return parts ? offset - 1 : offset;
    }

    /// A mark in columns as shown.
    private record Stretch(int start, int end, Mark mark) {}
}
