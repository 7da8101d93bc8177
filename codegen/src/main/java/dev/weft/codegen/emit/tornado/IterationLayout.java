package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Slopes;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The numbers of a fixed-point iteration: what a step's matrix looks like, and where it, values and
/// changes lie.
///
/// A state is `stateSize` numbers: row i of all `side` lanes before row i + 1. Its matrix is `size` times
/// `size` such rows of lanes: a whole one has one lane, a diagonal one a single row.
final class IterationLayout {
    /// Ints that are noted of a sequence: the first step of its window, what is to be done, how often the
    /// window has been solved and all windows have, how many windows have been, and what number the last
    /// evaluation had in its window.
    static final int PROGRESS = 6;

    /// Reals that are noted of a chunk: the first step that is open and the first whose value is no
    /// number, the greatest residual, and the greatest that is none too many.
    static final int NOTES = 4;

    private final DeviceNames names;
    private final StepProgram program;
    private final Solving.FixedPoint solving;

    IterationLayout(DeviceNames names, StepProgram program, Solving.FixedPoint solving) {
        this.names = names;
        this.program = program;
        this.solving = solving;
    }

    Solving.FixedPoint solving() {
        return solving;
    }

    /// Entries of a state.
    String depth(StepProgram.State state) {
        return ScanPlacement.isVector(state.next()) ? names.depth(state.next()) : "1";
    }

    /// The lines that a kernel begins with: the shape of a step's matrix, and where states lie in it.
    List<String> shape(ScanLayout layout) {
        var lines = new ArrayList<String>();
        lines.add("final int stateSize = " + layout.stateSize() + ";");
        lines.addAll(layout.statePlaces());
        lines.add("final int size = " + size() + ";");
        lines.add("final int side = " + side() + ";");
        lines.add("final int area = size * size * side;");
        return lines;
    }

    private String size() {
        return switch (solving.slope()) {
            case DENSE -> "stateSize";
            case BLOCKS -> Integer.toString(program.states().size());
            case DIAGONAL, IDENTITY, ZERO -> "1";
        };
    }

    private String side() {
        return switch (solving.slope()) {
            case DENSE -> "1";
            case BLOCKS -> depth(program.states().getFirst());
            case DIAGONAL, IDENTITY, ZERO -> "stateSize";
        };
    }

    /// The host's formula for the numbers of a step's matrix, over `stateSize`.
    String area() {
        return switch (solving.slope()) {
            case DENSE -> "stateSize * stateSize";
            case BLOCKS -> "stateSize * " + program.states().size();
            case DIAGONAL, IDENTITY, ZERO -> "stateSize";
        };
    }

    /// The lengths of the pieces of the scratch, over `batches`, `window`, `chunks`, `stateSize`
    /// and `area`.
    Map<String, String> scratch() {
        var lengths = new LinkedHashMap<String, String>();
        lengths.put("values", "windowSteps * stateSize");
        if (solving.slope().differentiates()) {
            lengths.put("slopes", "windowSteps * area");
        }
        lengths.put("maps", "allChunks * area");
        lengths.put("offsets", "allChunks * stateSize");
        lengths.put("begins", "allChunks * stateSize");
        lengths.put("notes", "allChunks * " + NOTES);
        return lengths;
    }

    /// The lengths of what `evaluate` keeps in local memory besides the lines of steps.
    ///
    /// @param stateSize an expression; likewise `area` and `lanes`
    static Map<String, String> locals(String stateSize, String area, String lanes) {
        var lengths = new LinkedHashMap<String, String>();
        lengths.put("at_slope", area);
        lengths.put("at_map", "2 * " + area);
        lengths.put("at_rest", stateSize);
        lengths.put("at_offset", "2 * " + stateSize);
        lengths.put("at_notes", NOTES + " * " + lanes);
        return lengths;
    }

    /// The step with what its derivatives take besides.
    StepProgram evaluated() {
        var step = new ArrayList<TileOp>(program.step());
        switch (program.slopes()) {
            case Slopes.None() -> {}
            case Slopes.Entries entries -> step.addAll(entries.maps());
            case Slopes.Columns columns -> step.addAll(columns.partials());
        }
        return new StepProgram(
                program.signature(),
                program.batches(),
                program.steps(),
                program.states(),
                program.ahead(),
                step,
                program.after(),
                program.solving(),
                program.slopes());
    }

    /// The vectors of the step that entries of its matrix read.
    Set<Tile> read() {
        var read = new LinkedHashSet<Tile>();
        switch (program.slopes()) {
            case Slopes.None() -> {}
            case Slopes.Entries entries -> entries.entries().forEach(row -> row.forEach(read::addAll));
            case Slopes.Columns columns -> {
                for (var op : columns.operations()) {
                    read.addAll(Operands.read(op));
                }
                columns.before().forEach(read::remove);
                columns.operations().forEach(op -> Operands.assigned(op).forEach(read::remove));
            }
        }
        var assigned = new LinkedHashSet<Tile>();
        evaluated().step().forEach(op -> assigned.addAll(Operands.assigned(op)));
        program.states().forEach(state -> assigned.remove(state.next()));
        read.removeIf(tile -> !ScanPlacement.isVector(tile) || !assigned.contains(tile));
        return read;
    }

    /// The host's numbers of an iteration.
    ///
    /// @param lines reals that the step's own lines and states take in local memory
    List<MethodSpec> host(ScanLayout layout, String lines) {
        return List.of(
                HostCode.answer("iterates", TypeName.BOOLEAN, "true"),
                HostCode.answer("iterations", TypeName.INT, Integer.toString(solving.iterations())),
                HostCode.answer("wantedWindow", TypeName.INT, Integer.toString(solving.window())),
                HostCode.answer("stateSize", TypeName.LONG, ScanClass.exact(layout.stateSize())),
                HostCode.override("area", TypeName.LONG)
                        .addStatement("final long stateSize = stateSize()")
                        .addStatement("return $L", area())
                        .build(),
                HostCode.override("iterationReals", TypeName.LONG)
                        .addParameter(TypeName.INT, "lanes")
                        .addStatement("final long stateSize = stateSize()")
                        .addStatement("final long area = area()")
                        .addStatement(
                                "return $L + $L",
                                ScanClass.exact(lines),
                                String.join(
                                        " + ",
                                        locals("stateSize", "area", "lanes").values()))
                        .build());
    }
}
