package dev.weft.cli.plot;

import dev.weft.cli.draw.Drawing;
import java.util.List;

/// The score of every pair that counts, with the tiles that need their mask.
final class ScoresPicture {
    private ScoresPicture() {}

    static Drawing draw(Subject subject) {
        var score = Head.attention(subject).score();
        try (var head = Head.of(subject, List.of(score))) {
            var tiles = Tiles.of(subject, Field.of(head.queries(), head.keys(), 0));
            return new HeatMap("score = " + text(subject), "score").draw(subject, head, head.values(score), tiles);
        }
    }

    private static String text(Subject subject) {
        return subject.bound().kernel().source().lines().stream()
                .filter(line -> line.name().equals("score"))
                .map(line -> line.text())
                .findFirst()
                .orElse("");
    }
}
