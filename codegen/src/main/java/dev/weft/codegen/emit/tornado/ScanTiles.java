package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.schedule.TornadoForm;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads and writes of a task's tiles, as Java.
final class ScanTiles {
    private final DeviceNames names;
    private final ScanPlacement placement;
    private final ScanLayout layout;
    private final ScanPlacement.Phase phase;
    private final List<StepProgram.State> numbers;
    private final boolean guesses;

    /// The tiles that local variables hold where code is being written.
    private final Set<Tile> variables = new HashSet<>();

    /// @param guesses whether states are those of an iterate, which a step leaves as they are
    ScanTiles(
            DeviceNames names,
            StepProgram program,
            ScanPlacement placement,
            ScanLayout layout,
            ScanPlacement.Phase phase,
            boolean guesses) {
        this.names = names;
        this.placement = placement;
        this.layout = layout;
        this.phase = phase;
        this.guesses = guesses;
        this.numbers = numbers(program);
    }

    /// The states that are single numbers.
    static List<StepProgram.State> numbers(StepProgram program) {
        return program.states().stream()
                .filter(state -> !ScanPlacement.isVector(state.next()))
                .toList();
    }

    /// The name that belongs to a point of those that are done side by side.
    String of(String name, int row) {
        return ScanLayout.rows(phase) == 1 ? name : name + row;
    }

    String variable(Tile tile, int row) {
        return "tile_" + tile.name() + (ScanLayout.rows(phase) == 1 ? "" : "_" + row);
    }

    /// From here on a variable holds the tile's value.
    void hold(Tile tile) {
        variables.add(tile);
    }

    /// Variables of entries end with the loop over them.
    void leaveEntries() {
        variables.removeIf(ScanPlacement::isVector);
    }

    /// The point of a row.
    Place place(int row) {
        return Place.step(of("b", row), of("t", row)).withKnown(known(row, "", false));
    }

    /// The entry of a row at which a pass is.
    Place entry(int row) {
        return place(row).withFeature("d").withKnown(known(row, "d", true));
    }

    /// Any entry of a row.
    Place entry(int row, String feature) {
        return place(row).withFeature(feature).withKnown(known(row, feature, false));
    }

    private Map<Tile, Code> known(int row, String feature, boolean own) {
        var known = new HashMap<Tile, Code>();
        for (var tile : placement.tiles()) {
            boolean vector = ScanPlacement.isVector(tile);
            if (variables.contains(tile) && (own || !vector)) {
                known.put(tile, Code.atom(variable(tile, row)));
            } else if (!vector || !feature.isEmpty()) {
                read(tile, row, feature).forEach(code -> known.put(tile, code));
            }
        }
        return known;
    }

    /// What reads a tile, or nothing where it cannot be read.
    private List<Code> read(Tile tile, int row, String feature) {
        var b = of("b", row);
        var t = of("t", row);
        boolean line = placement.lines(phase).contains(tile);
        for (var state : placement.state(tile)) {
            boolean next = tile.equals(state.next());
            if (phase == ScanPlacement.Phase.STEPS) {
                return List.of(Code.atom(state(state, next, feature)));
            }
            return placement.shared().contains(state.next())
                    ? List.of(Code.atom("scratch.get(" + layout.place(tile, b, t, next ? 1 : 0, feature) + ")"))
                    : List.of();
        }
        if (line) {
            return List.of(Code.atom(line(tile, row, feature)));
        }
        for (TileOp.Load load : placement.load(tile)) {
            var offset = "(" + b + " * steps + " + t + ") * " + names.depth(tile) + " + " + feature;
            return List.of(
                    Elements.read(names, names.tensor(load.tensor()).type(), DeviceNames.array(load.tensor()), offset));
        }
        return placement.home(tile).compareTo(phase) < 0 && placement.shared().contains(tile)
                ? List.of(Code.atom("scratch.get(" + layout.place(tile, b, t, 0, feature) + ")"))
                : List.of();
    }

    private String line(Tile tile, int row, String feature) {
        var start = row == 0
                ? DeviceNames.at(tile)
                : DeviceNames.at(tile) + " + " + (row == 1 ? "" : row + " * ") + names.depth(tile);
        return "reals[" + start + " + " + feature + "]";
    }

    /// A state in local memory: what it is before a step and after it change places from step to step.
    private String state(StepProgram.State state, boolean next, String feature) {
        if (ScanPlacement.isVector(state.next())) {
            return "reals[" + (next ? after(state) : before(state)) + " + " + feature + "]";
        }
        int first = 2 * numbers.indexOf(state);
        return "numbers[" + (next ? first + 1 + " - odd" : first + " + odd") + "]";
    }

    static String before(StepProgram.State state) {
        return "before_" + state.tensor();
    }

    static String after(StepProgram.State state) {
        return "after_" + state.tensor();
    }

    /// The statements that put the value of a variable where others find it.
    List<String> written(Tile tile, int row, TornadoForm form) {
        var lines = new java.util.ArrayList<String>();
        var value = variable(tile, row);
        if (placement.lines(phase).contains(tile)) {
            lines.add(line(tile, row, "d") + " = " + value + ";");
        }
        var state = placement.state(tile);
        state.forEach(each -> lines.add(state(each, true, "d") + " = " + value + ";"));
        if (placement.shared().contains(tile) && (state.isEmpty() || !guesses)) {
            lines.add(alone(
                    tile,
                    form,
                    "scratch.set("
                            + layout.place(tile, of("b", row), of("t", row), state.isEmpty() ? 0 : 1, "d") + ", "
                            + value + ");"));
        }
        return lines;
    }

    /// A statement that one work-item does where there is a single number.
    static String alone(Tile tile, TornadoForm form, String statement) {
        return ScanPlacement.isVector(tile) || form == TornadoForm.LOOPS
                ? statement
                : "if (lane == 0) {\n  " + statement + "\n}";
    }
}
