package dev.weft.runtime.tornado;

/// The shape of a rotation's table.
///
/// @param lines positions
/// @param pairs pairs of entries that turn
/// @param tabled whether the table holds cosines and sines of all positions; otherwise it holds each pair's angle per
///     position, in double precision
/// @param once whether sizes alone decide the table
public record TurnShape(int lines, int pairs, boolean tabled, boolean once) {
    /// How many numbers the table holds.
    int length() {
        return Math.multiplyExact(Math.multiplyExact(lines, pairs), tabled ? 2 : 1);
    }
}
