package dev.weft.cli.plot;

import dev.weft.cli.draw.Colour;
import dev.weft.cli.draw.Drawing;
import dev.weft.cli.draw.Mark;
import dev.weft.cli.draw.Mark.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A picture in the making: a title, lines beneath it, and what is drawn below them.
final class Sheet {
    /// Where titles and plots begin on the left.
    static final int LEFT = 86;

    private static final int TITLE = 26;
    private static final int LINE = 18;

    private final String title;
    private final List<Mark> marks = new ArrayList<>();
    private final int width;
    private final int top;

    /// @param width how wide the picture will be: titles shrink to it, lines are broken
    Sheet(String title, List<String> notes, int width) {
        this.title = title;
        this.width = width;
        double size = Math.clamp((width - LEFT) / (0.66 * title.length()), 10, 17);
        marks.add(new Mark.Label(LEFT, TITLE, title, Anchor.START, size, true, Colour.INK, false));
        int y = TITLE + 3;
        for (var note : notes) {
            for (var line : broken(note, (int) ((width - LEFT) / 7.2))) {
                y += LINE;
                marks.add(new Mark.Label(LEFT, y, line, Anchor.START, Colour.GREY));
            }
        }
        top = y + LINE;
    }

    /// A text in lines of at most so many letters, as far as its words are that short.
    private static List<String> broken(String text, int letters) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > letters) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /// Where there is room below the lines.
    int top() {
        return top;
    }

    void add(Mark mark) {
        marks.add(mark);
    }

    /// A line of text of the usual size.
    void text(double x, double y, String text, Anchor anchor) {
        marks.add(new Mark.Label(x, y, text, anchor, Colour.INK));
    }

    /// The same, to be read upwards.
    void upwards(double x, double y, String text) {
        marks.add(new Mark.Label(x, y, text, Anchor.MIDDLE, 13, false, Colour.INK, true));
    }

    void line(Colour colour, double x1, double y1, double x2, double y2) {
        marks.add(new Mark.Path(List.of(new Mark.Spot(x1, y1), new Mark.Spot(x2, y2)), colour, 1, false));
    }

    Drawing drawing(int height) {
        return new Drawing(title, width, height, marks);
    }

    /// `3`, `0.125`, `1.5`, `1.23e-05`
    static String number(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
        }
        var text = String.format(Locale.ROOT, "%.3g", number);
        return text.contains("e") || !text.contains(".") ? text : text.replaceAll("\\.?0+$", "");
    }
}
