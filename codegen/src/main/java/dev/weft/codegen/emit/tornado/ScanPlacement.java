package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.schedule.DeviceIteration;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which task of a scan does which operation, and where each tile is found.
///
/// A work-item computes an entry by all operations of a pass before it takes the next entry: what such a
/// pass alone reads, entry by entry, is a local variable. What another pass reads, or what is read at
/// other entries, is a line in local memory, and what another task reads has its place in the scratch.
/// Single numbers are computed by every work-item for itself.
final class ScanPlacement {
    /// The tasks, in their order.
    enum Phase {
        /// What no state is needed for, at all points.
        AHEAD,
        /// The steps of a sequence, one after the other.
        STEPS,
        /// What follows from the states, at all points.
        AFTER;

        String method() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Operations that go over the same entries, together.
    record Pass(Span over, List<TileOp> operations) {
        Pass {
            operations = List.copyOf(operations);
        }
    }

    private final StepProgram program;
    private final Map<Tile, StepProgram.State> states = new HashMap<>();
    private final Map<Tile, TileOp.Load> loads = new HashMap<>();
    private final Map<Tile, Phase> homes = new HashMap<>();
    private final Map<Phase, List<Pass>> passes = new EnumMap<>(Phase.class);
    private final Map<Phase, Set<Tile>> lines = new EnumMap<>(Phase.class);
    private final Set<Tile> shared = new LinkedHashSet<>();

    ScanPlacement(StepProgram program) {
        this(program, Set.of());
    }

    /// @param lined vectors of a step that are read at any entry after it
    ScanPlacement(StepProgram program, Set<Tile> lined) {
        this.program = program;
        for (var state : program.states()) {
            states.put(state.previous(), state);
            states.put(state.next(), state);
            homes.put(state.previous(), Phase.STEPS);
            homes.put(state.next(), Phase.STEPS);
        }
        home(program.ahead(), Phase.AHEAD);
        home(program.step(), Phase.STEPS);
        home(program.after(), Phase.AFTER);
        for (var phase : Phase.values()) {
            place(phase, operations(phase));
        }
        if (!lined.isEmpty()) {
            lines.computeIfAbsent(Phase.STEPS, _ -> new LinkedHashSet<>()).addAll(lined);
        }
        if (DeviceIteration.of(program)) {
            program.states().forEach(state -> shared.add(state.next()));
        }
    }

    private void home(List<TileOp> operations, Phase phase) {
        for (var op : operations) {
            if (op instanceof TileOp.Load load) {
                loads.put(load.to(), load);
            }
            Operands.assigned(op).forEach(tile -> homes.put(tile, phase));
        }
    }

    private List<TileOp> operations(Phase phase) {
        var operations = new ArrayList<TileOp>(
                switch (phase) {
                    case AHEAD -> program.ahead();
                    case STEPS -> program.step();
                    case AFTER -> List.of();
                });
        for (var op : program.after()) {
            if (phase == (op instanceof TileOp.Store store ? phase(store) : Phase.AFTER)) {
                operations.add(op);
            }
        }
        return operations;
    }

    /// The first task that knows all that is stored.
    private Phase phase(TileOp.Store store) {
        return Operands.read(store.value()).stream()
                .map(this::home)
                .reduce(Phase.AHEAD, (a, b) -> a.compareTo(b) < 0 ? b : a);
    }

    Phase home(Tile tile) {
        var home = homes.get(tile);
        if (home == null) {
            throw new IllegalStateException("weave: nothing assigns tile " + tile.name());
        }
        return home;
    }

    private void place(Phase phase, List<TileOp> operations) {
        var staged = new HashSet<Tile>();
        for (var op : operations) {
            if (op instanceof TileOp.Transform transform) {
                staged.add(transform.of());
            }
        }
        var cut = new ArrayList<Pass>();
        var now = new ArrayList<TileOp>();
        var assigned = new HashSet<Tile>();
        for (var op : operations) {
            if (op instanceof TileOp.Load load && !staged.contains(load.to())) {
                continue;
            }
            boolean apart = !now.isEmpty()
                    && (!over(now.getFirst()).equals(over(op))
                            || across(op).stream().anyMatch(assigned::contains));
            if (apart) {
                cut.add(new Pass(over(now.getFirst()), now));
                now.clear();
                assigned.clear();
            }
            now.add(op);
            assigned.addAll(Operands.assigned(op));
        }
        if (!now.isEmpty()) {
            cut.add(new Pass(over(now.getFirst()), now));
        }
        passes.put(phase, List.copyOf(cut));
        lines.put(phase, lines(phase, cut));
        for (var pass : cut) {
            for (var op : pass.operations()) {
                for (var tile : Operands.read(op)) {
                    if (home(tile) != phase && !loads.containsKey(tile)) {
                        state(tile).stream()
                                .map(StepProgram.State::next)
                                .findFirst()
                                .ifPresentOrElse(shared::add, () -> shared.add(tile));
                    }
                }
            }
        }
    }

    private Set<Tile> lines(Phase phase, List<Pass> cut) {
        var lines = new LinkedHashSet<Tile>();
        var earlier = new HashSet<Tile>();
        for (var pass : cut) {
            var assigned = new HashSet<Tile>();
            for (var op : pass.operations()) {
                for (var tile : Operands.read(op)) {
                    if (earlier.contains(tile) && isVector(tile) && !states.containsKey(tile)) {
                        lines.add(tile);
                    }
                }
                assigned.addAll(Operands.assigned(op));
            }
            earlier.addAll(assigned);
        }
        lines.removeIf(tile -> home(tile) != phase);
        return lines;
    }

    List<Pass> passes(Phase phase) {
        return passes.getOrDefault(phase, List.of());
    }

    /// Whether there is anything to do.
    boolean has(Phase phase) {
        return !passes(phase).isEmpty();
    }

    /// The tiles that lie in local memory, states aside.
    Set<Tile> lines(Phase phase) {
        return lines.getOrDefault(phase, Set.of());
    }

    /// The tiles that a task reads from the scratch; of a state, its value after the step.
    Set<Tile> shared() {
        return shared;
    }

    /// The state that a tile is a value of, or nothing.
    List<StepProgram.State> state(Tile tile) {
        var state = states.get(tile);
        return state == null ? List.of() : List.of(state);
    }

    /// The operation that loads a tile, or nothing.
    List<TileOp.Load> load(Tile tile) {
        var load = loads.get(tile);
        return load == null ? List.of() : List.of(load);
    }

    /// All tiles that there are.
    Set<Tile> tiles() {
        return homes.keySet();
    }

    /// The matrices that vectors are multiplied with, each with one of these products.
    List<TileOp.Transform> matrices() {
        var matrices = new ArrayList<TileOp.Transform>();
        for (var op : program.operations()) {
            if (op instanceof TileOp.Transform transform
                    && matrices.stream().noneMatch(known -> known.matrix().equals(transform.matrix()))) {
                matrices.add(transform);
            }
        }
        return matrices;
    }

    static boolean isVector(Tile tile) {
        return tile.columns() instanceof Span.Features;
    }

    /// The entries that an operation goes over.
    static Span over(TileOp op) {
        return op instanceof TileOp.Store store
                ? store.over()
                : Operands.assigned(op).getFirst().columns();
    }

    /// The vectors that an operation reads at other entries than its own.
    static List<Tile> across(TileOp op) {
        return switch (op) {
            case TileOp.Transform transform -> List.of(transform.of());
            case TileOp.Rotate rotate -> List.of(rotate.of());
            case TileOp.RowReduce reduce ->
                Operands.read(reduce.value()).stream()
                        .filter(ScanPlacement::isVector)
                        .toList();
            case TileOp.Map _, TileOp.Store _, TileOp.Load _ -> List.of();
            case TileOp.Dot _, TileOp.Loop _, TileOp.When _ -> throw misplaced(op);
        };
    }

    static IllegalStateException misplaced(TileOp op) {
        return new IllegalStateException("weave: no operation of a step: " + op);
    }
}
