package dev.weft.cli.draw;

import java.util.List;

/// One thing in a drawing. Coordinates are pixels, y grows downwards. A `kind` is a word for what a mark
/// shows, a `note` more about it; either may be empty.
public sealed interface Mark {
    /// A filled rectangle.
    record Box(double x, double y, double width, double height, Colour fill, String kind, String note)
            implements Mark {}

    /// Many filled rectangles of one colour, which may touch without a seam.
    record Cells(Colour fill, String kind, List<Cell> cells) implements Mark {
        public Cells {
            cells = List.copyOf(cells);
        }
    }

    /// One of them.
    record Cell(double x, double y, double width, double height) {}

    /// The outline of a rectangle.
    record Frame(double x, double y, double width, double height, Colour stroke, double thickness, String kind)
            implements Mark {}

    /// Lines from spot to spot.
    record Path(List<Spot> spots, Colour stroke, double thickness, boolean dashed) implements Mark {
        public Path {
            spots = List.copyOf(spots);
        }
    }

    /// A point of the plane.
    record Spot(double x, double y) {}

    /// A filled circle with an outline.
    record Dot(double x, double y, double radius, Colour fill, Colour stroke, String note) implements Mark {}

    /// A line of text.
    ///
    /// @param y where the letters stand
    /// @param upwards whether it is turned to be read from below to above
    record Label(
            double x, double y, String text, Anchor anchor, double size, boolean bold, Colour fill, boolean upwards)
            implements Mark {
        /// A label of the usual size.
        public Label(double x, double y, String text, Anchor anchor, Colour fill) {
            this(x, y, text, anchor, 13, false, fill, false);
        }
    }

    /// Which part of a text is at its place.
    enum Anchor {
        START,
        MIDDLE,
        END
    }
}
