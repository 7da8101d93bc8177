package dev.weft.cli.plot;

import dev.weft.cli.bind.Assignments;
import dev.weft.cli.bind.Bound;
import dev.weft.cli.console.Failure;
import dev.weft.cli.draw.Drawing;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Term;
import dev.weft.runtime.scan.Solution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How many iterations a window needs on average, for sequences of 16 steps, of twice as many, and so on
/// to the length that is asked for. 0 where the compiler goes step by step.
final class Iterations {
    private static final int SHORTEST = 16;

    private Iterations() {}

    static Drawing draw(Subject subject) {
        var length = length(subject);
        var whole = Integer.parseInt(subject.binds().values().getOrDefault(length, "0"));
        var trial = subject.trial();
        var points = new ArrayList<Curve.Point>();
        var last = Solution.NONE;
        for (long steps = Math.min(SHORTEST, whole); points.isEmpty() || steps < 2L * whole; steps *= 2) {
            int now = (int) Math.min(steps, whole);
            last = trial.solution(of(subject, length, now));
            points.add(new Curve.Point(now, perWindow(last)));
        }
        Residuals.requireIterated(subject, last);
        var chart = new Chart(
                new Chart.Axis("steps of a sequence, " + length, true),
                new Chart.Axis(last.windows() > 1 ? "iterations per window" : "iterations", false),
                List.of(Curve.of(points)));
        return Chart.drawing(subject.title(), List.of("for %d steps: %s".formatted(whole, last)), List.of(chart));
    }

    private static double perWindow(Solution solution) {
        return solution.isIterated() ? (double) solution.iterations() / Math.max(1, solution.windows()) : 0;
    }

    /// The dim that says how many steps there are.
    private static String length(Subject subject) {
        var kernel = subject.bound().kernel();
        if (!(kernel instanceof Scan scan)) {
            throw new Failure(kernel.name() + " is no scan: it has no steps that iterations find");
        }
        if (scan.steps() instanceof Term.Size(var dim)
                && subject.binds().values().containsKey(dim.name())) {
            return dim.name();
        }
        throw new Failure(
                "plot --what iterations needs a dim for the steps that can be changed; cure: --bind it by name,"
                        + " and give no files for what has steps");
    }

    private static Bound of(Subject subject, String length, int steps) {
        var values = new LinkedHashMap<>(subject.binds().values());
        values.put(length, Integer.toString(steps));
        return Bound.of(subject.bound().kernel(), new Assignments(values), Map.of());
    }
}
