package dev.weft.dsl.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Near misses among names.
public final class Names {
    private Names() {}

    /// The candidate that `word` most likely stands for, if one is near enough: at most one edit per three letters,
    /// where an edit inserts, deletes or replaces a letter or swaps two neighbours. Case alone is half an edit. The
    /// list is empty or holds one; of equals the alphabetically first wins.
    public static List<String> nearest(String word, Collection<String> candidates) {
        int allowed = 2 * Math.max(1, word.length() / 3);
        return candidates.stream()
                .filter(candidate -> !candidate.equals(word))
                .filter(candidate -> Math.abs(candidate.length() - word.length()) * 2 <= allowed)
                .filter(candidate -> halfEdits(word, candidate) <= allowed && likely(word, candidate))
                .min(Comparator.<String>comparingInt(candidate -> halfEdits(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .stream()
                .toList();
    }

    /// One letter tells too little: `x` is no misspelled `y`.
    private static boolean likely(String word, String candidate) {
        return Math.min(word.length(), candidate.length()) > 1 || word.equalsIgnoreCase(candidate);
    }

    /// Twice the edit distance (optimal string alignment), with 1 for a change of case.
    static int halfEdits(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            last[column] = 2 * column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = 2 * row;
            for (int column = 1; column <= to.length(); column++) {
                int best = last[column - 1] + difference(from.charAt(row - 1), to.charAt(column - 1));
                best = Math.min(best, Math.min(last[column], current[column - 1]) + 2);
                if (row > 1
                        && column > 1
                        && from.charAt(row - 1) == to.charAt(column - 2)
                        && from.charAt(row - 2) == to.charAt(column - 1)) {
                    best = Math.min(best, beforeLast[column - 2] + 2);
                }
                current[column] = best;
            }
            beforeLast = last;
            last = current;
        }
        return last[to.length()];
    }

    private static int difference(char left, char right) {
        String a = String.valueOf(left);
        String b = String.valueOf(right);
        return left == right ? 0 : a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT)) ? 1 : 2;
    }
}
