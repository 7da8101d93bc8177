package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Truths;
import java.util.ArrayList;

/// Writes the loop over tiles of keys. Tiles begin at multiples of `keyTile`; those that no range touches
/// are stepped over, those of which nothing may count are skipped.
final class KeyLoop {
    private final TileProgram program;
    private final TileCode tiles;
    private final PointCode code;
    private final Extremes extremes;
    private final Text text;

    KeyLoop(TileProgram program, TileCode tiles, PointCode code, Extremes extremes, Text text) {
        this.program = program;
        this.tiles = tiles;
        this.code = code;
        this.extremes = extremes;
        this.text = text;
    }

    /// @param splits whether the work-group has a part of the keys alone
    void write(int number, TileOp.Loop loop, boolean splits) {
        start(loop);
        if (number == 0) {
            text.line("final int keys = "
                            + code.of(program.keys(), Place.uniform(), text).text() + ";")
                    .line("int firstKey = 0;");
        }
        for (int n = 0; n < loop.ranges().size(); n++) {
            range(number, n, loop.ranges().get(n));
        }
        stretch(number, loop.ranges().size(), splits);
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
                .line("final int count = TornadoMath.min(keyTile, keys - firstKey);")
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

    private void range(int loop, int n, TileOp.Range range) {
        var name = loop + "_" + n;
        var low = code.of(range.low(), Place.uniform(), text);
        var high = code.of(range.high(), Place.uniform(), text);
        text.line("final int low" + name + " = TornadoMath.max(0, " + low.text() + ") / keyTile * keyTile;")
                .line("final int high" + name + " = TornadoMath.min(keys, " + high.text() + ");");
    }

    /// From which tile to which key this work-group goes.
    private void stretch(int loop, int ranges, boolean splits) {
        text.line("int start" + loop + " = keys;").line("int end" + loop + " = 0;");
        for (int n = 0; n < ranges; n++) {
            var name = loop + "_" + n;
            text.open("if (low" + name + " < high" + name + ")")
                    .line("start" + loop + " = TornadoMath.min(start" + loop + ", low" + name + ");")
                    .line("end" + loop + " = TornadoMath.max(end" + loop + ", high" + name + ");")
                    .close();
        }
        if (!splits) {
            text.line("final int from" + loop + " = start" + loop + ";")
                    .line("final int to" + loop + " = end" + loop + ";");
            return;
        }
        text.line("final int keyTiles = (TornadoMath.max(0, end" + loop + " - start" + loop
                        + ") + keyTile - 1) / keyTile;")
                .line("final int stretch = (keyTiles + parts - 1) / parts * keyTile;")
                .line("final int from" + loop + " = start" + loop + " + part * stretch;")
                .line("final int to" + loop + " = TornadoMath.min(end" + loop + ", from" + loop + " + stretch);");
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
