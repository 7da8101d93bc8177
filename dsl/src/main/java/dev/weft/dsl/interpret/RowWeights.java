package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Term;

/// The weights with which the kept keys of a row enter a sum.
@FunctionalInterface
interface RowWeights {
    /// One weight per kept key, in their order.
    double[] at(Point point);

    static RowWeights of(Row row, Compiler compiler, Kept kept) {
        return switch (row) {
            case Row.Softmax() -> _ -> softmax(kept, Double.NEGATIVE_INFINITY);
            case Row.SoftmaxWithSink(Term sink) -> {
                var logit = compiler.scalar(sink);
                yield point -> softmax(kept, logit.at(point));
            }
            case Row.Elementwise(Term weight) -> {
                var code = compiler.scalar(weight);
                yield point -> elementwise(kept, code, point);
            }
        };
    }

    /// `exp(score) / (sum of exp(score) + exp(sink))`, both shifted by the greatest logit. All zero where every logit
    /// is minus infinity.
    private static double[] softmax(Kept kept, double sink) {
        var weights = new double[kept.count()];
        double max = Math.max(kept.max(), sink);
        if (max == Double.NEGATIVE_INFINITY) {
            return weights;
        }
        double sum = kept.sumExp(max) + Math.exp(sink - max);
        for (int n = 0; n < weights.length; n++) {
            weights[n] = Math.exp(kept.score(n) - max) / sum;
        }
        return weights;
    }

    private static double[] elementwise(Kept kept, Code.OfScalar weight, Point point) {
        var weights = new double[kept.count()];
        for (int n = 0; n < weights.length; n++) {
            point.key(kept.key(n));
            point.score(kept.score(n));
            weights[n] = weight.at(point);
        }
        return weights;
    }
}
