package dev.weft.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where numbers are along a line, and which of them are written beside it. On a logarithmic scale only
/// positive numbers have a place of their own; 0 stands at its beginning. Infinity stands at the end of
/// any.
///
/// @param low what stands at the beginning
/// @param high what stands at the end, more than `low`
record Scale(double low, double high, boolean logarithmic) {
    private static final int MOST_TICKS = 8;

    /// A scale that has room for all these numbers, from one round number to another.
    static Scale around(List<Double> numbers, boolean logarithmic) {
        var finite = numbers.stream()
                .mapToDouble(Double::doubleValue)
                .filter(number -> Double.isFinite(number) && (!logarithmic || number > 0))
                .summaryStatistics();
        if (finite.getCount() == 0) {
            return logarithmic ? new Scale(1e-1, 1, true) : new Scale(0, 1, false);
        }
        if (logarithmic) {
            double low = Math.floor(Math.log10(finite.getMin()));
            double high = Math.max(low + 1, Math.ceil(Math.log10(finite.getMax())));
            return new Scale(Math.pow(10, low), Math.pow(10, high), true);
        }
        double step = step(Math.max(1, finite.getMax()));
        return new Scale(0, step * Math.max(1, Math.ceil(finite.getMax() / step)), false);
    }

    /// From 0 at the beginning to 1 at the end.
    double place(double number) {
        if (Double.isInfinite(number) || Double.isNaN(number)) {
            return 1;
        }
        if (!logarithmic) {
            return (number - low) / (high - low);
        }
        return number <= 0 ? 0 : Math.log(number / low) / Math.log(high / low);
    }

    /// Whether a number has no place of its own.
    boolean isBeyond(double number) {
        return !Double.isFinite(number) || (logarithmic && number <= 0);
    }

    /// The numbers that are written, in their order.
    List<Double> ticks() {
        var ticks = new ArrayList<Double>();
        if (logarithmic) {
            int low10 = (int) Math.round(Math.log10(low));
            int high10 = (int) Math.round(Math.log10(high));
            int by = Math.max(1, Math.ceilDiv(high10 - low10, MOST_TICKS));
            for (int power = low10; power <= high10; power += by) {
                ticks.add(Math.pow(10, power));
            }
        } else {
            double step = step(high);
            for (int tick = 0; tick * step <= high * 1.000001; tick++) {
                ticks.add(tick * step);
            }
        }
        return ticks;
    }

    /// `0.01`, `250`, `1e-06`
    static String label(double tick) {
        if (tick != 0 && (tick < 1e-3 || tick >= 1e6)) {
            return String.format(Locale.ROOT, "%.0e", tick);
        }
        return tick == Math.rint(tick) ? Long.toString((long) tick) : Double.toString(tick);
    }

    /// 1, 2 or 5 times a power of ten, so that there are not too many; whole, since what is counted is.
    private static double step(double most) {
        double rough = most / MOST_TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= rough) {
                return Math.max(1, factor * power);
            }
        }
        return Math.max(1, 10 * power);
    }
}
