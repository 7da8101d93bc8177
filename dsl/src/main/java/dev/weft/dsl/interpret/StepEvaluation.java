package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.List;
import java.util.Map;

/// The equations of a scan for one batch, step after step. For one thread.
final class StepEvaluation {
    private final Point point = new Point();
    private final Carried carried = new Carried();
    private final List<Cell> initials;
    private final List<Cell> states;
    private final List<Cell> outs;

    /// @param results where all steps of states and outs go, by name
    StepEvaluation(Scan scan, Binding binding, Map<String, Values> results) {
        var compiler = new Compiler(binding, new Kept(), carried);
        for (var state : scan.states()) {
            carried.declare(state.tensor(), new Subscript(state.tensor(), compiler).size());
        }
        initials = scan.states().stream()
                .map(state -> Cell.of(state.tensor(), state.initial(), compiler, results))
                .toList();
        states = scan.states().stream()
                .map(state -> Cell.of(state.tensor(), state.next(), compiler, results))
                .toList();
        outs = scan.outs().stream()
                .map(out -> Cell.of(out.out(), out.value(), compiler, results))
                .toList();
    }

    /// Evaluates all steps of batch `b`.
    void evaluate(int b, int steps) {
        point.enter(b, 0);
        initials.forEach(state -> state.into(carried.current(state.tensor()), point));
        for (int t = 0; t < steps; t++) {
            carried.advance();
            point.enter(b, t);
            for (Cell state : states) {
                state.into(carried.current(state.tensor()), point);
                state.store(point);
            }
            outs.forEach(out -> out.store(point));
        }
    }

    /// One equation made ready: what it gives, and where that is stored.
    private record Cell(Tensor tensor, Code.OfArray value, Subscript at, Values result) {
        static Cell of(Tensor tensor, Term value, Compiler compiler, Map<String, Values> results) {
            var at = new Subscript(tensor, compiler);
            return new Cell(
                    tensor,
                    compiler.spread(value, at.size()),
                    at,
                    results.getOrDefault(tensor.name(), Values.zeros(0)));
        }

        void into(double[] held, Point point) {
            System.arraycopy(value.at(point), 0, held, 0, held.length);
        }

        void store(Point point) {
            var values = value.at(point);
            System.arraycopy(values, 0, result.data(), Math.toIntExact(at.offset(point)), values.length);
        }
    }
}
