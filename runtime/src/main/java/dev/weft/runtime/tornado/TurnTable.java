package dev.weft.runtime.tornado;

/// Takes the angles of a rotation's table.
@FunctionalInterface
public interface TurnTable {
    /// Sets an angle, in radians.
    void set(int index, double angle);
}
