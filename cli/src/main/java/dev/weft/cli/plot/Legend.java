package dev.weft.cli.plot;

import dev.weft.cli.draw.Colour;
import dev.weft.cli.draw.Mark;
import dev.weft.cli.draw.Mark.Anchor;
import java.util.List;

/// What colours mean, right of a field.
final class Legend {
    /// How wide a picture with a field and a legend is.
    static final int WIDTH = 880;

    private static final int BAR = 200;
    private static final int TICKS = 4;
    private static final int MOST_TICKS = 5;
    private static final double LEFT_MARGIN = 22;

    private final Sheet sheet;
    private final double left;
    private double y;

    Legend(Sheet sheet, Field field) {
        this.sheet = sheet;
        left = field.right() + LEFT_MARGIN;
        y = field.top();
    }

    /// A colour and what it stands for.
    void entry(Colour colour, String text) {
        sheet.add(new Mark.Box(left, y, 15, 15, colour, "legend", ""));
        sheet.add(new Mark.Frame(left, y, 15, 15, Colour.PALE, 1, "legend"));
        sheet.text(left + 23, y + 12, text, Anchor.START);
        y += 25;
    }

    /// An outline and what it stands for.
    void outline(Colour colour, String text) {
        sheet.add(new Mark.Frame(left + 1, y + 1, 13, 13, colour, 1.5, "legend"));
        sheet.text(left + 23, y + 12, text, Anchor.START);
        y += 25;
    }

    /// All colours of a heat, with numbers beside it.
    void bar(Heat heat, String text) {
        sheet.text(left, y + 12, text, Anchor.START);
        y += 24;
        for (int step = 0; step < Heat.LEVELS; step++) {
            double share = 1 - (step + 0.5) / Heat.LEVELS;
            var cell = new Mark.Cell(left, y + (double) step * BAR / Heat.LEVELS, 15, (double) BAR / Heat.LEVELS);
            sheet.add(
                    new Mark.Cells(heat.colour(heat.low() + share * (heat.high() - heat.low())), "bar", List.of(cell)));
        }
        int ticks = ticks(heat);
        for (int tick = 0; tick <= ticks; tick++) {
            double value = heat.low() + (heat.high() - heat.low()) * (ticks - tick) / ticks;
            sheet.text(left + 23, y + (double) tick * BAR / ticks + 4, Sheet.number(value), Anchor.START);
        }
        y += BAR + 22;
    }

    /// As many as leave whole numbers between whole ends, where there is such a number.
    private static int ticks(Heat heat) {
        double range = heat.high() - heat.low();
        for (int ticks = MOST_TICKS; ticks > 1 && heat.low() == Math.rint(heat.low()); ticks--) {
            if (range > 0 && range % ticks == 0) {
                return ticks;
            }
        }
        return TICKS;
    }
}
