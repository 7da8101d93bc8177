package dev.weft.cli.explain;

import dev.weft.codegen.schedule.DeviceIteration;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.codegen.schedule.ScanChoice;
import dev.weft.codegen.schedule.Streams;
import dev.weft.codegen.tile.Slopes;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.TileOp;
import dev.weft.dsl.model.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What was derived from a scan.
final class ScanExplanation {
    private final List<Entry> entries = new ArrayList<>();

    private ScanExplanation() {}

    /// What holds for every size.
    static List<Entry> of(Scan scan, StepProgram program) {
        var explanation = new ScanExplanation();
        explanation.add("strategy", strategy(program));
        if (program.solving() instanceof Solving.FixedPoint) {
            explanation.add("jacobian", structure(program.slopes()));
            explanation.add("devices", devices(program));
            program.states().stream()
                    .filter(state -> state.range().isBounded())
                    .forEach(state -> explanation.add("range", range(state)));
        }
        explanation.add(
                "states",
                program.states().stream().map(StepProgram.State::tensor).collect(Collectors.joining(", then ")));
        explanation.add("ahead", products(program.ahead(), "for many steps at once, as no state is needed"));
        explanation.add("step", products(program.step(), "at every step"));
        explanation.add("after", products(program.after(), "for many steps at once, when their states are known"));
        return List.copyOf(explanation.entries);
    }

    /// The schedule for bound sizes.
    ///
    /// @param given `batches`, `steps`, `workers` and the lengths of [ScanChoice#lengths]
    static String schedule(JvmForm form, StepProgram program, Map<String, Integer> given) {
        var known = ScanChoice.known(program, form, given);
        return switch (program.solving()) {
            case Solving.Sequential() -> parts(form, program, known, 0, "as `by sequential()` asks");
            case Solving.Parts(var _, int iterations) ->
                parts(form, program, known, iterations, "for which the choice below says why");
            case Solving.FixedPoint solving -> windows(solving, known);
        };
    }

    private static String windows(Solving.FixedPoint solving, Map<String, Integer> known) {
        int window = known.getOrDefault("window", 1);
        int steps = known.getOrDefault("steps", 0);
        int chunks = known.getOrDefault("chunks", 1);
        int strips = known.getOrDefault("strips", 1);
        var length = window >= steps
                ? "all %d steps in one window".formatted(steps)
                : "%d windows of %d steps, one after the other, %s"
                        .formatted(
                                Math.ceilDiv(steps, window),
                                window,
                                solving.window() == 0 ? "as long as their matrices stay near" : "as the spec asks");
        return "%s; up to %d iterations each; its linear recurrence in %s; steps are evaluated %d at a time"
                .formatted(
                        length,
                        solving.iterations(),
                        strips > 1
                                ? strips + " strips of numbers side by side per sequence"
                                : chunks == 1
                                        ? "one piece per sequence"
                                        : chunks + " chunks of steps side by side per sequence",
                        known.getOrDefault("rowTile", 1));
    }

    private static String parts(
            JvmForm form, StepProgram program, Map<String, Integer> known, int iterations, String why) {
        int parts = known.getOrDefault("parts", 1);
        var rows = "%d rows side by side per worker, %s"
                .formatted(known.getOrDefault("rowTile", 1), layout(form, program, known));
        return parts == 1
                ? "step by step, %s; %s".formatted(why, rows)
                : "%d parts of each sequence, of %d steps, gone over up to %d times, until they agree; %s"
                        .formatted(parts, Math.ceilDiv(known.getOrDefault("steps", 0), parts), iterations, rows);
    }

    private static String layout(JvmForm form, StepProgram program, Map<String, Integer> known) {
        if (known.getOrDefault("interleaved", 1) > 1) {
            return "interleaved: a vector holds the same number of %d of them".formatted(form.lanes());
        }
        return Streams.isStream(program, form)
                ? "each number a recurrence of its own that is read and written once"
                : "%d steps prepared at once".formatted(known.getOrDefault("chunk", 1));
    }

    private static String strategy(StepProgram program) {
        return switch (program.solving()) {
            case Solving.Sequential() -> "sequential: one step after the other";
            case Solving.Parts(double tolerance, int iterations) ->
                "parts of a sequence side by side where few sequences leave the machine idle, until they agree to %.0e"
                                .formatted(tolerance)
                        + "; what has not settled after " + iterations + " iterations is computed step by step";
            case Solving.FixedPoint(var slope, double tolerance, int iterations, var _, double trust) ->
                "%s: all steps of a window at once, until they satisfy their equations to %.0e%s"
                                .formatted(
                                        method(slope),
                                        tolerance,
                                        Double.isInfinite(trust) ? "" : ", in a trust region of %s".formatted(trust))
                        + "; what has not after " + iterations + " iterations is computed step by step";
        };
    }

    private static String method(Solving.Slope slope) {
        return switch (slope) {
            case DENSE -> "Newton with the whole Jacobian";
            case BLOCKS -> "Newton with the Jacobian's blocks over the states";
            case DIAGONAL -> "quasi-Newton with the Jacobian's diagonal";
            case IDENTITY -> "Picard";
            case ZERO -> "Jacobi";
        };
    }

    /// What becomes of the iteration on TornadoVM's devices.
    private static String devices(StepProgram program) {
        var obstacle = DeviceIteration.obstacle(program);
        return obstacle.isEmpty()
                ? "the same on TornadoVM's devices, if their local memory holds three matrices of a step; else step by step"
                : "in parts, or step by step, on TornadoVM's devices: " + obstacle;
    }

    private static String structure(Slopes slopes) {
        return switch (slopes) {
            case Slopes.None() -> "none used";
            case Slopes.Entries(var _, var entries) ->
                "elementwise: "
                        + entries.stream()
                                .flatMap(List::stream)
                                .filter(tile -> !tile.isEmpty())
                                .count() + " of "
                        + entries.size() * entries.size() + " blocks over the states are not 0, each diagonal";
            case Slopes.Columns(var _, var operations, var _, var _) ->
                "dense: a step multiplies or sums over its states; " + operations.size() + " operations per column";
        };
    }

    private static String range(StepProgram.State state) {
        var range = state.range();
        return "%s is proved to stay within [%s, %s]%s; iterates are clipped to that"
                .formatted(
                        state.tensor(),
                        number(range.low()),
                        number(range.high()),
                        range.start() ? " and what it starts with" : "");
    }

    private static String number(double end) {
        return end == Math.rint(end) && !Double.isInfinite(end) ? Long.toString((long) end) : Double.toString(end);
    }

    private static String products(List<TileOp> operations, String when) {
        var matrices = operations.stream()
                .filter(TileOp.Transform.class::isInstance)
                .map(op -> ((TileOp.Transform) op).matrix())
                .toList();
        return matrices.isEmpty() ? "no product" : String.join(", ", matrices) + " multiplied " + when;
    }

    private void add(String topic, String text) {
        entries.add(new Entry(topic, text));
    }
}
