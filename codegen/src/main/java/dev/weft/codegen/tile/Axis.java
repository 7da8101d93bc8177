package dev.weft.codegen.tile;

/// The coordinates of a value: b and h and i (rows), j (keys), t (the step of a scan), d (the entry of a
/// vector), e (the entry of a vector that a matrix is multiplied with for entry d, and the other way round)
/// and m (the pair of a rotation).
public enum Axis {
    BATCH("b"),
    HEAD("h"),
    QUERY("i"),
    KEY("j"),
    STEP("t"),
    FEATURE("d"),
    INNER("e"),
    PAIR("m");

    private final String letter;

    Axis(String letter) {
        this.letter = letter;
    }

    public String letter() {
        return letter;
    }
}
