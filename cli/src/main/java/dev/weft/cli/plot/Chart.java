package dev.weft.cli.plot;

import dev.weft.cli.draw.Colour;
import dev.weft.cli.draw.Drawing;
import dev.weft.cli.draw.Mark;
import dev.weft.cli.draw.Mark.Anchor;
import java.util.List;
import java.util.stream.Stream;

/// Curves over two axes.
record Chart(Axis across, Axis up, List<Curve> curves) {
    private static final int WIDTH = 760;
    private static final int RIGHT = WIDTH - 24;
    private static final int HEIGHT = 334;
    private static final int BOTTOM = 62;
    private static final int LEGEND = 22;

    Chart {
        curves = List.copyOf(curves);
    }

    /// What an axis shows.
    record Axis(String label, boolean logarithmic) {}

    /// A picture of charts, one below the other.
    static Drawing drawing(String title, List<String> notes, List<Chart> charts) {
        var sheet = new Sheet(title, notes, WIDTH);
        int top = sheet.top();
        for (var chart : charts) {
            top = new Plot(sheet, chart, top).draw();
        }
        return sheet.drawing(top);
    }

    private static final class Plot {
        private final Sheet sheet;
        private final Chart chart;
        private final Scale x;
        private final Scale y;
        private final int top;
        private final int bottom;

        Plot(Sheet sheet, Chart chart, int from) {
            this.sheet = sheet;
            this.chart = chart;
            x = Scale.around(chart.points().map(Curve.Point::x).toList(), chart.across.logarithmic);
            y = Scale.around(chart.points().map(Curve.Point::y).toList(), chart.up.logarithmic);
            top = from + (chart.curves.size() > 1 ? LEGEND : 0);
            bottom = top + HEIGHT;
        }

        /// Where there is room below.
        int draw() {
            legend();
            grid();
            chart.curves.forEach(this::curve);
            return bottom + BOTTOM;
        }

        private void legend() {
            if (chart.curves.size() < 2) {
                return;
            }
            double left = Sheet.LEFT;
            for (var curve : chart.curves) {
                if (curve.points().size() > 1) {
                    var line = List.of(new Mark.Spot(left, top - 17), new Mark.Spot(left + 26, top - 17));
                    sheet.add(new Mark.Path(line, curve.colour(), 2, curve.dashed()));
                } else {
                    sheet.add(new Mark.Box(left + 9, top - 21, 8, 8, curve.colour(), "legend", ""));
                }
                sheet.text(left + 32, top - 13, curve.name(), Anchor.START);
                left += 56 + 7.5 * curve.name().length();
            }
        }

        private void grid() {
            for (double tick : x.ticks()) {
                sheet.line(Colour.PALE, x(tick), top, x(tick), bottom);
                sheet.text(x(tick), bottom + 19, Scale.label(tick), Anchor.MIDDLE);
            }
            for (double tick : y.ticks()) {
                sheet.line(Colour.PALE, Sheet.LEFT, y(tick), RIGHT, y(tick));
                sheet.text(Sheet.LEFT - 8, y(tick) + 4, Scale.label(tick), Anchor.END);
            }
            sheet.line(Colour.INK, Sheet.LEFT, top, Sheet.LEFT, bottom);
            sheet.line(Colour.INK, Sheet.LEFT, bottom, RIGHT, bottom);
            sheet.text((Sheet.LEFT + RIGHT) / 2.0, bottom + 42, chart.across.label, Anchor.MIDDLE);
            sheet.upwards(24, (top + bottom) / 2.0, chart.up.label);
        }

        private void curve(Curve curve) {
            var spots = curve.points().stream()
                    .map(point -> new Mark.Spot(x(point.x()), y(point.y())))
                    .toList();
            sheet.add(new Mark.Path(spots, curve.colour(), 2, curve.dashed()));
            if (curve.dashed()) {
                return;
            }
            for (var point : curve.points()) {
                var fill = x.isBeyond(point.x()) || y.isBeyond(point.y()) ? Colour.WHITE : curve.colour();
                var note = Sheet.number(point.x()) + ": " + Sheet.number(point.y());
                sheet.add(new Mark.Dot(x(point.x()), y(point.y()), chart.radius(), fill, curve.colour(), note));
            }
        }

        private double x(double number) {
            return Sheet.LEFT + x.place(number) * (RIGHT - Sheet.LEFT);
        }

        private double y(double number) {
            return bottom - y.place(number) * HEIGHT;
        }
    }

    private Stream<Curve.Point> points() {
        return curves.stream().flatMap(curve -> curve.points().stream());
    }

    /// Smaller dots where there are many.
    private double radius() {
        return curves.stream().anyMatch(curve -> curve.points().size() > 40) ? 2 : 4;
    }
}
