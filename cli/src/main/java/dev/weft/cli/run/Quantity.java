package dev.weft.cli.run;

import java.util.Locale;

/// Numbers for people: three digits and a prefix.
public final class Quantity {
    private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P"};

    private Quantity() {}

    /// `1.23 GFLOP/s` for 1.23e9 and `FLOP/s`.
    public static String of(double value, String unit) {
        double scaled = value;
        int prefix = 0;
        while (Math.abs(scaled) >= 999.5 && prefix < PREFIXES.length - 1) {
            scaled /= 1000;
            prefix++;
        }
        return digits(scaled) + " " + PREFIXES[prefix] + unit;
    }

    /// Three significant digits, or all of the digits before the point.
    public static String digits(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /// `1 234 567`
    public static String count(double value) {
        return String.format(Locale.ROOT, "%,.0f", value).replace(',', ' ');
    }

    /// `1 234 567`
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
    }

    /// `1.23 ms`
    public static String seconds(double seconds) {
        if (seconds >= 1) {
            return digits(seconds) + " s";
        }
        return seconds >= 1e-3 ? digits(seconds * 1e3) + " ms" : digits(seconds * 1e6) + " µs";
    }
}
