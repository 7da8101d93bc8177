package dev.weft.dsl.random;

/// A size as written and as bound.
record Size(String text, int value) {
    static Size of(int value) {
        return new Size(Integer.toString(value), value);
    }
}
