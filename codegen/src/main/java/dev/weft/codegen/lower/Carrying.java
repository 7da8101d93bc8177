package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Carry;
import dev.weft.dsl.model.Attention;

/// Whether an attention can go on where it stopped.
public sealed interface Carrying {
    /// It can.
    ///
    /// @param kernel of one step: an ordinary attention, with a meaning of its own
    /// @param carry what else the runtime must know
    record Step(Attention kernel, Carry.ByCodes carry) implements Carrying {}

    /// It cannot.
    ///
    /// @param why a clause; empty for a kernel that folds nothing
    record Not(String why) implements Carrying {}
}
