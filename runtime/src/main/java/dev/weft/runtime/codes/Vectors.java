package dev.weft.runtime.codes;

/// Checks of vectors that lie row by row.
final class Vectors {
    private Vectors() {}

    /// How many there are.
    static int count(String what, float[] rows, int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException(
                    "%s: vectors of %d entries: give them at least 1".formatted(what, depth));
        }
        if (rows.length % depth != 0) {
            throw new IllegalArgumentException(
                    "%s: %d numbers are no whole vectors of %d entries".formatted(what, rows.length, depth));
        }
        return rows.length / depth;
    }

    static void count(String what, float[] rows, int depth, int wanted) {
        if (rows.length != (long) wanted * depth) {
            throw new IllegalArgumentException("%s: %d numbers, but %d vectors of %d entries need %d"
                    .formatted(what, rows.length, wanted, depth, (long) wanted * depth));
        }
    }

    static void requireSome(String what, int count) {
        if (count == 0) {
            throw new IllegalArgumentException(what + ": there are none; give at least one");
        }
    }

    /// @param each what a row is called
    static void requireFinite(String each, float[] rows, int depth) {
        for (int at = 0; at < rows.length; at++) {
            if (!Float.isFinite(rows[at])) {
                throw new IllegalArgumentException("%s %d holds %s in entry %d: all entries must be finite"
                        .formatted(each, at / depth, rows[at], at % depth));
            }
        }
    }
}
