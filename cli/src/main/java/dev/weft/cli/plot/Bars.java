package dev.weft.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Bars over an axis from 0, as part of an SVG.
///
/// @param heights one for each bar, from left to right
/// @param end what stands at the right end of the axis
/// @param whole whether the axis counts
record Bars(String across, String up, List<Double> heights, double end, boolean whole) {
    static final int WIDTH = 760;
    static final int HEIGHT = 250;
    private static final int LEFT = 86;
    private static final int RIGHT = 24;
    private static final int BOTTOM = 62;
    private static final int TICKS = 5;

    Bars {
        heights = List.copyOf(heights);
    }

    /// Adds the bars to a picture.
    ///
    /// @param top where they begin
    void draw(List<String> svg, int top) {
        int bottom = top + HEIGHT - BOTTOM;
        var scale = Scale.around(heights, false);
        for (double tick : scale.ticks()) {
            var at = tenths(bottom - scale.place(tick) * (HEIGHT - BOTTOM));
            svg.add("  <line x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\" stroke=\"#ddd\"/>"
                    .formatted(LEFT, at, WIDTH - RIGHT, at));
            svg.add("  <text x=\"%d\" y=\"%s\" dy=\"4\" text-anchor=\"end\">%s</text>"
                    .formatted(LEFT - 8, at, Scale.label(tick)));
        }
        double each = (double) (WIDTH - LEFT - RIGHT) / heights.size();
        for (int n = 0; n < heights.size(); n++) {
            double height = scale.place(heights.get(n)) * (HEIGHT - BOTTOM);
            svg.add(
                    "  <rect class=\"bar\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"#1f5fa8\"><title>%s: %s</title></rect>"
                            .formatted(
                                    tenths(LEFT + n * each),
                                    tenths(bottom - height),
                                    tenths(Math.max(0.5, each - (each > 4 ? 1 : 0))),
                                    tenths(height),
                                    place(n),
                                    Scale.label(heights.get(n))));
        }
        for (double tick : ticks()) {
            svg.add("  <text class=\"tick\" x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                    .formatted(tenths(LEFT + tick / end * (WIDTH - LEFT - RIGHT)), bottom + 19, number(tick)));
        }
        svg.add("  <polyline points=\"%d,%d %d,%d %d,%d\" fill=\"none\" stroke=\"#222\"/>"
                .formatted(LEFT, top, LEFT, bottom, WIDTH - RIGHT, bottom));
        svg.add("  <text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                .formatted((LEFT + WIDTH - RIGHT) / 2, bottom + 42, Curve.escaped(across)));
        svg.add("  <text transform=\"translate(20 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>"
                .formatted((top + bottom) / 2, Curve.escaped(up)));
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
        return whole ? Long.toString(Math.round(number)) : String.format(Locale.ROOT, "%.3g", number);
    }

    private static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    /// A picture of bars above bars.
    ///
    /// @param note a line beneath the title
    static String svg(String title, String note, List<Bars> all) {
        int top = 70;
        int height = top + all.size() * HEIGHT;
        var svg = new ArrayList<>(Curve.head(title, note, WIDTH, height));
        for (var bars : all) {
            bars.draw(svg, top);
            top += HEIGHT;
        }
        svg.add("</svg>\n");
        return String.join("\n", svg);
    }
}
