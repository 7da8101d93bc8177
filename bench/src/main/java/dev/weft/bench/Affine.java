package dev.weft.bench;

/// The line `start + slope x` that is nearest to points, each weighed by its height: a line that misses
/// short texts by a tenth misses as much as one that misses long texts by a tenth.
///
/// @param deviation the greatest distance of a point from the line, as a share of the point's height
public record Affine(double start, double slope, double deviation) {
    /// Fits by least squares.
    ///
    /// @param x two different ones at least
    /// @param y positive, as many
    public static Affine of(double[] x, double[] y) {
        var weights = 0.0;
        var meanX = 0.0;
        var meanY = 0.0;
        for (var n = 0; n < x.length; n++) {
            var weight = 1 / (y[n] * y[n]);
            weights += weight;
            meanX += (x[n] - meanX) * weight / weights;
            meanY += (y[n] - meanY) * weight / weights;
        }
        var across = 0.0;
        var along = 0.0;
        for (var n = 0; n < x.length; n++) {
            var weight = 1 / (y[n] * y[n]);
            across += weight * (x[n] - meanX) * (y[n] - meanY);
            along += weight * (x[n] - meanX) * (x[n] - meanX);
        }
        if (along == 0) {
            throw new IllegalArgumentException("all points are above one another");
        }
        var slope = across / along;
        var start = meanY - slope * meanX;
        var deviation = 0.0;
        for (var n = 0; n < x.length; n++) {
            deviation = Math.max(deviation, Math.abs(start + slope * x[n] - y[n]) / y[n]);
        }
        return new Affine(start, slope, deviation);
    }
}
