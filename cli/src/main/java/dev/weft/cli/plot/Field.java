package dev.weft.cli.plot;

import dev.weft.cli.draw.Colour;
import dev.weft.cli.draw.Mark;
import dev.weft.cli.draw.Mark.Anchor;
import java.util.ArrayList;
import java.util.List;

/// Where pairs lie on the plane: queries downwards, keys to the right, both to one scale unless one of them
/// are so few that nothing could be seen. Where there are many, cells hold several pairs.
///
/// @param top where the first row begins
/// @param across pixels per key; `down` pixels per query
record Field(int queries, int keys, double top, double across, double down) {
    private static final double MOST_PIXELS = 512;
    private static final double LEAST_PIXELS = 32;
    private static final int MOST_CELLS = 128;
    private static final int TICK = 44;

    /// Pixels that a text takes that is turned.
    private static final int TURNED = 60;

    static Field of(int queries, int keys, double top) {
        double scale = MOST_PIXELS / Math.max(queries, keys);
        double whole = scale >= 1 ? Math.floor(scale) : scale;
        return new Field(
                queries, keys, top, Math.max(whole, LEAST_PIXELS / keys), Math.max(whole, LEAST_PIXELS / queries));
    }

    double width() {
        return keys * across;
    }

    double bottom() {
        return top + queries * down;
    }

    double right() {
        return Sheet.LEFT + width();
    }

    /// Whether a cell is a pair.
    boolean whole() {
        return rowStep() == 1 && columnStep() == 1;
    }

    /// How many queries a cell holds; likewise keys.
    int rowStep() {
        return Math.ceilDiv(queries, MOST_CELLS);
    }

    int columnStep() {
        return Math.ceilDiv(keys, MOST_CELLS);
    }

    /// Some neighbouring tokens, the last one not among them.
    record Span(int from, int to) {}

    List<Span> rows() {
        return spans(queries, rowStep());
    }

    List<Span> columns() {
        return spans(keys, columnStep());
    }

    private static List<Span> spans(int count, int step) {
        var spans = new ArrayList<Span>();
        for (int from = 0; from < count; from += step) {
            spans.add(new Span(from, Math.min(count, from + step)));
        }
        return spans;
    }

    /// Where so many pairs lie.
    Mark.Cell cell(Span row, Span column) {
        return new Mark.Cell(
                x(column.from()),
                y(row.from()),
                (column.to() - column.from()) * across,
                (row.to() - row.from()) * down);
    }

    double x(double key) {
        return Sheet.LEFT + Math.min(key, keys) * across;
    }

    double y(double query) {
        return top + Math.min(query, queries) * down;
    }

    /// What is told of it beneath the title.
    ///
    /// @param sampled how a cell shows its pairs, where it has several
    List<String> notes(String sampled) {
        var notes = new ArrayList<String>();
        if (!whole()) {
            notes.add("Sampled: a cell stands for %d × %d pairs, %s".formatted(rowStep(), columnStep(), sampled));
        }
        if (across != down) {
            notes.add(
                    across > down
                            ? "Keys are drawn %s times as wide as queries are high"
                                    .formatted(Sheet.number(across / down))
                            : "Queries are drawn %s times as high as keys are wide"
                                    .formatted(Sheet.number(down / across)));
        }
        return notes;
    }

    /// White lines between cells that are large enough, the frame, and numbers along two sides.
    void axes(Sheet sheet) {
        if (whole() && across == down && across >= 12) {
            for (int j = 1; j < keys; j++) {
                sheet.line(Colour.WHITE, x(j), top, x(j), bottom());
            }
            for (int i = 1; i < queries; i++) {
                sheet.line(Colour.WHITE, Sheet.LEFT, y(i), right(), y(i));
            }
        }
        sheet.add(new Mark.Frame(Sheet.LEFT, top, width(), bottom() - top, Colour.GREY, 1, "field"));
        int keyStep = step(across, TICK);
        for (int j = 0; j < keys; j += keyStep) {
            sheet.text(
                    x(j) + (keyStep == 1 ? across : Math.min(across, TICK)) / 2,
                    bottom() + 17,
                    Integer.toString(j),
                    Anchor.MIDDLE);
        }
        int queryStep = step(down, TICK / 2.0);
        for (int i = 0; i < queries; i += queryStep) {
            sheet.text(
                    Sheet.LEFT - 8,
                    y(i) + (queryStep == 1 ? down : Math.min(down, TICK)) / 2 + 4,
                    Integer.toString(i),
                    Anchor.END);
        }
        sheet.text(Sheet.LEFT + width() / 2, bottom() + 40, "key j", Anchor.MIDDLE);
        if (bottom() - top < TURNED) {
            sheet.text(Sheet.LEFT - 74, (top + bottom()) / 2 + 4, "query i", Anchor.START);
        } else {
            sheet.upwards(24, (top + bottom()) / 2, "query i");
        }
    }

    /// The least power of two that keeps labels apart.
    private static int step(double pixels, double room) {
        int step = 1;
        while (step * pixels < room && step < 1 << 30) {
            step *= 2;
        }
        return step;
    }
}
