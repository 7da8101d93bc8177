package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Rotation;
import java.util.HashMap;
import java.util.Map;

/// `rope(x, p, …)` by definition: pair m of the first `dims` entries turns by the angle `p * theta(m)`.
/// The cosines and sines of a position are remembered, for positions repeat.
final class Turn {
    private static final int REMEMBERED_ANGLES = 1 << 22;

    private final Rotation.Pairing pairing;
    private final double[] theta;
    private final double[] turned;
    private final Map<Double, double[]> cosinesAndSines = new HashMap<>();

    /// @param theta the angle per unit of position, by pair number
    /// @param size the length of the vectors
    Turn(Rotation.Pairing pairing, double[] theta, int size) {
        this.pairing = pairing;
        this.theta = theta;
        this.turned = new double[size];
    }

    /// The array is overwritten by the next call.
    double[] by(double position, double[] x) {
        int pairs = theta.length;
        var angles = cosinesAndSines(position);
        System.arraycopy(x, 0, turned, 0, x.length);
        for (int m = 0; m < pairs; m++) {
            int first = switch (pairing) {
                case HALVES -> m;
                case INTERLEAVED -> 2 * m;
            };
            int second = switch (pairing) {
                case HALVES -> m + pairs;
                case INTERLEAVED -> 2 * m + 1;
            };
            double cos = angles[m];
            double sin = angles[pairs + m];
            turned[first] = x[first] * cos - x[second] * sin;
            turned[second] = x[first] * sin + x[second] * cos;
        }
        return turned;
    }

    private double[] cosinesAndSines(double position) {
        int pairs = theta.length;
        if (cosinesAndSines.size() * 2L * pairs > REMEMBERED_ANGLES) {
            cosinesAndSines.clear();
        }
        return cosinesAndSines.computeIfAbsent(position, p -> {
            var angles = new double[2 * pairs];
            for (int m = 0; m < pairs; m++) {
                angles[m] = Math.cos(p * theta[m]);
                angles[pairs + m] = Math.sin(p * theta[m]);
            }
            return angles;
        });
    }
}
