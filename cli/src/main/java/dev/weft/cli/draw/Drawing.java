package dev.weft.cli.draw;

import java.util.List;

/// A picture on white ground: marks, the later ones over the earlier ones.
///
/// @param title what it shows, for those who cannot see it
/// @param width in pixels; `height` likewise
public record Drawing(String title, int width, int height, List<Mark> marks) {
    public Drawing {
        marks = List.copyOf(marks);
    }
}
