package dev.weft.cli.plot;

import dev.weft.cli.draw.Colour;
import dev.weft.cli.draw.Drawing;
import dev.weft.cli.draw.Mark;
import dev.weft.cli.draw.Mark.Anchor;
import java.util.List;
import java.util.stream.IntStream;

/// Bars over an axis from 0.
///
/// @param heights one for each bar, from left to right
/// @param end what stands at the right end of the axis
/// @param whole whether the axis counts
record Bars(String across, String up, List<Double> heights, double end, boolean whole) {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 188;
    private static final int BOTTOM = 62;
    private static final int RIGHT = WIDTH - 24;
    private static final int TICKS = 5;

    Bars {
        heights = List.copyOf(heights);
    }

    /// A picture of bars above bars.
    ///
    /// @param note a line beneath the title
    static Drawing drawing(String title, String note, List<Bars> all) {
        var sheet = new Sheet(title, List.of(note), WIDTH);
        int top = sheet.top() + 6;
        for (var bars : all) {
            bars.draw(sheet, top);
            top += HEIGHT + BOTTOM;
        }
        return sheet.drawing(top);
    }

    private void draw(Sheet sheet, int top) {
        int bottom = top + HEIGHT;
        var scale = Scale.around(heights, false);
        for (double tick : scale.ticks()) {
            double at = bottom - scale.place(tick) * HEIGHT;
            sheet.line(Colour.PALE, Sheet.LEFT, at, RIGHT, at);
            sheet.text(Sheet.LEFT - 8, at + 4, Scale.label(tick), Anchor.END);
        }
        double each = (double) (RIGHT - Sheet.LEFT) / heights.size();
        double width = Math.max(0.5, each - (each > 4 ? 1 : 0));
        for (int n = 0; n < heights.size(); n++) {
            double height = scale.place(heights.get(n)) * HEIGHT;
            var note = place(n) + ": " + Scale.label(heights.get(n));
            sheet.add(new Mark.Box(Sheet.LEFT + n * each, bottom - height, width, height, Colour.BLUE, "bar", note));
        }
        for (double tick : ticks()) {
            sheet.text(Sheet.LEFT + tick / end * (RIGHT - Sheet.LEFT), bottom + 19, number(tick), Anchor.MIDDLE);
        }
        sheet.line(Colour.INK, Sheet.LEFT, top, Sheet.LEFT, bottom);
        sheet.line(Colour.INK, Sheet.LEFT, bottom, RIGHT, bottom);
        sheet.text((Sheet.LEFT + RIGHT) / 2.0, bottom + 42, across, Anchor.MIDDLE);
        sheet.upwards(24, (top + bottom) / 2.0, up);
    }

    /// What is written along the axis: whole numbers where it counts.
    private List<Double> ticks() {
        return whole
                ? new Scale(0, end, false).ticks()
                : IntStream.rangeClosed(0, TICKS)
                        .mapToObj(tick -> end * tick / TICKS)
                        .toList();
    }

    private String place(int bar) {
        return whole
                ? Integer.toString(bar)
                : number(end * bar / heights.size()) + " to " + number(end * (bar + 1) / heights.size());
    }

    private String number(double number) {
        return whole ? Long.toString(Math.round(number)) : String.format(java.util.Locale.ROOT, "%.3g", number);
    }
}
