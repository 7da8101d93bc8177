/// Task graphs and plans: what is copied when, which task runs when, how much memory that takes.
///
/// In: what the API was told. Out: launches and transfers. Must not know: what kernels do.
@NullMarked
package dev.weft.emulator.plan;

import org.jspecify.annotations.NullMarked;
