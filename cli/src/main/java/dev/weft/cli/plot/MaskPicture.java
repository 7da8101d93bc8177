package dev.weft.cli.plot;

import dev.weft.cli.draw.Colour;
import dev.weft.cli.draw.Drawing;
import java.util.ArrayList;
import java.util.List;

/// Which pairs count, coloured by what becomes of their tile.
final class MaskPicture {
    private static final Colour UNVISITED = Colour.of(0xf0f2f5);
    private static final Colour MASKED = Colour.of(0xfae3c6);

    /// Pairs that are looked at along each side of a cell.
    private static final int LOOKS = 4;

    private MaskPicture() {}

    static Drawing draw(Subject subject) {
        try (var head = Head.of(subject, List.of())) {
            var tiles = Tiles.of(subject, Field.of(head.queries(), head.keys(), 0));
            var notes = new ArrayList<String>();
            notes.add("Which keys j a query i keeps, batch %d, head %d"
                    .formatted(subject.view().batch(), subject.view().head()));
            notes.add(tiles.note());
            notes.addAll(Field.of(head.queries(), head.keys(), 0)
                    .notes("%d of them looked at: the paler, the fewer of these count".formatted(LOOKS * LOOKS)));
            var sheet = new Sheet(subject.title(), notes, Legend.WIDTH);
            var field = Field.of(head.queries(), head.keys(), sheet.top());
            cells(sheet, field, head, tiles);
            field.axes(sheet);
            tiles.lines(sheet, field, Colour.of(0x8a929c));
            legend(new Legend(sheet, field), tiles);
            return sheet.drawing((int) Math.ceil(Math.max(field.bottom(), field.top() + 110)) + 56);
        }
    }

    private static void cells(Sheet sheet, Field field, Head head, Tiles tiles) {
        var cells = new Cells(field);
        for (var row : field.rows()) {
            for (var column : field.columns()) {
                var tile = tiles.known() ? tiles.of(row, column) : Tiles.Kind.FULL;
                double kept = kept(head, row, column);
                var inside = tile == Tiles.Kind.MIXED ? Colour.ORANGE : Colour.BLUE;
                var outside = tile == Tiles.Kind.MIXED ? MASKED : UNVISITED;
                var kind = (kept > 0 ? "kept " : "left ")
                        + (tiles.known() ? tile.name().toLowerCase(java.util.Locale.ROOT) : "unknown");
                cells.add(row, column, outside.towards(inside, kept), kind);
            }
        }
        cells.draw(sheet);
    }

    /// The share of a cell's pairs that count.
    private static double kept(Head head, Field.Span row, Field.Span column) {
        int kept = 0;
        int all = 0;
        for (int i : looks(row)) {
            for (int j : looks(column)) {
                kept += head.keeps(i, j) ? 1 : 0;
                all++;
            }
        }
        return (double) kept / all;
    }

    /// Some tokens of a span, evenly spread, its first among them.
    static int[] looks(Field.Span span) {
        int length = span.to() - span.from();
        var looks = new int[Math.min(LOOKS, length)];
        for (int n = 0; n < looks.length; n++) {
            looks[n] = span.from() + (int) ((long) n * length / looks.length);
        }
        return looks;
    }

    private static void legend(Legend legend, Tiles tiles) {
        if (!tiles.known()) {
            legend.entry(Colour.BLUE, "kept");
            legend.entry(UNVISITED, "not kept");
            return;
        }
        legend.entry(Colour.BLUE, "kept, in a full tile: no mask");
        legend.entry(Colour.ORANGE, "kept, in a mixed tile");
        legend.entry(MASKED, "not kept, in a mixed tile");
        legend.entry(UNVISITED, "in an empty tile: not visited");
    }
}
