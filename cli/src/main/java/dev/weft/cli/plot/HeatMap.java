package dev.weft.cli.plot;

import dev.weft.cli.draw.Colour;
import dev.weft.cli.draw.Drawing;
import dev.weft.cli.draw.Mark;
import dev.weft.cli.draw.Mark.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A number for every pair that counts, as a colour, and in figures where there is room.
///
/// @param what beneath the title
/// @param unit above the colours
record HeatMap(String what, String unit) {
    private static final Colour NOWHERE = Colour.of(0xd8dce2);
    private static final Colour NOT_FINITE = Colour.of(0x777777);

    /// The size of the least legible number, and how wide each of its figures is.
    private static final double LEAST_SIZE = 9;

    private static final double FIGURE = 0.62;

    /// The numbers of cells, row after row; NaN where no pair of it counts.
    private static double[][] numbers(Field field, Head head, Head.Values values) {
        var rows = field.rows();
        var columns = field.columns();
        var numbers = new double[rows.size()][columns.size()];
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                numbers[r][c] = first(head, values, rows.get(r), columns.get(c));
            }
        }
        return numbers;
    }

    /// The number of the first pair of a cell that counts, of those that are looked at.
    private static double first(Head head, Head.Values values, Field.Span row, Field.Span column) {
        for (int i : MaskPicture.looks(row)) {
            for (int j : MaskPicture.looks(column)) {
                if (head.keeps(i, j)) {
                    double number = values.at(i, j);
                    return Double.isNaN(number) ? Double.POSITIVE_INFINITY : number;
                }
            }
        }
        return Double.NaN;
    }

    /// The picture, with the outlines of mixed tiles if `tiles` are known.
    Drawing draw(Subject subject, Head head, Head.Values values, Tiles tiles) {
        var plain = Field.of(head.queries(), head.keys(), 0);
        var notes = new ArrayList<String>();
        notes.add("%s, batch %d, head %d"
                .formatted(what, subject.view().batch(), subject.view().head()));
        if (!tiles.note().isEmpty()) {
            notes.add(tiles.note());
        }
        notes.addAll(plain.notes("and shows one of them"));
        var sheet = new Sheet(subject.title(), notes, Legend.WIDTH);
        var field = Field.of(head.queries(), head.keys(), sheet.top());
        var numbers = numbers(field, head, values);
        var heat = heat(numbers);
        cells(sheet, field, numbers, heat);
        field.axes(sheet);
        figures(sheet, field, numbers, heat);
        tiles.outline(sheet, field, Tiles.Kind.MIXED, Colour.ORANGE);
        var legend = new Legend(sheet, field);
        legend.bar(heat, unit);
        legend.entry(NOWHERE, "not kept");
        if (any(numbers, Double.POSITIVE_INFINITY) || any(numbers, Double.NEGATIVE_INFINITY)) {
            legend.entry(NOT_FINITE, "not finite");
        }
        if (tiles.known()) {
            legend.outline(Colour.ORANGE, "a mixed tile: it needs its mask");
        }
        return sheet.drawing((int) Math.ceil(Math.max(field.bottom(), field.top() + 320)) + 56);
    }

    private static Heat heat(double[][] numbers) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (var row : numbers) {
            for (double number : row) {
                if (Double.isFinite(number)) {
                    low = Math.min(low, number);
                    high = Math.max(high, number);
                }
            }
        }
        return Heat.of(low <= high ? low : 0, low <= high ? high : 1);
    }

    private static boolean any(double[][] numbers, double wanted) {
        for (var row : numbers) {
            for (double number : row) {
                if (number == wanted) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void cells(Sheet sheet, Field field, double[][] numbers, Heat heat) {
        var cells = new Cells(field);
        var rows = field.rows();
        var columns = field.columns();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                double number = numbers[r][c];
                if (Double.isNaN(number)) {
                    cells.add(rows.get(r), columns.get(c), NOWHERE, "left");
                } else {
                    cells.add(rows.get(r), columns.get(c), colour(number, heat), "kept");
                }
            }
        }
        cells.draw(sheet);
    }

    private static Colour colour(double number, Heat heat) {
        return Double.isInfinite(number) ? NOT_FINITE : heat.colour(number);
    }

    /// Numbers in cells, if all cells are pairs with room for them.
    private static void figures(Sheet sheet, Field field, double[][] numbers, Heat heat) {
        double pixels = Math.min(field.across(), field.down());
        double size = Math.min(pixels * 0.36, (pixels - 2) / (FIGURE * longest(numbers)));
        if (!field.whole() || size < LEAST_SIZE) {
            return;
        }
        size = Math.min(size, 22);
        for (int i = 0; i < field.queries(); i++) {
            for (int j = 0; j < field.keys(); j++) {
                double number = numbers[i][j];
                if (Double.isNaN(number)) {
                    continue;
                }
                var ink = colour(number, heat).lightness() < 0.55 ? Colour.WHITE : Colour.INK;
                sheet.add(new Mark.Label(
                        field.x(j + 0.5),
                        field.y(i + 0.5) + size * 0.35,
                        figure(number),
                        Anchor.MIDDLE,
                        size,
                        false,
                        ink,
                        false));
            }
        }
    }

    private static int longest(double[][] numbers) {
        int longest = 1;
        for (var row : numbers) {
            for (double number : row) {
                longest = Double.isNaN(number)
                        ? longest
                        : Math.max(longest, figure(number).length());
            }
        }
        return longest;
    }

    /// `3`, `3.5`, `0.33`
    private static String figure(double number) {
        double hundredths = Math.rint(number * 100) / 100;
        if (Double.isInfinite(number) || hundredths == Math.rint(hundredths)) {
            return Double.isInfinite(number) ? (number > 0 ? "∞" : "-∞") : Long.toString((long) hundredths);
        }
        return String.format(Locale.ROOT, "%.2f", hundredths).replaceAll("0$", "");
    }

    /// No tiles to draw.
    static Tiles noTiles() {
        return new Tiles(List.of(), 1, 1, "");
    }
}
