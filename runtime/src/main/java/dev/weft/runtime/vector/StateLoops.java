package dev.weft.runtime.vector;

/// Plain loops over the numbers of a state.
public record StateLoops() implements StateLanes {
    @Override
    public void dense(int size, double[] a, int aAt, double[] x, int xAt, double[] b, int bAt, double[] to, int toAt) {
        System.arraycopy(b, bAt, to, toAt, size);
        for (var j = 0; j < size; j++) {
            var by = x[xAt + j];
            var column = aAt + j * size;
            for (var i = 0; i < size; i++) {
                to[toAt + i] += a[column + i] * by;
            }
        }
    }

    @Override
    public void entries(
            int count, double[] a, int aAt, double[] x, int xAt, double[] b, int bAt, double[] to, int toAt) {
        for (var at = 0; at < count; at++) {
            to[toAt + at] = b[bAt + at] + a[aAt + at] * x[xAt + at];
        }
    }

    @Override
    public void less(int count, double[] a, int aAt, double[] b, int bAt, double[] to, int toAt) {
        for (var at = 0; at < count; at++) {
            to[toAt + at] = a[aAt + at] - b[bAt + at];
        }
    }

    @Override
    public void move(
            int count,
            double[] next,
            int nextAt,
            double[] low,
            double[] high,
            int boundsAt,
            double[] state,
            int stateAt,
            double[] moved,
            int movedAt) {
        for (var at = 0; at < count; at++) {
            var is = next[nextAt + at];
            moved[movedAt + at] = is - state[stateAt + at];
            var least = low[boundsAt + at];
            var greatest = high[boundsAt + at];
            state[stateAt + at] = is < least ? least : is > greatest ? greatest : is;
        }
    }

    /// One recurrence after the other, each with all that its next step waits for at hand.
    @Override
    public void solve(
            int width,
            int steps,
            double[] a,
            int aAt,
            double[] values,
            int valuesAt,
            double[] state,
            int stateAt,
            double[] moved,
            double[] low,
            double[] high) {
        for (var lane = 0; lane < width; lane++) {
            var far = moved[lane];
            var least = low[lane];
            var greatest = high[lane];
            for (var at = lane; at < steps * width; at += width) {
                var is = values[valuesAt + at] + a[aAt + at] * far;
                far = is - state[stateAt + at];
                state[stateAt + at] = is < least ? least : is > greatest ? greatest : is;
            }
            moved[lane] = far;
        }
    }

    @Override
    public double farthest(int count, double[] was, int wasAt, double[] is, int isAt) {
        var farthest = 0.0;
        for (var at = 0; at < count; at++) {
            // What differs by less is no farther, whatever it is relative to.
            if (!(Math.abs(is[isAt + at] - was[wasAt + at]) <= farthest)) {
                farthest = Math.max(farthest, far(was[wasAt + at], is[isAt + at]));
            }
        }
        return farthest;
    }

    /// The difference relative to the new value where that is above 1. No number is the same as no
    /// number; infinities are the same or infinitely far.
    public static double far(double was, double is) {
        if (was == is || (Double.isNaN(was) && Double.isNaN(is))) {
            return 0;
        }
        var difference = Math.abs(is - was) / Math.max(1, Math.abs(is));
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }

    @Override
    public void take(int count, float[] from, int fromAt, double[] to, int toAt) {
        for (var at = 0; at < count; at++) {
            to[toAt + at] = from[fromAt + at];
        }
    }

    @Override
    public void takeFinite(int count, float[] from, int fromAt, double[] to, int toAt) {
        for (var at = 0; at < count; at++) {
            var number = from[fromAt + at];
            to[toAt + at] = Float.isFinite(number) ? number : 0;
        }
    }
}
