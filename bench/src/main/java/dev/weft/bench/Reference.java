package dev.weft.bench;

import dev.weft.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The equations themselves in double precision, for some queries: the first, the last, and a few between, of the first
/// head of the first sequence and of the last of the last.
public final class Reference {
    private static final int SAMPLES = 8;

    private final List<Row> rows;

    private Reference(List<Row> rows) {
        this.rows = rows;
    }

    public static Reference of(Problem problem, Inputs inputs) {
        var random = new SplittableRandom(4);
        var queries = IntStream.concat(
                        IntStream.of(0, problem.N() - 1),
                        IntStream.generate(() -> random.nextInt(problem.N())).limit(SAMPLES - 2))
                .distinct()
                .toArray();
        var rows = new ArrayList<Row>();
        for (var i : queries) {
            rows.add(new Row(0, 0, i, row(problem, inputs, 0, 0, i)));
            var b = problem.B() - 1;
            var h = problem.H() - 1;
            rows.add(new Row(b, h, i, row(problem, inputs, b, h, i)));
        }
        return new Reference(rows);
    }

    /// The greatest difference of a contestant's last output from the equations; NaN if it has one.
    public double error(Contestant contestant) {
        var greatest = 0.0;
        for (var row : rows) {
            for (var d = 0; d < row.o.length; d++) {
                greatest = Math.max(greatest, Math.abs(contestant.output(row.b, row.h, row.i, d) - row.o[d]));
            }
        }
        return greatest;
    }

    private static double[] row(Problem p, Inputs inputs, int b, int h, int i) {
        var t = p.position(i);
        var g = h / (p.H() / p.G());
        var q = vector(inputs.q(), b, h, i);
        var scores = new double[p.M()];
        var greatest = Double.NEGATIVE_INFINITY;
        for (var j = 0; j < p.M(); j++) {
            scores[j] = p.keeps(i, j) ? score(p, h, q, vector(inputs.k(), b, g, j), t, j) : Double.NEGATIVE_INFINITY;
            greatest = Math.max(greatest, scores[j]);
        }
        var o = new double[p.D()];
        var sum = 0.0;
        for (var j = 0; j < p.M(); j++) {
            if (p.keeps(i, j)) {
                var weight = Math.exp(scores[j] - greatest);
                var v = vector(inputs.v(), b, g, j);
                sum += weight;
                for (var d = 0; d < o.length; d++) {
                    o[d] += weight * v[d];
                }
            }
        }
        for (var d = 0; d < o.length; d++) {
            o[d] /= sum;
        }
        return o;
    }

    private static double score(Problem p, int h, double[] q, double[] k, int t, int j) {
        var scale = 1 / Math.sqrt(p.D());
        return switch (p.variant()) {
            case Variant.Full(), Variant.Causal(), Variant.Window _, Variant.Packed() -> scale * turned(q, k, 0);
            case Variant.Alibi() -> scale * turned(q, k, 0) - slope(h, p.H()) * Math.abs(t - j);
            case Variant.Softcap(float cap) -> cap * Math.tanh(scale * turned(q, k, 0) / cap);
            case Variant.Rope() -> scale * turned(q, k, t - j);
            case Variant.ReRope(int w, int trained) -> logScale(t, trained) * scale * turned(q, k, Math.min(t - j, w));
        };
    }

    /// ALiBi's slope of head `h` of `heads`, a power of two: a geometric series that ends at 2⁻⁸.
    public static double slope(int h, int heads) {
        if (Integer.bitCount(heads) != 1) {
            throw new IllegalArgumentException(heads + " is no power of two");
        }
        return Math.pow(2, -8.0 * (h + 1) / heads);
    }

    /// What ReRoPE multiplies the scores of position `t` with.
    public static double logScale(int t, int trained) {
        return Math.max(1, Math.log(t + 1) / Math.log(trained));
    }

    /// `rope(q, distance) @ k`: the pair (m, m + D/2) turns by `distance 10000^(-2m/D)`.
    private static double turned(double[] q, double[] k, int distance) {
        var half = q.length / 2;
        var dot = 0.0;
        for (var m = 0; m < half; m++) {
            var same = q[m] * k[m] + q[m + half] * k[m + half];
            if (distance == 0) {
                dot += same;
            } else {
                var angle = distance * Math.pow(10_000, -(double) m / half);
                var across = q[m] * k[m + half] - q[m + half] * k[m];
                dot += same * Math.cos(angle) + across * Math.sin(angle);
            }
        }
        return dot;
    }

    private static double[] vector(Tensor tensor, int sequence, int head, int row) {
        var size = (int) tensor.size(3);
        var start = tensor.offset(sequence, head, row, 0);
        var vector = new double[size];
        for (var d = 0; d < size; d++) {
            vector[d] = tensor.get(start + d);
        }
        return vector;
    }

    private static final class Row {
        final int b;
        final int h;
        final int i;
        final double[] o;

        Row(int b, int h, int i, double[] o) {
            this.b = b;
            this.h = h;
            this.i = i;
            this.o = o;
        }
    }
}
