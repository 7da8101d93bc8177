package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.Rotation.Pairing;
import dev.weft.codegen.tile.TileOp;
import java.util.List;

/// Writes how the pairs of a line are turned. Cosines and sines are read from tables, or computed in
/// double precision where positions have none.
///
/// @param line the line's places
record RotateCode(Names names, Scope scope, EntryLanes.Row line, Text text) {
    /// @param size how many entries the line has; those behind the last pair stay as they are
    void write(TileOp.Rotate rotate, Rotations.Table table, String size) {
        var of = line.array(rotate.of());
        var to = line.array(rotate.to());
        var from = line.start(rotate.of());
        var at = line.start(rotate.to());
        var point = line.point(List.of());
        boolean halves = rotate.rotation().pairing() == Pairing.HALVES;
        text.open("").line("final int pairs = pairs" + table.number() + ";");
        if (table.tabled()) {
            text.line("final int turn = " + table.line(point::ramp) + " * pairs;");
        } else {
            var exact = new ScalarCode(names, scope, true);
            text.line("final double position = " + exact.code(rotate.position(), point, text) + ";");
        }
        text.line("int m = 0;");
        if (halves && table.tabled() && names.vectors()) {
            lanes(table.number(), of + ", " + from + " + m", to + ", " + at + " + m");
        }
        text.open("for (; m < pairs; m++)");
        angle(table);
        var real = names.real();
        var one = halves ? "m" : "2 * m";
        var other = halves ? "m + pairs" : "2 * m + 1";
        text.line("final " + real + " x = " + of + "[" + from + " + " + one + "];")
                .line("final " + real + " y = " + of + "[" + from + " + " + other + "];")
                .line(to + "[" + at + " + " + one + "] = x * cos - y * sin;")
                .line(to + "[" + at + " + " + other + "] = x * sin + y * cos;")
                .close()
                .open("for (int d = 2 * pairs; d < " + size + "; d++)")
                .line(to + "[" + at + " + d] = " + of + "[" + from + " + d];")
                .close()
                .close();
    }

    private void angle(Rotations.Table table) {
        var real = names.real();
        if (table.tabled()) {
            text.line("final " + real + " cos = shared.cos" + table.number() + "[turn + m];")
                    .line("final " + real + " sin = shared.sin" + table.number() + "[turn + m];");
        } else {
            text.line("final double angle = position * w.theta" + table.number() + "[m];")
                    .line("final " + real + " cos = (" + real + ") Math.cos(angle);")
                    .line("final " + real + " sin = (" + real + ") Math.sin(angle);");
        }
    }

    /// As many pairs at a time as a vector has lanes, where their numbers lie in halves of the line.
    private void lanes(int table, String from, String to) {
        text.open("for (; m <= pairs - LANES; m += LANES)")
                .line("final FloatVector cos = FloatVector.fromArray(REALS, shared.cos" + table + ", turn + m);")
                .line("final FloatVector sin = FloatVector.fromArray(REALS, shared.sin" + table + ", turn + m);")
                .line("final FloatVector x = FloatVector.fromArray(REALS, " + from + ");")
                .line("final FloatVector y = FloatVector.fromArray(REALS, " + from + " + pairs);")
                .line("x.mul(cos).sub(y.mul(sin)).intoArray(" + to + ");")
                .line("x.mul(sin).add(y.mul(cos)).intoArray(" + to + " + pairs);")
                .close();
    }
}
