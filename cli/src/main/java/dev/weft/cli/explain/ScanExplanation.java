package dev.weft.cli.explain;

import dev.weft.codegen.schedule.JvmForm;
import dev.weft.codegen.schedule.ScanSchedule;
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
    private final List<String> lines = new ArrayList<>();

    private ScanExplanation() {}

    /// What holds for every size.
    static List<String> of(Scan scan, StepProgram program) {
        var explanation = new ScanExplanation();
        explanation.lines.add(scan.name());
        for (var equation : scan.source().lines()) {
            explanation.add(equation.name(), equation.text());
        }
        explanation.add("strategy", strategy(program.solving()));
        explanation.add(
                "states",
                program.states().stream().map(StepProgram.State::tensor).collect(Collectors.joining(", then ")));
        explanation.add("ahead", products(program.ahead(), "for many steps at once, as no state is needed"));
        explanation.add("step", products(program.step(), "at every step"));
        explanation.add("after", products(program.after(), "for many steps at once, when their states are known"));
        return List.copyOf(explanation.lines);
    }

    /// The schedule for bound sizes.
    static String schedule(JvmForm form, StepProgram program, Map<String, Integer> given) {
        var known = new java.util.HashMap<>(given);
        ScanSchedule.steps(form, program)
                .forEach(step -> known.put(step.name(), step.value().in(known)));
        int parts = known.getOrDefault("mostParts", 1);
        var rows = "%d rows side by side per worker, %d steps prepared at once"
                .formatted(known.getOrDefault("rowTile", 1), known.getOrDefault("chunk", 1));
        return parts == 1
                ? "step by step, as "
                        + (program.solving().method() == Solving.Method.SEQUENTIAL
                                ? "`by sequential()` asks"
                                : "there are sequences enough or steps too few to cut them")
                        + "; " + rows
                : "%d parts of each sequence, gone over up to %d times until they agree; %s"
                        .formatted(parts, program.solving().iterations(), rows);
    }

    private static String strategy(Solving solving) {
        return switch (solving.method()) {
            case SEQUENTIAL -> "sequential: one step after the other";
            case FREE ->
                "parts of a sequence side by side where few sequences leave the machine idle, until they agree to %.0e"
                                .formatted(solving.tolerance())
                        + "; what has not settled after " + solving.iterations()
                        + " iterations is computed step by step";
        };
    }

    private static String products(List<TileOp> operations, String when) {
        var matrices = operations.stream()
                .filter(TileOp.Transform.class::isInstance)
                .map(op -> ((TileOp.Transform) op).matrix())
                .toList();
        return matrices.isEmpty() ? "no product" : String.join(", ", matrices) + " multiplied " + when;
    }

    private void add(String topic, String text) {
        lines.add(Explanation.line(topic, text));
    }
}
