package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.schedule.DeviceIteration;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where numbers of a scan lie: the lines of a task in local memory, and what tasks leave to each other
/// in the scratch. Lengths are formulas over `batches`, `steps` and the vectors' sizes, for kernels and
/// for the host.
final class ScanLayout {
    /// Reals that are noted of a sequence, for the report of a run: steps that were done one by one, and two
    /// more that the way of solving decides.
    static final int FOUND = 3;

    /// Points that a work-group, or a work-item of plain loops, does side by side: a weight that is read
    /// once serves them all.
    static final int ROWS = 4;

    /// Each is a task of its own, and a cell that does not settle soon is better gone along step by step.
    private static final int ROUNDS = 4;

    private final DeviceNames names;
    private final StepProgram program;
    private final ScanPlacement placement;
    private final ScanPlacement local;

    ScanLayout(DeviceNames names, StepProgram program, ScanPlacement placement) {
        this(names, program, placement, placement);
    }

    private ScanLayout(DeviceNames names, StepProgram program, ScanPlacement placement, ScanPlacement local) {
        this.names = names;
        this.program = program;
        this.placement = placement;
        this.local = local;
    }

    /// The same scratch, and in local memory what another placement puts there.
    ScanLayout with(ScanPlacement other) {
        if (!other.shared().equals(placement.shared())) {
            throw new IllegalStateException("weave: other tiles handed on: " + other.shared());
        }
        return new ScanLayout(names, program, placement, other);
    }

    /// How many points a task does side by side.
    static int rows(ScanPlacement.Phase phase) {
        return phase == ScanPlacement.Phase.STEPS ? 1 : ROWS;
    }

    /// The fixed-point iteration that devices find the steps with, or nothing.
    List<IterationLayout> iteration() {
        return program.solving() instanceof Solving.FixedPoint fixed && DeviceIteration.of(program)
                ? List.of(new IterationLayout(names, program, fixed))
                : List.of();
    }

    /// The lengths of what lies in local memory, by the name of its place.
    private Map<String, String> reals(ScanPlacement.Phase phase) {
        var lengths = new LinkedHashMap<String, String>();
        if (phase == ScanPlacement.Phase.STEPS) {
            for (var state : program.states()) {
                if (ScanPlacement.isVector(state.next())) {
                    lengths.put(stateAt(state), "2 * " + names.depth(state.next()));
                }
            }
        }
        for (var tile : local.lines(phase)) {
            lengths.put(
                    DeviceNames.at(tile),
                    rows(phase) == 1 ? names.depth(tile) : rows(phase) + " * " + names.depth(tile));
        }
        return lengths;
    }

    static String stateAt(StepProgram.State state) {
        return "at_" + state.tensor();
    }

    /// Where each line begins.
    List<String> offsets(ScanPlacement.Phase phase, ScanKernel.Way way) {
        var lengths = new LinkedHashMap<>(reals(phase));
        var lines = new ArrayList<String>();
        if (way == ScanKernel.Way.EVALUATE) {
            iteration().forEach(each -> lines.addAll(each.shape(this)));
            lengths.putAll(IterationLayout.locals("stateSize", "area", "lanes"));
        }
        var at = "0";
        for (var length : lengths.entrySet()) {
            lines.add("final int " + length.getKey() + " = " + at + ";");
            at = length.getKey() + " + " + length.getValue();
        }
        return lines;
    }

    /// How many reals lie in local memory.
    String localReals(ScanPlacement.Phase phase) {
        var lengths = reals(phase).values();
        return lengths.isEmpty() ? "0" : String.join(" + ", lengths);
    }

    /// Lengths of what lies in the scratch, by the name of its place.
    Map<String, String> scratch() {
        var lengths = new LinkedHashMap<String, String>();
        for (var transform : placement.matrices()) {
            lengths.put(packed(transform.matrix()), names.depth(transform.of()) + " * " + names.depth(transform.to()));
        }
        if (cuts()) {
            lengths.put("starts", "2 * partStates");
            lengths.put("ends", "2 * partStates");
            lengths.put("turns", "allParts");
        }
        iteration().forEach(each -> lengths.putAll(each.scratch()));
        for (var tile : placement.shared()) {
            var rows = placement.state(tile).isEmpty() ? "batches * steps" : "batches * (steps + 1)";
            lengths.put(from(tile), ScanPlacement.isVector(tile) ? rows + " * " + names.depth(tile) : rows);
        }
        return lengths;
    }

    /// Whether sequences may be cut into parts that are gone along side by side: so are those too whose
    /// fixed-point iteration devices cannot do.
    boolean cuts() {
        return switch (program.solving()) {
            case Solving.Sequential() -> false;
            case Solving.Parts _ -> true;
            case Solving.FixedPoint _ -> !DeviceIteration.of(program);
        };
    }

    /// How often parts are gone along side by side at most.
    int rounds() {
        if (!cuts()) {
            return 0;
        }
        return switch (program.solving()) {
            case Solving.Sequential() -> 0;
            case Solving.Parts(var _, int iterations) -> Math.clamp(iterations, 1, ROUNDS);
            case Solving.FixedPoint fixed -> Math.clamp(fixed.iterations(), 1, ROUNDS);
        };
    }

    /// Up to which difference two states are the same.
    double tolerance() {
        return switch (program.solving()) {
            case Solving.Sequential() -> 0;
            case Solving.Parts(double tolerance, var _) -> tolerance;
            case Solving.FixedPoint fixed -> fixed.tolerance();
        };
    }

    /// Numbers in all states of a sequence.
    String stateSize() {
        return program.states().stream()
                .map(state -> ScanPlacement.isVector(state.next()) ? names.depth(state.next()) : "1")
                .collect(Collectors.joining(" + "));
    }

    /// Where among them each state lies.
    List<String> statePlaces() {
        var lines = new ArrayList<String>();
        var at = "0";
        for (var state : program.states()) {
            lines.add("final int " + inState(state) + " = " + at + ";");
            at = inState(state) + " + " + (ScanPlacement.isVector(state.next()) ? names.depth(state.next()) : "1");
        }
        return lines;
    }

    static String inState(StepProgram.State state) {
        return "in_" + state.tensor();
    }

    /// Where in the scratch a matrix lies, transposed.
    static String packed(String matrix) {
        return "packed_" + matrix;
    }

    private static String from(Tile tile) {
        return "from_" + tile.name();
    }

    /// Where in the scratch a tile has its value.
    ///
    /// @param later 1 for a state's value after the step, 0 before it and for tiles that are no states
    String place(Tile tile, String batch, String step, int later, String feature) {
        var owner = placement.state(tile).stream()
                .map(StepProgram.State::next)
                .findFirst()
                .orElse(tile);
        boolean state = !placement.state(tile).isEmpty();
        var row = batch + " * " + (state ? "(steps + 1)" : "steps") + " + " + step + (later == 1 ? " + 1" : "");
        return from(owner) + " + "
                + (ScanPlacement.isVector(tile) ? "(" + row + ") * " + names.depth(owner) + " + " + feature : row);
    }
}
