package dev.weft.dsl.check.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds what was probably meant.
public final class Suggestions {
    private Suggestions() {}

    /// The closest of `known` to `written`, if it is close enough to be a slip: a third of its letters, at least one.
    public static Optional<String> nearest(String written, Collection<String> known) {
        int limit = Math.max(1, written.length() / 3);
        return known.stream()
                .filter(name -> !name.equals(written))
                .filter(name -> distance(written, name) <= limit && (written.length() > 1 || sameLetter(written, name)))
                .min(Comparator.<String>comparingInt(name -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// "did you mean `x`?", or `otherwise` where nothing is close.
    public static String hint(String written, Collection<String> known, String otherwise) {
        return nearest(written, known)
                .map(name -> "did you mean `" + name + "`?")
                .orElse(otherwise);
    }

    private static boolean sameLetter(String written, String name) {
        return written.equalsIgnoreCase(name);
    }

    /// Edits that turn one into the other: insert, delete, replace, swap neighbours; a change of case counts nothing.
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(cost[i - 1][j - 1] + replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
            }
        }
        return cost[a.length()][b.length()];
    }
}
