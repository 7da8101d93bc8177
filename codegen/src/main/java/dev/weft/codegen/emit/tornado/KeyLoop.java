package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Truths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the loop over tiles of keys. Tiles begin at multiples of `keyTile`; those that no range touches
/// are stepped over, those of which nothing may count are skipped.
final class KeyLoop {
    private final TileProgram program;
    private final TileCode tiles;
    private final PointCode code;
    private final Extremes extremes;
    private final Prologue prologue;
    private final Text text;

    KeyLoop(TileProgram program, TileCode tiles, PointCode code, Extremes extremes, Prologue prologue, Text text) {
        this.program = program;
        this.tiles = tiles;
        this.code = code;
        this.extremes = extremes;
        this.prologue = prologue;
        this.text = text;
    }

    void write(int number, TileOp.Loop loop) {
        if (number == 0) {
            start(loop);
            text.line("final int keys = "
                            + code.of(program.keys(), Place.uniform(), text).text() + ";")
                    .line("int firstKey = 0;");
            if (program.far() instanceof Far.Folded folded) {
                prologue.state(folded, text);
            }
        }
        for (int n = 0; n < loop.ranges().size(); n++) {
            range(loop, number, n, loop.ranges().get(n));
        }
        stretch(loop, number);
        boolean codes = loop.over() == TileOp.Source.CODES;
        var body = new Text();
        var inside = tiles.into(body);
        var may = Truths.isTrue(loop.may())
                ? ""
                : code.of(loop.may(), Place.uniform(), body).text();
        if (!may.isEmpty()) {
            body.open("if (" + may + ")");
        }
        inside.barrier();
        inside.write(loop.staged());
        inside.write(loop.body());
        if (!may.isEmpty()) {
            body.close();
        }
        text.line("firstKey = from" + number + ";")
                .open("while (firstKey < to" + number + ")")
                .line("final int count = TornadoMath.min(keyTile, " + (codes ? "codes" : near()) + " - firstKey);")
                .line("final int lastKey = firstKey + count - 1;");
        extremes.write(code, true, text);
        text.lines(body.toString());
        step(number, loop.ranges().size());
        text.close();
        tiles.meet(inside.hazards());
    }

    private void start(TileOp.Loop loop) {
        var numbers = new ArrayList<TileOp>();
        for (var carried : loop.carried()) {
            if (carried.tile().columns() instanceof Span.Features) {
                tiles.start(carried.tile(), place -> code.of(carried.start(), place, text));
            } else {
                numbers.add(new TileOp.Map(carried.tile(), carried.start()));
            }
        }
        tiles.write(numbers);
    }

    /// How many keys a loop may visit.
    private static String keys(TileOp.Loop loop) {
        return switch (loop.over()) {
            case TOKENS -> "keys";
            case CODES -> "codes";
        };
    }

    private void range(TileOp.Loop loop, int number, int n, TileOp.Range range) {
        var name = number + "_" + n;
        var low = code.of(range.low(), Place.uniform(), text);
        var high = code.of(range.high(), Place.uniform(), text).text();
        switch (loop.over()) {
            case TOKENS ->
                text.line("final int low" + name + " = "
                                + (folds(Far.Direction.BEFORE)
                                        ? "folded + TornadoMath.max(0, " + low.within(Code.ADD)
                                                + " - folded) / keyTile * keyTile;"
                                        : "TornadoMath.max(0, " + low.text() + ") / keyTile * keyTile;"))
                        .line("final int high" + name + " = TornadoMath.min(" + near() + ", " + high + ");");
            case CODES ->
                text.line("// No codes before the first key has been folded.")
                        .line("final int low" + name + " = " + low.text() + ";")
                        .line("final int high" + name + " = " + nothing() + " ? 0 : " + high + ";");
        }
    }

    private boolean folds(Far.Direction direction) {
        return program.far() instanceof Far.Folded folded
                && folded.stretches().stream().anyMatch(stretch -> stretch.direction() == direction);
    }

    /// Where keys end that are visited one by one.
    private String near() {
        return folds(Far.Direction.AFTER) ? "foldedAfter" : "keys";
    }

    /// Whether a row tile has no folded keys.
    private String nothing() {
        var before = folds(Far.Direction.BEFORE) ? List.of("folded == 0") : List.<String>of();
        var after = folds(Far.Direction.AFTER) ? List.of("foldedAfter == keys") : List.<String>of();
        return Stream.concat(before.stream(), after.stream()).collect(Collectors.joining(" & "));
    }

    /// From which tile to which key this work-group goes: its part.
    private void stretch(TileOp.Loop over, int loop) {
        int ranges = over.ranges().size();
        text.line("int start" + loop + " = " + keys(over) + ";").line("int end" + loop + " = 0;");
        for (int n = 0; n < ranges; n++) {
            var name = loop + "_" + n;
            text.open("if (low" + name + " < high" + name + ")")
                    .line("start" + loop + " = TornadoMath.min(start" + loop + ", low" + name + ");")
                    .line("end" + loop + " = TornadoMath.max(end" + loop + ", high" + name + ");")
                    .close();
        }
        var more = loop == 0 ? "" : Integer.toString(loop);
        text.line("final int keyTiles" + more + " = (TornadoMath.max(0, end" + loop + " - start" + loop
                        + ") + keyTile - 1) / keyTile;")
                .line("final int stretch" + more + " = (keyTiles" + more + " + parts - 1) / parts * keyTile;")
                .line("final int from" + loop + " = start" + loop + " + part * stretch" + more + ";")
                .line("final int to" + loop + " = TornadoMath.min(end" + loop + ", from" + loop + " + stretch" + more
                        + ");");
    }

    private void step(int loop, int ranges) {
        if (ranges == 1) {
            text.line("firstKey = firstKey + keyTile;");
            return;
        }
        text.line("final int after = firstKey + keyTile;").line("int following = to" + loop + ";");
        for (int n = 0; n < ranges; n++) {
            var name = loop + "_" + n;
            text.line("following = after < high" + name + " ? TornadoMath.min(following, TornadoMath.max(after, low"
                    + name + ")) : following;");
        }
        text.line("firstKey = following;");
    }
}
