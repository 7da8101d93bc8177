package dev.weft.dsl.model;

/// The index letters: b, h, i and j of an attention, b and t of a scan.
public enum Axis {
    BATCH("b"),
    HEAD("h"),
    QUERY("i"),
    KEY("j"),
    STEP("t");

    private final String letter;

    Axis(String letter) {
        this.letter = letter;
    }

    public String letter() {
        return letter;
    }
}
