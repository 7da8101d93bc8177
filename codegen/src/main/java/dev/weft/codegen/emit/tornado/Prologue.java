package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.FoldStep;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;

/// Writes what kernels of an attention find first: sizes and scalars, how the work is a grid, and where
/// the states of folded keys lie.
final class Prologue {
    private final TileProgram program;
    private final DeviceNames names;
    private final TurnTables turns;
    private final PointCode code;

    Prologue(TileProgram program, DeviceNames names, TurnTables turns, PointCode code) {
        this.program = program;
        this.names = names;
        this.turns = turns;
        this.code = code;
    }

    /// The grid: batches times groups of heads that share keys.
    List<String> lines() {
        var lines = new ArrayList<String>();
        int at = 0;
        for (var dimension : program.signature().dimensions()) {
            lines.add("final int " + DeviceNames.size(dimension.name()) + " = whole.get(" + at++ + ");");
        }
        lines.add("final int rowTiles = whole.get(" + at++ + ");");
        lines.add("final int parts = whole.get(" + at++ + ");");
        for (int n = 0; n < names.scalars().size(); n++) {
            lines.add(scalar(names, n, at + n));
        }
        for (var turning : turns.all()) {
            lines.add("final int " + turning.pairs() + " = "
                    + size(turning.dims()).within(Code.MULTIPLY) + " / 2;");
        }
        lines.add("final int heads = " + size(program.heads()).text() + ";");
        lines.add("final int queries = " + size(program.queries()).text() + ";");
        lines.add("final int group = " + size(program.group()).text() + ";");
        lines.add("final int headGroups = heads / group;");
        lines.add("final int groups = " + size(program.batches()).within(Code.MULTIPLY) + " * headGroups;");
        return lines;
    }

    /// Where a group of heads stands.
    static List<String> group() {
        return List.of(
                "final int b = g / headGroups;",
                "final int h0 = g % headGroups * group;",
                "final int lastHead = h0 + group - 1;");
    }

    /// The states of folded keys, once `keys` is known.
    List<String> states(Far.Folded folded) {
        return List.of(
                "final int codes = " + size(folded.count()).text() + ";",
                "final int foldStep = " + size(FoldStep.of(folded)).text() + ";",
                "final int states = "
                        + size(FoldStep.states(folded, program.keys())).text() + ";");
    }

    /// Which states a row tile stands for: how many keys it has behind it, and how many not ahead of it, in
    /// whole steps.
    void state(Far.Folded folded, Text text) {
        states(folded).forEach(text::line);
        for (var stretch : folded.stretches()) {
            boolean before = stretch.direction() == Far.Direction.BEFORE;
            var border = step(stretch, before ? "firstQuery" : "lastQuery", text);
            var step = before ? "step" : "stepAfter";
            if (!folded.labels().isEmpty()) {
                border = StandCode.choose(folded, stretch, code, border, text);
            }
            text.line("final int " + step + " = " + border + ";")
                    .line("final int " + DeviceNames.state(stretch) + " = g * states + " + step + ";")
                    .line(
                            before
                                    ? "final int folded = step * foldStep;"
                                    : "final int foldedAfter = TornadoMath.min(keys, stepAfter * foldStep);");
        }
    }

    /// The state at the border of a query: as many whole steps as there are far keys before it, or as few as
    /// leave far keys alone after them.
    String step(Far.Stretch stretch, String query, Text text) {
        var border = code.of(stretch.border(), Place.uniform().withAxis(Axis.QUERY, query), text);
        var far = "TornadoMath.min(keys, TornadoMath.max(0, " + border.text() + "))";
        return switch (stretch.direction()) {
            case BEFORE -> far + " / foldStep";
            case AFTER -> "TornadoMath.max(0, " + far + " + foldStep - 1) / foldStep";
        };
    }

    private Code size(Value value) {
        return code.of(value, Place.uniform(), new Text());
    }

    /// What finds a scalar.
    static String scalar(DeviceNames names, int n, int at) {
        var scalar = names.scalars().get(n);
        var name = DeviceNames.scalar(scalar.name());
        if (scalar.type() == ElementType.BOOL) {
            return "final boolean " + name + " = whole.get(" + at + ") != 0;";
        }
        return scalar.type() == ElementType.I32
                ? "final int " + name + " = whole.get(" + at + ");"
                : "final " + names.real() + " " + name + " = real.get(" + n + ");";
    }
}
