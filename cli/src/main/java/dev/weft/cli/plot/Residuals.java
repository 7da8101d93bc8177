package dev.weft.cli.plot;

import dev.weft.cli.console.Failure;
import dev.weft.cli.draw.Drawing;
import dev.weft.runtime.scan.Solution;
import java.util.List;
import java.util.stream.IntStream;

/// The greatest residual of all steps, after each iteration.
final class Residuals {
    private Residuals() {}

    static Drawing draw(Subject subject) {
        var solution = subject.trial().solution(subject.bound());
        requireIterated(subject, solution);
        var residuals = solution.residuals();
        var points = IntStream.range(0, residuals.size())
                .mapToObj(n -> new Curve.Point(solution.firstResidual() + n, residuals.get(n)))
                .toList();
        var chart = new Chart(
                new Chart.Axis("iterations", false),
                new Chart.Axis("greatest residual, relative where a state exceeds 1", true),
                List.of(Curve.of(points)));
        return Chart.drawing(subject.title(), List.of(solution.toString()), List.of(chart));
    }

    /// Refuses what has no iterations to show.
    static void requireIterated(Subject subject, Solution solution) {
        if (solution.equals(Solution.NONE)) {
            throw new Failure("%s is no scan: it has no steps that iterations find"
                    .formatted(subject.bound().kernel().name()));
        }
        if (!solution.isIterated()) {
            throw new Failure(
                    "%s finds its steps one after the other for %s, without iterations; cure: `by deer()`, or another algorithm that iterates"
                            .formatted(
                                    subject.bound().kernel().name(),
                                    subject.bound().describe()));
        }
    }
}
