package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.List;

/// The rotations of a kernel as its code reads them. The host makes a table in double precision: of cosines and sines,
/// line by line, where positions are known there, or else of the angle per position of each pair, in double precision.
final class TurnTables {
    private final Rotations rotations;

    TurnTables(boolean keysKnown) {
        this.rotations = new Rotations(keysKnown);
    }

    Turning of(TileOp.Rotate rotate) {
        return new Turning(rotations.of(rotate));
    }

    List<Turning> all() {
        return rotations.tables().stream().map(Turning::new).toList();
    }

    /// Cosine and sine, as Java.
    record Turn(String cos, String sin) {}

    /// One rotation.
    record Turning(Rotations.Table table) {
        String array() {
            return "turns" + table.number();
        }

        String pairs() {
            return "pairs" + table.number();
        }

        /// The rotated entries as a value over sizes.
        Value dims() {
            return table.rotate().rotation().dims();
        }

        /// Whether every entry of the vector turns.
        boolean wholeVector() {
            return table.rotate().to().columns() instanceof Span.Features(Value size) && size.equals(dims());
        }

        /// Writes what finds the angle of pair `m` at a place.
        Turn turn(PointCode code, Place place, String m, Text before) {
            if (table.tabled()) {
                var at = "2 * ("
                        + Code.infix(
                                        Code.infix(
                                                Code.atom(table.line(place::ramp)),
                                                "*",
                                                Code.atom(pairs()),
                                                Code.MULTIPLY),
                                        "+",
                                        Code.atom(m),
                                        Code.ADD)
                                .text()
                        + ")";
                return new Turn(array() + ".get(" + at + ")", array() + ".get(" + at + " + 1)");
            }
            var position = code.of(table.rotate().position(), place, before);
            before.line("final double angle" + m + " = " + position.within(Code.MULTIPLY) + " * " + array() + ".get("
                    + m + ");");
            var real = code.real();
            var cast = real.equals("double") ? "" : "(float) ";
            return new Turn(cast + "TornadoMath.cos(angle" + m + ")", cast + "TornadoMath.sin(angle" + m + ")");
        }
    }
}
