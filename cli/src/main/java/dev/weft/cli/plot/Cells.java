package dev.weft.cli.plot;

import dev.weft.cli.draw.Colour;
import dev.weft.cli.draw.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gathers the cells of a field by their colour; neighbours of one colour in a row become one.
final class Cells {
    private final Field field;
    private final Map<Look, List<Mark.Cell>> cells = new LinkedHashMap<>();
    private Look look = new Look(Colour.WHITE, "");
    private Field.Span row = new Field.Span(0, 0);
    private Field.Span columns = new Field.Span(0, 0);

    Cells(Field field) {
        this.field = field;
    }

    private record Look(Colour fill, String kind) {}

    /// Adds a cell, row after row and from left to right.
    void add(Field.Span row, Field.Span column, Colour fill, String kind) {
        var next = new Look(fill, kind);
        if (next.equals(look) && row.equals(this.row) && column.from() == columns.to()) {
            columns = new Field.Span(columns.from(), column.to());
            return;
        }
        flush();
        look = next;
        this.row = row;
        columns = column;
    }

    private void flush() {
        if (columns.to() > columns.from()) {
            cells.computeIfAbsent(look, _ -> new ArrayList<>()).add(field.cell(row, columns));
        }
    }

    /// Puts all of them on a sheet.
    void draw(Sheet sheet) {
        flush();
        columns = new Field.Span(0, 0);
        cells.forEach((each, at) -> sheet.add(new Mark.Cells(each.fill(), each.kind(), at)));
    }
}
