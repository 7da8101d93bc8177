package dev.weft.dsl.model;

/// The index letters of an attention.
public enum Axis {
    BATCH("b"),
    HEAD("h"),
    QUERY("i"),
    KEY("j");

    private final String letter;

    Axis(String letter) {
        this.letter = letter;
    }

    public String letter() {
        return letter;
    }
}
