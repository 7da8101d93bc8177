package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Affine;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Value;
import java.util.List;

/// Writes how neighbouring keys read neighbouring elements of a table, forwards or backwards, such
/// as a relative bias `r[h, i - j]`: by whole vectors where all their elements lie in the table,
/// and key by key where not. Elements that a guard leaves out may be read, and nobody looks at
/// them.
record SlideCode(Names names, Scope scope, ScalarCode scalar) {
    private static final Value KEY = new Value.Ramp(Axis.KEY);

    /// How far the element moves from one key to the next: 1 or -1, or 0 if it does something else.
    int step(Value value) {
        if (!(value instanceof Value.Cell cell)
                || cell.kind() != Kind.REAL
                || cell.at().isEmpty()
                || names.tensor(cell.tensor()).type() != ElementType.F32
                || cell.at().size() != names.tensor(cell.tensor()).shape().size()
                || cell.at().subList(0, cell.at().size() - 1).stream().anyMatch(LaneCode::varies)) {
            return 0;
        }
        var sum = Affine.of(cell.at().getLast());
        var moving = sum.terms().entrySet().stream()
                .filter(term -> term.getKey().stream().anyMatch(LaneCode::varies))
                .toList();
        return moving.size() == 1
                        && moving.getFirst().getKey().equals(List.of(KEY))
                        && Math.abs(moving.getFirst().getValue()) == 1
                ? moving.getFirst().getValue().intValue()
                : 0;
    }

    /// Fills `array` for the keys `from` to `to`.
    ///
    /// @param single fills it for key `x` alone
    void fill(Value.Cell cell, int step, Point row, String array, Text single, Text out) {
        var segment = scope.tensor(cell.tensor());
        out.open("for (int first = from; first < to; first += LANES)");
        var at = scalar.offset(
                cell.tensor(), cell.at(), row.withKey("first"), out, cell.at().size());
        out.line("final long at = " + at + (step < 0 ? " - (LANES - 1)" : "") + ";")
                .open("if (at >= 0 && 4L * (at + LANES) <= " + segment + ".byteSize())")
                .line("FloatVector.fromMemorySegment(REALS, " + segment + ", 4L * at, ByteOrder.nativeOrder())"
                        + (step < 0 ? ".rearrange(BACKWARDS)" : "") + ".intoArray(" + array + ", first);")
                .orElse()
                .open("for (int x = first; x < Math.min(to, first + LANES); x++)")
                .lines(single.toString())
                .close()
                .close()
                .close();
    }
}
