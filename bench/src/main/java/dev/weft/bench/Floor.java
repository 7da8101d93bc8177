package dev.weft.bench;

/// A number that must not be missed, and what was measured.
///
/// @param raced of ours
/// @param quantity what is measured, as `time / f32`
/// @param least the least allowed, or minus infinity
/// @param most the most allowed, or infinity
public record Floor(Raced raced, String quantity, double least, double most, double measured) {
    static Floor atLeast(Raced raced, String quantity, double least, double measured) {
        return new Floor(raced, quantity, least, Double.POSITIVE_INFINITY, measured);
    }

    static Floor atMost(Raced raced, String quantity, double most, double measured) {
        return new Floor(raced, quantity, Double.NEGATIVE_INFINITY, most, measured);
    }

    public boolean isMet() {
        return least <= measured && measured <= most;
    }
}
