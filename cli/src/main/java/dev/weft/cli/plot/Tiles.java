package dev.weft.cli.plot;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.draw.Colour;
import dev.weft.cli.draw.Mark;
import dev.weft.cli.explain.Schedules;
import dev.weft.codegen.Pipeline;
import dev.weft.codegen.explain.TileClasses;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileProgram;
import java.util.List;

/// The tiles of a head, as the kernel goes through them: which need no mask, which do, and which are not
/// visited. Where they are small, several are drawn together.
///
/// @param rows the classes, one string per row of tiles; nothing where they are not known
/// @param queries of a tile; likewise keys
/// @param note what is told of them
record Tiles(List<String> rows, double queries, double keys, String note) {
    private static final double LEAST_PIXELS = 8;

    /// Pixels of a tile from which on lines between tiles do not hide what is in them.
    private static final double ROOM = 20;

    /// What becomes of a tile.
    enum Kind {
        FULL,
        MIXED,
        EMPTY
    }

    Tiles {
        rows = List.copyOf(rows);
    }

    /// The tiles of a subject's view.
    static Tiles of(Subject subject, Field field) {
        var bound = subject.bound();
        var program = Pipeline.tiles(subject.program(), bound.attention());
        int group = (int) Math.max(
                1,
                TileClasses.size(program.group(), bound.sizes(), bound.params()).orElse(1));
        var size = size(subject.view().tile(), program, bound, group);
        int down = together(size.rows / (double) group * field.down());
        int across = together(size.keys * field.across());
        var classes = TileClasses.ofGroup(
                program,
                bound.sizes(),
                bound.params(),
                size.rows * down,
                size.keys * across,
                subject.view().batch(),
                subject.view().head());
        if (classes.isEmpty()) {
            return new Tiles(List.of(), 1, 1, unknown(program));
        }
        double queries = (double) size.rows / group;
        var note = "Tiles of %s × %d keys%s: %s full, %s mixed, %s empty"
                .formatted(
                        Sheet.number(queries) + (queries == 1 ? " query" : " queries"),
                        size.keys,
                        down * across > 1 ? ", %d × %d of them drawn as one".formatted(down, across) : "",
                        count(classes.get(), '#'),
                        count(classes.get(), '+'),
                        count(classes.get(), '.'));
        return new Tiles(classes.get(), queries * down, (double) size.keys * across, note);
    }

    private record Size(int rows, int keys) {}

    private static Size size(View.Tile tile, TileProgram program, Bound bound, int group) {
        return switch (tile) {
            case View.Tile.Given(int queries, int keys) -> new Size(queries * group, keys);
            case View.Tile.Scheduled() -> {
                var schedule = Schedules.of(program, bound);
                yield new Size(schedule.rowTile(), schedule.keyTile());
            }
        };
    }

    private static int together(double pixels) {
        return (int) Math.max(1, Math.ceil(LEAST_PIXELS / pixels));
    }

    private static String unknown(TileProgram program) {
        return program.far() instanceof Far.Folded
                ? "Far keys fold into their codes: no tile of them is visited, and no classes are drawn"
                : "A table decides what becomes of a tile when the kernel runs: no classes are drawn";
    }

    private static long count(List<String> rows, char tile) {
        return rows.stream()
                .flatMapToInt(String::chars)
                .filter(each -> each == tile)
                .count();
    }

    boolean known() {
        return !rows.isEmpty();
    }

    /// The class of all tiles that hold any of these pairs; mixed where they differ.
    Kind of(Field.Span row, Field.Span column) {
        boolean full = false;
        boolean empty = false;
        for (int r = (int) (row.from() / queries); r < Math.ceil(row.to() / queries); r++) {
            for (int c = (int) (column.from() / keys); c < Math.ceil(column.to() / keys); c++) {
                char tile = rows.get(r).charAt(c);
                full |= tile != '.';
                empty |= tile != '#';
                if (tile == '+') {
                    return Kind.MIXED;
                }
            }
        }
        return full && empty ? Kind.MIXED : full ? Kind.FULL : Kind.EMPTY;
    }

    /// Lines between tiles, where there is room for them.
    void lines(Sheet sheet, Field field, Colour colour) {
        if (!known() || Math.min(queries * field.down(), keys * field.across()) < ROOM) {
            return;
        }
        for (int r = 1; r < rows.size(); r++) {
            sheet.line(colour, Sheet.LEFT, field.y(r * queries), field.right(), field.y(r * queries));
        }
        for (int c = 1; c < rows.getFirst().length(); c++) {
            sheet.line(colour, field.x(c * keys), field.top(), field.x(c * keys), field.bottom());
        }
    }

    /// Outlines of the tiles of one class.
    void outline(Sheet sheet, Field field, Kind which, Colour colour) {
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).length(); c++) {
                if (of(rows.get(r).charAt(c)) == which) {
                    double x = field.x(c * keys);
                    double y = field.y(r * queries);
                    sheet.add(new Mark.Frame(
                            x + 0.75,
                            y + 0.75,
                            field.x((c + 1) * keys) - x - 1.5,
                            field.y((r + 1) * queries) - y - 1.5,
                            colour,
                            1.5,
                            which.name().toLowerCase(java.util.Locale.ROOT)));
                }
            }
        }
    }

    private static Kind of(char tile) {
        return switch (tile) {
            case '#' -> Kind.FULL;
            case '+' -> Kind.MIXED;
            default -> Kind.EMPTY;
        };
    }
}
