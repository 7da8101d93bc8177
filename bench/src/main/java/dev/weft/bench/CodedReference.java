package dev.weft.bench;

import dev.weft.runtime.Tensor;
import java.util.stream.IntStream;

/// The equations of the case `codes` in double precision, pair by pair, for some rows. Codes are sought as the
/// language says, in f32.
final class CodedReference {
    private static final int SAMPLES = 6;

    private CodedReference() {}

    /// The greatest difference of a contestant's last output from the equations.
    static double error(Coded coded, CodedInputs in, Contestant contestant) {
        var rows = IntStream.rangeClosed(0, SAMPLES)
                .map(n -> (int) ((long) n * (coded.rows() - 1) / SAMPLES))
                .distinct()
                .toArray();
        var codes = coded.way() == Coded.Way.CAUSAL ? new int[0] : nearest(in, coded.end());
        var greatest = 0.0;
        for (var i : rows) {
            var o = row(coded, in, codes, coded.end() - coded.rows() + i);
            for (var d = 0; d < o.length; d++) {
                greatest = Math.max(greatest, Math.abs(contestant.output(0, 0, i, d) - o[d]));
            }
        }
        return greatest;
    }

    private static int[] nearest(CodedInputs in, int tokens) {
        var keys = in.k().toFloats();
        var codes = in.c().toFloats();
        var nearest = new int[tokens];
        for (var j = 0; j < tokens; j++) {
            var greatest = Float.NEGATIVE_INFINITY;
            for (var s = 0; s < Coded.CODES; s++) {
                var norm = 0f;
                for (var d = 0; d < Coded.DEPTH; d++) {
                    norm = Math.fma(codes[s * Coded.DEPTH + d], codes[s * Coded.DEPTH + d], norm);
                }
                var score = -0.5f * norm;
                for (var d = 0; d < Coded.DEPTH; d++) {
                    score = Math.fma(keys[j * Coded.DEPTH + d], codes[s * Coded.DEPTH + d], score);
                }
                if (score > greatest) {
                    greatest = score;
                    nearest[j] = s;
                }
            }
        }
        return nearest;
    }

    private static double[] row(Coded coded, CodedInputs in, int[] codes, int t) {
        var scores = new double[t + 1];
        var greatest = Double.NEGATIVE_INFINITY;
        for (var j = 0; j <= t; j++) {
            scores[j] = coded.way() == Coded.Way.CAUSAL
                    ? dot(in.q(), t, in.k(), j)
                    : dot(in.q(), t, in.c(), codes[j]) + bias(in, t, j);
            greatest = Math.max(greatest, scores[j]);
        }
        var o = new double[Coded.DEPTH];
        var sum = 0.0;
        for (var j = 0; j <= t; j++) {
            var weight = Math.exp(scores[j] - greatest);
            sum += weight;
            for (var d = 0; d < o.length; d++) {
                o[d] += weight * in.v().get((long) j * Coded.DEPTH + d);
            }
        }
        for (var d = 0; d < o.length; d++) {
            o[d] /= sum;
        }
        return o;
    }

    private static double bias(CodedInputs in, int t, int j) {
        return t / Coded.BLOCK - j / Coded.BLOCK <= 1 ? in.r().get(t - j) : 0;
    }

    private static double dot(Tensor q, int i, Tensor k, int j) {
        var sum = 0.0;
        for (var d = 0; d < Coded.DEPTH; d++) {
            sum += q.get((long) i * Coded.DEPTH + d) * k.get((long) j * Coded.DEPTH + d);
        }
        return sum / Math.sqrt(Coded.DEPTH);
    }
}
