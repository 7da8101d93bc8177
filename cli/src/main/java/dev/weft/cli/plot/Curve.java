package dev.weft.cli.plot;

import dev.weft.cli.draw.Colour;
import java.util.List;

/// Points that belong together, in their order.
///
/// @param name what it shows, where there are several
/// @param dashed for what the others are compared with: a line without dots
record Curve(String name, Colour colour, boolean dashed, List<Point> points) {
    Curve {
        points = List.copyOf(points);
    }

    /// A curve that is alone.
    static Curve of(List<Point> points) {
        return new Curve("", Colour.BLUE, false, points);
    }

    record Point(double x, double y) {}
}
