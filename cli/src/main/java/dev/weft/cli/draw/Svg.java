package dev.weft.cli.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Drawings as SVG, for viewers and for pages.
public final class Svg {
    private Svg() {}

    /// The text of a file.
    public static String text(Drawing drawing) {
        var lines = new ArrayList<String>();
        lines.add("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d"
                  font-family="sans-serif" font-size="13" fill="%s">""".formatted(drawing.width(), drawing.height(), drawing.width(), drawing.height(), Colour.INK));
        lines.add("  <title>%s</title>".formatted(escaped(drawing.title())));
        lines.add("  <rect width=\"%d\" height=\"%d\" fill=\"white\"/>".formatted(drawing.width(), drawing.height()));
        drawing.marks().forEach(mark -> lines.add("  " + element(mark)));
        lines.add("</svg>\n");
        return String.join("\n", lines);
    }

    private static String element(Mark mark) {
        return switch (mark) {
            case Mark.Box(var x, var y, var width, var height, var fill, var kind, var note) ->
                element("rect", "%s%s fill=\"%s\"".formatted(kind(kind), bounds(x, y, width, height), fill), note);
            case Mark.Cells(var fill, var kind, var cells) ->
                element(
                        "path",
                        "%s fill=\"%s\" shape-rendering=\"crispEdges\" d=\"%s\""
                                .formatted(
                                        kind(kind),
                                        fill,
                                        cells.stream().map(Svg::outline).collect(Collectors.joining())),
                        "");
            case Mark.Frame(var x, var y, var width, var height, var stroke, var thickness, var kind) ->
                element(
                        "rect",
                        "%s%s fill=\"none\" stroke=\"%s\" stroke-width=\"%s\""
                                .formatted(kind(kind), bounds(x, y, width, height), stroke, tenths(thickness)),
                        "");
            case Mark.Path(var spots, var stroke, var thickness, var dashed) ->
                element(
                        "polyline",
                        " points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s"
                                .formatted(
                                        points(spots),
                                        stroke,
                                        tenths(thickness),
                                        dashed ? " stroke-dasharray=\"5 4\"" : ""),
                        "");
            case Mark.Dot(var x, var y, var radius, var fill, var stroke, var note) ->
                element(
                        "circle",
                        " cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" stroke=\"%s\""
                                .formatted(tenths(x), tenths(y), tenths(radius), fill, stroke),
                        note);
            case Mark.Label label -> label(label);
        };
    }

    private static String element(String name, String attributes, String note) {
        return note.isEmpty()
                ? "<%s%s/>".formatted(name, attributes)
                : "<%s%s><title>%s</title></%s>".formatted(name, attributes, escaped(note), name);
    }

    private static String label(Mark.Label label) {
        var place = label.upwards()
                ? "transform=\"translate(%s %s) rotate(-90)\"".formatted(tenths(label.x()), tenths(label.y()))
                : "x=\"%s\" y=\"%s\"".formatted(tenths(label.x()), tenths(label.y()));
        return "<text %s%s%s%s%s>%s</text>"
                .formatted(
                        place,
                        switch (label.anchor()) {
                            case START -> "";
                            case MIDDLE -> " text-anchor=\"middle\"";
                            case END -> " text-anchor=\"end\"";
                        },
                        label.size() == 13 ? "" : " font-size=\"%s\"".formatted(tenths(label.size())),
                        label.bold() ? " font-weight=\"bold\"" : "",
                        label.fill().equals(Colour.INK) ? "" : " fill=\"%s\"".formatted(label.fill()),
                        escaped(label.text()));
    }

    private static String kind(String kind) {
        return kind.isEmpty() ? "" : " class=\"%s\"".formatted(escaped(kind));
    }

    private static String bounds(double x, double y, double width, double height) {
        return " x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
                .formatted(tenths(x), tenths(y), tenths(width), tenths(height));
    }

    /// `M8 16h24v8h-24z`
    private static String outline(Mark.Cell cell) {
        return "M%s %sh%sv%sh-%sz"
                .formatted(
                        tenths(cell.x()),
                        tenths(cell.y()),
                        tenths(cell.width()),
                        tenths(cell.height()),
                        tenths(cell.width()));
    }

    private static String points(List<Mark.Spot> spots) {
        return spots.stream()
                .map(spot -> tenths(spot.x()) + "," + tenths(spot.y()))
                .collect(Collectors.joining(" "));
    }

    /// `12.5`, `12`
    static String tenths(double number) {
        double rounded = Math.rint(number * 10) / 10;
        return rounded == Math.rint(rounded)
                ? Long.toString(Math.round(rounded))
                : String.format(Locale.ROOT, "%.1f", rounded);
    }

    /// A text as XML and HTML hold it.
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
