package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Slopes;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.StepProgram;
import java.util.List;

/// Writes what surrounds the steps of a chunk that are evaluated at an iterate: the states before them,
/// and, of each, its value, its residual, its matrix, and the composition of all so far.
///
/// With f the step at the iterate s and A its derivative there, the change to the next iterate is
/// `change[t] = A[t] change[t-1] + (f[t] - s[t])`: where the iterate is exact no change comes in,
/// and what follows is f itself, bit for bit.
final class EvaluateCode {
    private final DeviceNames names;
    private final StepProgram program;
    private final ScanLayout layout;
    private final IterationLayout iteration;
    private final ScanTiles tiles;
    private final PointCode code;
    private final Text text;

    EvaluateCode(
            DeviceNames names,
            StepProgram program,
            ScanLayout layout,
            IterationLayout iteration,
            ScanTiles tiles,
            PointCode code,
            Text text) {
        this.names = names;
        this.program = program;
        this.layout = layout;
        this.iteration = iteration;
        this.tiles = tiles;
        this.code = code;
        this.text = text;
    }

    /// Begins a chunk: no step composed yet. Opens the loop over its steps.
    void begin() {
        place(text);
        var zero = names.number(0);
        text.open("for (int n = lane; n < area; n = n + lanes)")
                .line("final int row = n / side / size;")
                .line("final int column = n / side % size;")
                .line("reals[at_map + n] = row == column ? " + names.number(1) + " : " + zero + ";")
                .close()
                .open("for (int n = lane; n < stateSize; n = n + lanes)")
                .line("reals[at_offset + n] = " + zero + ";")
                .close()
                .line("int open = many;")
                .line("int wild = many;")
                .line(names.real() + " worst = " + zero + ";")
                .line(names.real() + " calm = " + zero + ";")
                .open("for (int u = from; u < to; u++)")
                .line("final int t = first + u;")
                .line("final int odd = 0;")
                .line("// The iterate before the step.");
        for (var state : program.states()) {
            if (ScanPlacement.isVector(state.next())) {
                var at = ScanLayout.stateAt(state);
                text.line("final int " + ScanTiles.before(state) + " = " + at + ";")
                        .line("final int " + ScanTiles.after(state) + " = " + at + " + " + iteration.depth(state)
                                + ";");
            }
            var before = held(state, false) + " = scratch.get(" + layout.place(state.next(), "b", "t", 0, "d") + ");";
            if (ScanPlacement.isVector(state.next())) {
                each(state, "d", () -> text.line(before));
            } else {
                text.line(before);
            }
        }
        text.line("context.localBarrier();");
    }

    /// The chunk of a task, and which steps of the window it has: none where the sequence has none left.
    static void place(Text text) {
        text.line("final int chunk = task % chunks;")
                .line("final int b = task / chunks;")
                .line("final int first = TornadoMath.max(0, progress.get(b * " + IterationLayout.PROGRESS + "));")
                .line("final int mode = progress.get(b * " + IterationLayout.PROGRESS + " + 1);")
                .line("final int many = mode == 0 ? 0 : TornadoMath.max(0, TornadoMath.min(window, steps - first));")
                .line("final int length = (window + chunks - 1) / chunks;")
                .line("final int from = TornadoMath.min(many, chunk * length);")
                .line("final int to = TornadoMath.min(many, from + length);");
    }

    /// After the step's own operations.
    void end() {
        text.line("// What the step gives, and how far the iterate is from it.");
        for (var state : program.states()) {
            each(state, "d", () -> value(state));
        }
        text.line("context.localBarrier();").line("// How the step changes with the states before it.");
        slopes();
        text.line("context.localBarrier();").line("// The step, behind those before it.");
        compose();
        text.close();
        leave();
    }

    private void value(StepProgram.State state) {
        var real = names.real();
        var zero = names.number(0);
        var finite = "value - value == " + zero;
        text.line("final " + real + " value = " + held(state, true) + ";")
                .line("final " + real + " was = scratch.get(" + layout.place(state.next(), "b", "t", 1, "d") + ");")
                .line("final " + real + " rest = value - was;")
                .line("final " + real + " far = " + finite + " ? " + names.function(DeviceFunction.FAR)
                        + "(was, value) : " + names.number(Double.POSITIVE_INFINITY) + ";")
                .line("final int n = " + ScanLayout.inState(state) + " + d;")
                .line("scratch.set(values + (b * window + u) * stateSize + n, value);")
                .line("reals[at_rest + n] = rest - rest == " + zero + " ? rest : " + zero + ";")
                .line("wild = " + finite + " ? wild : TornadoMath.min(wild, u);")
                .line("worst = far > worst ? far : worst;")
                .open("if (far > " + names.number(iteration.solving().tolerance()) + ")")
                .line("open = TornadoMath.min(open, u);")
                .orElse()
                .line("calm = far > calm ? far : calm;")
                .close();
    }

    private void slopes() {
        switch (program.slopes()) {
            case Slopes.None() -> {}
            case Slopes.Entries entries -> {
                boolean diagonal = iteration.solving().slope() == Solving.Slope.DIAGONAL;
                pairs(diagonal, (i, j) -> {
                    var tile = entries.entries().get(i).get(j);
                    each(
                            program.states().get(i),
                            "d",
                            () -> slope(
                                    diagonal
                                            ? ScanLayout.inState(
                                                            program.states().get(i)) + " + d"
                                            : lane(i, j),
                                    tile.isEmpty()
                                            ? Code.atom(names.number(0))
                                            : code.entry(tile.getFirst(), tiles.entry(0, "d"), text)));
                });
            }
            case Slopes.Columns columns -> columns(new TangentCode(names, code, tiles, columns));
        }
    }

    private void columns(TangentCode tangents) {
        switch (iteration.solving().slope()) {
            case DENSE -> pairs(false, (i, j) -> dense(tangents, i, j));
            case BLOCKS ->
                pairs(
                        false,
                        (i, j) -> each(
                                program.states().get(i),
                                "d",
                                () -> slope(lane(i, j), tangents.entry(i, "d", j, "d", text))));
            case DIAGONAL ->
                pairs(
                        true,
                        (i, j) -> each(
                                program.states().get(i),
                                "d",
                                () -> slope(
                                        ScanLayout.inState(program.states().get(i)) + " + d",
                                        tangents.entry(i, "d", j, "d", text))));
            case IDENTITY, ZERO -> {}
        }
    }

    /// The block of a whole matrix that belongs to two states; neighbours have neighbouring rows, as
    /// matrices lie transposed.
    private void dense(TangentCode tangents, int i, int j) {
        var rows = iteration.depth(program.states().get(i));
        var row = ScanLayout.inState(program.states().get(i));
        var column = ScanLayout.inState(program.states().get(j));
        text.open("for (int n = lane; n < " + rows + " * "
                        + iteration.depth(program.states().get(j)) + "; n = n + lanes)")
                .line("final int i = n % " + rows + ";")
                .line("final int j = n / " + rows + ";");
        slope("(" + row + " + i) * stateSize + " + column + " + j", tangents.entry(i, "i", j, "j", text));
        text.close();
    }

    /// Notes an entry; where it is no number, 0 is as good a matrix as any.
    private void slope(String place, Code value) {
        var slope = names.fresh("slope");
        var at = names.fresh("at");
        var zero = names.number(0);
        text.line("final " + names.real() + " " + slope + " = " + value.text() + ";")
                .line("final int " + at + " = " + place + ";")
                .line("final " + names.real() + " sound_" + slope + " = " + slope + " - " + slope + " == " + zero
                        + " ? " + slope + " : " + zero + ";")
                .line("reals[at_slope + " + at + "] = sound_" + slope + ";")
                .line("scratch.set(slopes + (b * window + u) * area + " + at + ", sound_" + slope + ");");
    }

    private String lane(int i, int j) {
        return (i * program.states().size() + j) + " * side + d";
    }

    private interface Pair {
        void of(int i, int j);
    }

    private void pairs(boolean same, Pair pair) {
        for (int i = 0; i < program.states().size(); i++) {
            for (int j = 0; j < program.states().size(); j++) {
                if (!same || i == j) {
                    pair.of(i, j);
                }
            }
        }
    }

    /// An entry of the step's matrix.
    ///
    /// @param solving how the recurrence is made linear
    /// @param local what finds it in an array
    static String matrix(DeviceNames names, Solving.FixedPoint solving, String local) {
        return switch (solving.slope()) {
            case DENSE, BLOCKS, DIAGONAL -> local;
            case IDENTITY -> names.number(1);
            case ZERO -> names.number(0);
        };
    }

    private void compose() {
        var real = names.real();
        var slope = matrix(names, iteration.solving(), "reals[at_slope + (row * size + k) * side + in]");
        text.line("final int turn = (u - from) & 1;")
                .line("final int map = at_map + turn * area;")
                .line("final int nextMap = at_map + (1 - turn) * area;")
                .line("final int offset = at_offset + turn * stateSize;")
                .line("final int nextOffset = at_offset + (1 - turn) * stateSize;")
                .open("for (int n = lane; n < stateSize; n = n + lanes)")
                .line("final int row = n / side;")
                .line("final int in = n % side;")
                .line(real + " sum = reals[at_rest + n];")
                .open("for (int k = 0; k < size; k++)")
                .line("sum = sum + " + slope + " * reals[offset + k * side + in];")
                .close()
                .line("reals[nextOffset + n] = sum;")
                .close()
                .open("for (int n = lane; n < area; n = n + lanes)")
                .line("final int row = n / side / size;")
                .line("final int column = n / side % size;")
                .line("final int in = n % side;")
                .line(real + " sum = " + names.number(0) + ";")
                .open("for (int k = 0; k < size; k++)")
                .line("sum = sum + " + slope + " * reals[map + (k * size + column) * side + in];")
                .close()
                .line("reals[nextMap + n] = sum;")
                .close();
    }

    private void leave() {
        text.line("// The whole chunk as one step.")
                .line("context.localBarrier();")
                .line("final int last = (to - from) & 1;")
                .open("for (int n = lane; n < area; n = n + lanes)")
                .line("scratch.set(maps + task * area + n, reals[at_map + last * area + n]);")
                .close()
                .open("for (int n = lane; n < stateSize; n = n + lanes)")
                .line("scratch.set(offsets + task * stateSize + n, reals[at_offset + last * stateSize + n]);")
                .close();
        var notes = List.of("open", "wild", "worst", "calm");
        for (int n = 0; n < notes.size(); n++) {
            text.line("reals[at_notes + " + n + " * lanes + lane] = " + notes.get(n) + ";");
        }
        text.line("context.localBarrier();")
                .open("for (int note = lane; note < " + notes.size() + "; note = note + lanes)")
                .line(names.real() + " all = reals[at_notes + note * lanes];")
                .open("for (int other = 1; other < lanes; other++)")
                .line("final " + names.real() + " one = reals[at_notes + note * lanes + other];")
                .line("all = note < 2 ? (one < all ? one : all) : (one > all ? one : all);")
                .close()
                .line("scratch.set(notes + task * " + IterationLayout.NOTES + " + note, all);")
                .close();
    }

    private void each(StepProgram.State state, String index, Runnable entry) {
        text.open("for (int " + index + " = lane; " + index + " < " + iteration.depth(state) + "; " + index + " = "
                + index + " + lanes)");
        entry.run();
        text.close();
    }

    private String held(StepProgram.State state, boolean after) {
        if (ScanPlacement.isVector(state.next())) {
            return "reals[" + (after ? ScanTiles.after(state) : ScanTiles.before(state)) + " + d]";
        }
        int first = 2 * ScanTiles.numbers(program).indexOf(state);
        return "numbers[" + (after ? first + 1 : first) + "]";
    }
}
