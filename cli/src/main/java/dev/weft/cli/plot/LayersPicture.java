package dev.weft.cli.plot;

import dev.weft.cli.bind.StackBound;
import dev.weft.cli.console.Failure;
import dev.weft.cli.draw.Colour;
import dev.weft.cli.draw.Drawing;
import dev.weft.cli.draw.Mark;
import dev.weft.cli.draw.Mark.Anchor;
import dev.weft.cli.explain.LayerField;
import dev.weft.dsl.model.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The receptive field of a stack: one row for each layer, the last one on top, and in it how far back a token at the
/// right end looks.
public final class LayersPicture {
    private static final int WIDTH = 880;
    private static final int RIGHT = 548;
    private static final int SEES = 622;
    private static final int NAME = 636;
    private static final int MOST_PIXELS = 512;
    private static final int TALLEST = 22;
    private static final int MOST_ROWS = 128;
    private static final int TEXT = 15;
    private static final int LEGEND = 58;
    private static final int BOTTOM = 54;
    private static final Colour SEEN = Colour.of(0xc3d8ee);

    private final Sheet sheet;
    private final List<LayerField> rows;
    private final long span;
    private final int top;
    private final double row;

    private LayersPicture(Sheet sheet, List<LayerField> rows, long span) {
        this.sheet = sheet;
        this.rows = rows;
        this.span = span;
        top = sheet.top() + LEGEND;
        row = Math.min(TALLEST, (double) MOST_PIXELS / rows.size());
    }

    public static Drawing draw(StackBound bound) {
        var fields = LayerField.of(bound);
        int step = Math.ceilDiv(fields.size(), MOST_ROWS);
        long span = span(bound, fields);
        var notes = new ArrayList<String>();
        notes.add("How far back a token sees; it stands at the right end, and counts");
        if (fields.stream().anyMatch(field -> field.sees() == LayerField.ALL || field.serves() == LayerField.ALL)) {
            notes.add("What reaches the left end goes back to the first token");
        }
        if (step > 1) {
            notes.add("Sampled: of %d layers the one that reads most is drawn".formatted(step));
        }
        var picture = new LayersPicture(new Sheet(title(bound), notes, WIDTH), rows(fields, step), span);
        return picture.draw();
    }

    /// From the last layer down, one of so many neighbours: a full layer among windows is not to be missed.
    private static List<LayerField> rows(List<LayerField> fields, int step) {
        var rows = new ArrayList<LayerField>();
        for (int end = fields.size(); end > 0; end -= step) {
            var chosen = fields.get(end - 1);
            for (var field : fields.subList(Math.max(0, end - step), end)) {
                chosen = field.reads() > chosen.reads() ? field : chosen;
            }
            rows.add(chosen);
        }
        return rows;
    }

    /// `Hwfa  L=4, w=16, T=512`
    private static String title(StackBound bound) {
        return bound.stack().name() + "  "
                + bound.params().entrySet().stream()
                        .map(param -> param.getKey() + "=" + Sheet.number(param.getValue()))
                        .collect(Collectors.joining(", "));
    }

    /// How many tokens there is room for: as many as there are keys, where that is known; else as many as windows
    /// see, and some more if others see all.
    private static long span(StackBound bound, List<LayerField> fields) {
        Map<String, String> sizes = bound.sizes().values();
        if (bound.stack().kernels().getFirst().keys() instanceof Term.Size(var dim) && sizes.containsKey(dim.name())) {
            var text = sizes.getOrDefault(dim.name(), "");
            if (!text.matches("\\d{1,9}")) {
                throw new Failure("--bind %s=%s: a size is a whole number from 0 on".formatted(dim.name(), text));
            }
            return Math.max(1, Integer.parseInt(text));
        }
        long most = 1;
        boolean all = false;
        for (var field : fields) {
            for (long tokens : new long[] {field.sees(), field.serves()}) {
                all |= tokens == LayerField.ALL;
                most = Math.max(most, tokens == LayerField.ALL ? 1 : tokens);
            }
        }
        return all ? most + most / 4 + 1 : most;
    }

    private Drawing draw() {
        legend();
        grid();
        var reads = new ArrayList<Mark>();
        for (int at = 0; at < rows.size(); at++) {
            var field = rows.get(at);
            double y = top + at * row;
            double height = Math.max(1, row - (row > 6 ? 2 : 0));
            var note = "layer %d reads %s, sees %s, serves %s"
                    .formatted(
                            field.layer().number(), count(field.reads()), count(field.sees()), count(field.serves()));
            sheet.add(new Mark.Box(x(field.sees()), y, RIGHT - x(field.sees()), height, SEEN, "sees", note));
            reads.add(new Mark.Box(x(field.reads()), y, RIGHT - x(field.reads()), height, Colour.BLUE, "reads", note));
        }
        reads.forEach(sheet::add);
        cone();
        words();
        sheet.line(Colour.INK, RIGHT, top, RIGHT, bottom());
        return sheet.drawing((int) Math.ceil(bottom()) + BOTTOM);
    }

    private void legend() {
        double y = sheet.top() - 4;
        entry(Sheet.LEFT, y, Colour.BLUE, "read by the layer itself");
        entry(Sheet.LEFT + 208, y, SEEN, "seen through layers below");
        sheet.add(new Mark.Path(
                List.of(new Mark.Spot(Sheet.LEFT + 432, y + 7), new Mark.Spot(Sheet.LEFT + 458, y + 7)),
                Colour.ORANGE,
                2,
                false));
        sheet.text(Sheet.LEFT + 466, y + 12, "what a token of the last layer depends on", Anchor.START);
        sheet.text(SEES, top - 8, "sees", Anchor.END);
        sheet.text(NAME, top - 8, "the layer is", Anchor.START);
        sheet.text(Sheet.LEFT - 8, top - 8, "layer", Anchor.END);
    }

    private void entry(double x, double y, Colour colour, String text) {
        sheet.add(new Mark.Box(x, y, 15, 15, colour, "legend", ""));
        sheet.text(x + 23, y + 12, text, Anchor.START);
    }

    private void grid() {
        for (double tick : new Scale(0, span, false).ticks()) {
            if (tick <= span) {
                double at = RIGHT - tick / span * (RIGHT - Sheet.LEFT);
                sheet.line(Colour.PALE, at, top, at, bottom());
                sheet.text(at, bottom() + 19, Scale.label(tick), Anchor.MIDDLE);
            }
        }
        sheet.text((Sheet.LEFT + RIGHT) / 2.0, bottom() + 42, "tokens back, its own the first", Anchor.MIDDLE);
    }

    /// From the last layer down: how many tokens of what goes into each layer it depends on.
    private void cone() {
        var spots = new ArrayList<Mark.Spot>();
        spots.add(new Mark.Spot(RIGHT, top));
        for (int at = 0; at < rows.size(); at++) {
            double x = x(rows.get(at).serves());
            spots.add(new Mark.Spot(x, top + at * row));
            spots.add(new Mark.Spot(x, top + (at + 1) * row));
        }
        sheet.add(new Mark.Path(spots, Colour.ORANGE, 2, false));
    }

    /// Numbers and names beside the rows, where there is room.
    private void words() {
        double next = top;
        for (int at = 0; at < rows.size(); at++) {
            double y = top + at * row;
            if (y >= next) {
                var field = rows.get(at);
                double line = y + Math.min(row, TEXT) / 2 + 4;
                sheet.text(Sheet.LEFT - 8, line, Integer.toString(field.layer().number()), Anchor.END);
                sheet.text(SEES, line, count(field.sees()), Anchor.END);
                sheet.text(NAME, line, StackBound.called(field.layer()), Anchor.START);
                next = y + TEXT;
            }
        }
    }

    private static String count(long tokens) {
        return tokens == LayerField.ALL ? "all" : Long.toString(tokens);
    }

    private double x(long tokens) {
        double share = (double) Math.min(tokens, span) / span;
        return RIGHT - Math.max(1, share * (RIGHT - Sheet.LEFT));
    }

    private double bottom() {
        return top + rows.size() * row;
    }
}
