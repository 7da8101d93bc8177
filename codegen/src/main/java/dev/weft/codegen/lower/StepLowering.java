package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Slopes;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StateRange;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Solver;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lowers a scan to a step program: what needs no state is parted from what does. Total: every scan has a
/// program.
public final class StepLowering {
    /// Up to which difference states are the same where `by` does not say: some roundings of f32.
    private static final double TOLERANCE = 1e-6;

    /// The same of a scan that calculates in f64.
    private static final double WIDE_TOLERANCE = 1e-12;

    /// How often all parts are gone over where `by` does not say. A cell that forgets needs two; one that
    /// does not is better left to the steps themselves.
    private static final int ITERATIONS = 3;

    /// The same for Newton's method and its kin, which get there in few iterations or not at all.
    private static final int NEWTON_ITERATIONS = 32;

    private StepLowering() {}

    /// Lowers a scan.
    ///
    /// @param packageName of the generated classes; may be empty
    /// @param file the name of the source, for headers
    public static StepProgram lower(String packageName, String file, Scan model) {
        var names = new Names(taken(model));
        var states = states(model, names);
        var side = new StepSide(names, states);
        for (var state : model.states()) {
            side.assign(state.tensor(), state.next());
        }
        side.leaveSteps();
        for (var state : model.states()) {
            side.store(state.tensor(), side.current(state.tensor()));
        }
        for (OutEquation out : model.outs()) {
            side.store(out.out(), side.value(out.value()));
        }
        var all = ranged(states.values(), side.step());
        boolean elementwise = Tangents.elementwise(all, side.step());
        var solving = solving(model.solver(), tolerance(model), elementwise);
        return new StepProgram(
                Signatures.of(packageName, file, model),
                Points.plain(model.batches()),
                Points.plain(model.steps()),
                all,
                side.ahead(),
                side.step(),
                side.after(),
                solving,
                slopes(solving, elementwise, new Tangents(all, side.step(), names)));
    }

    /// The states with what their equations keep them in, in the order in which steps assign them.
    private static List<StepProgram.State> ranged(Collection<StepProgram.State> states, List<TileOp> step) {
        var known = new HashMap<Tile, StateRange>();
        var ranged = new ArrayList<StepProgram.State>();
        for (var state : states) {
            for (var op : step) {
                if (op instanceof TileOp.Map(Tile to, Value next) && to.equals(state.next())) {
                    known.put(to, new StateRanges(state.previous(), known).of(next));
                }
            }
            ranged.add(state.within(known.getOrDefault(state.next(), StateRange.UNKNOWN)));
        }
        return List.copyOf(ranged);
    }

    private static Slopes slopes(Solving solving, boolean elementwise, Tangents tangents) {
        boolean needed =
                solving instanceof Solving.FixedPoint fixed && fixed.slope().differentiates();
        return !needed ? new Slopes.None() : elementwise ? tangents.entries() : tangents.columns();
    }

    private static double tolerance(Scan model) {
        boolean wide = model.tensors().stream().anyMatch(tensor -> tensor.storage() == Storage.F64)
                || model.params().stream().anyMatch(param -> param.storage() == Storage.F64);
        return wide ? WIDE_TOLERANCE : TOLERANCE;
    }

    /// @param usual the tolerance where `by` does not say
    private static Solving solving(Solver solver, double usual, boolean elementwise) {
        return switch (solver) {
            case Solver.Free() -> new Solving.Parts(usual, ITERATIONS);
            case Solver.Sequential() -> new Solving.Sequential();
            case Solver.FixedPoint(var slope, var tolerance, var iterations, var window) ->
                new Solving.FixedPoint(
                        slope(slope, elementwise),
                        tolerance.orElse(usual),
                        iterations.orElse(NEWTON_ITERATIONS),
                        window.orElse(0),
                        slope instanceof Solver.Slope.TrustRegion trust ? trust.sigma() : Double.POSITIVE_INFINITY);
        };
    }

    private static Solving.Slope slope(Solver.Slope slope, boolean elementwise) {
        return switch (slope) {
            case Solver.Slope.Identity() -> Solving.Slope.IDENTITY;
            case Solver.Slope.Zero() -> Solving.Slope.ZERO;
            case Solver.Slope.Jacobian(var structure) -> slope(structure, elementwise);
            case Solver.Slope.TrustRegion(var structure, var _) -> slope(structure, elementwise);
        };
    }

    /// A dense matrix of an elementwise step is nothing but its blocks.
    private static Solving.Slope slope(Solver.Structure structure, boolean elementwise) {
        return switch (structure) {
            case DERIVED, DENSE -> elementwise ? Solving.Slope.BLOCKS : Solving.Slope.DENSE;
            case BLOCKS -> Solving.Slope.BLOCKS;
            case DIAGONAL -> Solving.Slope.DIAGONAL;
        };
    }

    private static Map<String, StepProgram.State> states(Scan model, Names names) {
        var initials = new StepSide(names, Map.of());
        var states = new LinkedHashMap<String, StepProgram.State>();
        for (var state : model.states()) {
            Span over = state.tensor().elementType() instanceof Type.Vector(var _, var size)
                    ? new Span.Features(Points.plain(size))
                    : Span.ONE;
            var name = state.tensor().name();
            states.put(
                    name,
                    new StepProgram.State(
                            name,
                            new Tile(names.plain(name + "Before"), Span.ROWS, over, Kind.REAL),
                            new Tile(names.plain(name + "After"), Span.ROWS, over, Kind.REAL),
                            initial(initials, state.initial()),
                            StateRange.UNKNOWN));
        }
        return states;
    }

    private static Value initial(StepSide side, Term initial) {
        return side.value(initial);
    }

    private static Set<String> taken(Scan model) {
        var taken = new HashSet<>(Set.of("b", "t", "d"));
        model.arguments().forEach(argument -> taken.add(argument.name()));
        model.dims().forEach(dim -> taken.add(dim.name()));
        return taken;
    }
}
