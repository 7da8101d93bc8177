package dev.weft.runtime.scan;

/// Goes along a linear recurrence without leaving the iterate by far: a Kalman filter for each lane,
/// whose prediction is the recurrence, with a variance of 1 for each number, and whose observation is the
/// iterate, with a variance of the square of the trust region's radius. A large radius leaves the
/// recurrence alone, a small one the iterate.
///
/// @param scan the shape of the recurrence
/// @param variance of what is observed
record TrustFilter(AffineScan scan, double variance) {
    /// Replaces an iterate by the filtered one.
    ///
    /// @param matrices `A` of all steps, one after the other
    /// @param values what all steps give at the iterate
    /// @param states the state before the first step, which is exact, then those of the iterate
    void apply(double[] matrices, double[] values, double[] states, int steps) {
        int size = scan.size();
        int lanes = scan.lanes();
        var a = new double[size][size];
        var mean = new double[size];
        for (int lane = 0; lane < lanes; lane++) {
            var spread = new double[size][size];
            var moved = new double[size];
            for (int step = 0; step < steps; step++) {
                int before = step * scan.width() + lane;
                for (int i = 0; i < size; i++) {
                    mean[i] = values[before + i * lanes];
                    for (int j = 0; j < size; j++) {
                        a[i][j] = matrices[step * scan.area() + scan.entry(i, j, lane)];
                        mean[i] += a[i][j] * moved[j];
                    }
                }
                var gain = gain(product(a, product(spread, turned(a))));
                int after = before + scan.width();
                var distance = new double[size];
                for (int i = 0; i < size; i++) {
                    distance[i] = states[after + i * lanes] - mean[i];
                }
                for (int i = 0; i < size; i++) {
                    double correction = 0;
                    for (int j = 0; j < size; j++) {
                        correction += gain[i][j] * distance[j];
                        // (I - K) P = variance * K, for K = P (P + variance * I)^-1.
                        spread[i][j] = variance * gain[i][j];
                    }
                    var state = mean[i] + correction;
                    moved[i] = state - states[after + i * lanes];
                    states[after + i * lanes] = state;
                }
            }
        }
    }

    /// `P (P + variance * I)^-1`, where P is `spread + I`: by elimination without pivots, which a
    /// positive definite matrix does not need.
    private double[][] gain(double[][] spread) {
        int size = spread.length;
        var left = new double[size][size];
        var right = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double one = i == j ? 1 : 0;
                right[i][j] = spread[i][j] + one;
                left[i][j] = right[i][j] + variance * one;
            }
        }
        for (int pivot = 0; pivot < size; pivot++) {
            double scale = 1 / left[pivot][pivot];
            for (int j = 0; j < size; j++) {
                left[pivot][j] *= scale;
                right[pivot][j] *= scale;
            }
            for (int i = 0; i < size; i++) {
                double factor = i == pivot ? 0 : left[i][pivot];
                for (int j = 0; j < size; j++) {
                    left[i][j] -= factor * left[pivot][j];
                    right[i][j] -= factor * right[pivot][j];
                }
            }
        }
        return right;
    }

    private static double[][] product(double[][] a, double[][] b) {
        var product = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < a.length; k++) {
                for (int j = 0; j < a.length; j++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    private static double[][] turned(double[][] a) {
        var turned = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                turned[i][j] = a[j][i];
            }
        }
        return turned;
    }
}
