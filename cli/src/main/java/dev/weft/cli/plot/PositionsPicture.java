package dev.weft.cli.plot;

import dev.weft.cli.draw.Drawing;
import java.util.List;

/// The relative position that the rotations of a score see, for every pair that counts.
final class PositionsPicture {
    private PositionsPicture() {}

    static Drawing draw(Subject subject) {
        var position = RelativePosition.of(Head.attention(subject));
        try (var head = Head.of(subject, List.of(position))) {
            return new HeatMap(
                            "The relative position of query i and key j, as the rotations of the score have it",
                            "position")
                    .draw(subject, head, head.values(position), HeatMap.noTiles());
        }
    }
}
