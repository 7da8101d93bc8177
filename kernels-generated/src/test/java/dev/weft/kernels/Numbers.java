package dev.weft.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

/// Tensors of tests.
final class Numbers {
    private Numbers() {}

    static Tensor zeros(long... shape) {
        return Tensor.allocate(DType.F32, shape);
    }

    static Tensor normal(long seed, long... shape) {
        var random = new SplittableRandom(seed);
        return of(_ -> random.nextGaussian(), shape);
    }

    /// By the flat position of an element.
    static Tensor of(LongToDoubleFunction element, long... shape) {
        var tensor = zeros(shape);
        for (long n = 0; n < tensor.elements(); n++) {
            tensor.set(n, element.applyAsDouble(n));
        }
        return tensor;
    }

    static void assertClose(Tensor given, Tensor wanted, double tolerance) {
        assertThat(given.shape()).isEqualTo(wanted.shape());
        for (long n = 0; n < given.elements(); n++) {
            assertThat(given.get(n)).as("element %d", n).isCloseTo(wanted.get(n), within(tolerance));
        }
    }

    /// `softmax(scores) @ values`, in place of the scores; what is minus infinity does not count.
    static double[] attend(double[] scores, int width, LongToDoubleFunction values) {
        double max = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            max = Math.max(max, score);
        }
        var out = new double[width];
        double sum = 0;
        for (int j = 0; j < scores.length; j++) {
            double weight = Math.exp(scores[j] - max);
            sum += weight;
            for (int d = 0; d < width; d++) {
                out[d] += weight * values.applyAsDouble((long) j * width + d);
            }
        }
        for (int d = 0; d < width; d++) {
            out[d] /= sum;
        }
        return out;
    }
}
