package dev.weft.bench;

import java.util.Arrays;
import java.util.Locale;

/// Text in Markdown that grows line by line, and how it writes numbers.
final class Markdown {
    /// What stands where there is no number.
    static final String NONE = "–";

    private final StringBuilder text = new StringBuilder();

    void line(String line) {
        text.append(line).append('\n');
    }

    void section(String title) {
        line("");
        line("## " + title);
        line("");
    }

    /// The head of a table: the first columns hold words, all others numbers.
    void head(int words, String... columns) {
        row(columns);
        var rules = new String[columns.length];
        Arrays.fill(rules, "---:");
        Arrays.fill(rules, 0, words, "---");
        row(rules);
    }

    void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static String rate(Problem.Measure measure, double perSecond) {
        return switch (measure) {
            case FLOPS -> format("%.1f GFLOP/s", perSecond / 1e9);
            case BYTES -> format("%.1f GB/s", perSecond / 1e9);
        };
    }

    static String millis(double seconds) {
        return format("%.2f ms", 1e3 * seconds);
    }

    static String percent(double share) {
        return format("%.0f %%", 100 * share);
    }

    static String ratio(double ratio) {
        return format("%.2f", ratio);
    }

    static String error(double error, boolean correct) {
        return format("%.0e", error) + (correct ? "" : " **wrong**");
    }

    static String format(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
