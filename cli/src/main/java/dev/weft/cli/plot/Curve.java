package dev.weft.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A curve over two axes, as SVG.
///
/// @param note a line beneath the title
record Curve(String title, String note, Axis across, Axis up, List<Point> points) {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int LEFT = 86;
    private static final int RIGHT = 24;
    private static final int TOP = 64;
    private static final int BOTTOM = 62;

    Curve {
        points = List.copyOf(points);
    }

    /// What an axis shows.
    record Axis(String label, boolean logarithmic) {}

    record Point(double x, double y) {}

    /// The text of a file. Points that have no place on a logarithmic axis are hollow, at its end.
    String svg() {
        var x = Scale.around(points.stream().map(Point::x).toList(), across.logarithmic);
        var y = Scale.around(points.stream().map(Point::y).toList(), up.logarithmic);
        var svg = new ArrayList<>(head(title, note, WIDTH, HEIGHT));
        grid(svg, x, y);
        curve(svg, x, y);
        svg.add("</svg>\n");
        return String.join("\n", svg);
    }

    /// The beginning of any picture: its size, a title, a line beneath it.
    static List<String> head(String title, String note, int width, int height) {
        return List.of(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d"
                  font-family="sans-serif" font-size="13" fill="#222">""".formatted(width, height, width, height),
                "  <title>%s</title>".formatted(escaped(title)),
                "  <rect width=\"%d\" height=\"%d\" fill=\"white\"/>".formatted(width, height),
                "  <text x=\"%d\" y=\"26\" font-size=\"17\" font-weight=\"bold\">%s</text>"
                        .formatted(LEFT, escaped(title)),
                "  <text x=\"%d\" y=\"47\" fill=\"#555\">%s</text>".formatted(LEFT, escaped(note)));
    }

    private void grid(List<String> svg, Scale x, Scale y) {
        int bottom = HEIGHT - BOTTOM;
        int right = WIDTH - RIGHT;
        for (double tick : x.ticks()) {
            var at = x(x, tick);
            svg.add("  <line x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\" stroke=\"#ddd\"/>".formatted(at, TOP, at, bottom));
            svg.add("  <text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                    .formatted(at, bottom + 19, Scale.label(tick)));
        }
        for (double tick : y.ticks()) {
            var at = y(y, tick);
            svg.add("  <line x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\" stroke=\"#ddd\"/>".formatted(LEFT, at, right, at));
            svg.add("  <text x=\"%d\" y=\"%s\" dy=\"4\" text-anchor=\"end\">%s</text>"
                    .formatted(LEFT - 8, at, Scale.label(tick)));
        }
        svg.add("  <polyline points=\"%d,%d %d,%d %d,%d\" fill=\"none\" stroke=\"#222\"/>"
                .formatted(LEFT, TOP, LEFT, bottom, right, bottom));
        svg.add("  <text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                .formatted((LEFT + right) / 2, HEIGHT - 16, escaped(across.label)));
        svg.add("  <text transform=\"translate(20 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>"
                .formatted((TOP + bottom) / 2, escaped(up.label)));
    }

    private void curve(List<String> svg, Scale x, Scale y) {
        var places = points.stream()
                .map(point -> x(x, point.x) + "," + y(y, point.y))
                .collect(Collectors.joining(" "));
        svg.add("  <polyline points=\"%s\" fill=\"none\" stroke=\"#1f5fa8\" stroke-width=\"2\"/>".formatted(places));
        for (var point : points) {
            var fill = x.isBeyond(point.x) || y.isBeyond(point.y) ? "white" : "#1f5fa8";
            svg.add(
                    "  <circle cx=\"%s\" cy=\"%s\" r=\"4\" fill=\"%s\" stroke=\"#1f5fa8\"><title>%s: %s</title></circle>"
                            .formatted(x(x, point.x), y(y, point.y), fill, number(point.x), number(point.y)));
        }
    }

    private static String x(Scale scale, double number) {
        return tenths(LEFT + scale.place(number) * (WIDTH - LEFT - RIGHT));
    }

    private static String y(Scale scale, double number) {
        return tenths(HEIGHT - BOTTOM - scale.place(number) * (HEIGHT - TOP - BOTTOM));
    }

    private static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : String.format(Locale.ROOT, "%.3g", number);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
