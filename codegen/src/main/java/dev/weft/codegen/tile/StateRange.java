package dev.weft.codegen.tile;

/// What every entry of a state lies between after any number of steps, whatever the inputs are. No number
/// is outside of every range.
///
/// @param low the least, or minus infinity
/// @param high the greatest, or infinity
/// @param start whether the range has to be widened until what the entry started with lies in it too
public record StateRange(double low, double high, boolean start) {
    /// Nothing is known.
    public static final StateRange UNKNOWN = new StateRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);

    /// Whether it bounds anything.
    public boolean isBounded() {
        return !Double.isInfinite(low) || !Double.isInfinite(high);
    }
}
