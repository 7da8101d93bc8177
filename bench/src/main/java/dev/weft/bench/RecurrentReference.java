package dev.weft.bench;

import dev.weft.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The equations of a layer in double precision, step by step, for the first sequence and the last; some
/// of the states are kept.
public final class RecurrentReference {
    private static final int SAMPLES = 64;

    private final List<State> states = new ArrayList<>();
    private final Recurrence recurrence;
    private final RecurrentInputs inputs;

    private static final class State {
        private final int b;
        private final int t;
        private final double[] h;

        State(int b, int t, double[] h) {
            this.b = b;
            this.t = t;
            this.h = h;
        }
    }

    private RecurrentReference(Recurrence recurrence, RecurrentInputs inputs) {
        this.recurrence = recurrence;
        this.inputs = inputs;
    }

    public static RecurrentReference of(Recurrence recurrence, RecurrentInputs inputs) {
        var reference = new RecurrentReference(recurrence, inputs);
        reference.follow(0);
        if (recurrence.B() > 1) {
            reference.follow(recurrence.B() - 1);
        }
        return reference;
    }

    /// The greatest difference of a contestant's last states from the equations; NaN if it has one.
    public double error(Contestant contestant) {
        var greatest = 0.0;
        for (var state : states) {
            for (var d = 0; d < state.h.length; d++) {
                greatest = Math.max(greatest, Math.abs(contestant.output(state.b, 0, state.t, d) - state.h[d]));
            }
        }
        return greatest;
    }

    private void follow(int b) {
        var every = Math.max(1, recurrence.N() / SAMPLES);
        var cell = switch (recurrence.cell()) {
            case GRU -> gru(b);
            case DIAGONAL_GRU -> diagonal(b);
        };
        var h = row(inputs.get("h0"), b, recurrence.D());
        for (var t = 0; t < recurrence.N(); t++) {
            h = cell.next(t, h);
            if (t % every == 0 || t == recurrence.N() - 1) {
                states.add(new State(b, t, h));
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        double[] next(int t, double[] h);
    }

    private Step gru(int b) {
        var x = inputs.get("x");
        var reset = new Gate("Wr", "Ur", "br");
        var update = new Gate("Wz", "Uz", "bz");
        var proposal = new Gate("Wn", "Un", "bn");
        var c = numbers("cn");
        return (t, h) -> {
            var now = row(x, b * recurrence.N() + t, recurrence.X());
            var next = new double[h.length];
            for (var d = 0; d < h.length; d++) {
                var r = sigmoid(reset.input(now, d) + reset.state(h, d));
                var z = sigmoid(update.input(now, d) + update.state(h, d));
                var n = Math.tanh(proposal.input(now, d) + r * (proposal.state(h, d) + c[d]));
                next[d] = (1 - z) * n + z * h[d];
            }
            return next;
        };
    }

    private Step diagonal(int b) {
        var az = numbers("az");
        var ar = numbers("ar");
        var ah = numbers("ah");
        return (t, h) -> {
            var at = b * recurrence.N() + t;
            var xz = row(inputs.get("xz"), at, h.length);
            var xr = row(inputs.get("xr"), at, h.length);
            var xh = row(inputs.get("xh"), at, h.length);
            var next = new double[h.length];
            for (var d = 0; d < h.length; d++) {
                var z = sigmoid(az[d] * h[d] + xz[d]);
                var r = sigmoid(ar[d] * h[d] + xr[d]);
                next[d] = z * Math.tanh(ah[d] * h[d] * r + xh[d]) + (1 - z) * h[d];
            }
            return next;
        };
    }

    private final class Gate {
        private final double[] w;
        private final double[] u;
        private final double[] b;

        Gate(String w, String u, String b) {
            this.w = numbers(w);
            this.u = numbers(u);
            this.b = numbers(b);
        }

        double input(double[] x, int d) {
            return b[d] + dot(w, d, x);
        }

        double state(double[] h, int d) {
            return dot(u, d, h);
        }
    }

    private static double dot(double[] matrix, int row, double[] vector) {
        var sum = 0.0;
        for (var n = 0; n < vector.length; n++) {
            sum += matrix[row * vector.length + n] * vector[n];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private double[] numbers(String name) {
        var tensor = inputs.get(name);
        return row(tensor, 0, Math.toIntExact(tensor.elements()));
    }

    private static double[] row(Tensor tensor, int row, int size) {
        var numbers = new double[size];
        for (var d = 0; d < size; d++) {
            numbers[d] = tensor.get((long) row * size + d);
        }
        return numbers;
    }
}
