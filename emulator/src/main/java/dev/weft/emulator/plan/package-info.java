/// Task graphs and what they leave on the device between executions.
///
/// In: recorded graphs and the host's arrays. Out: launches in order, and the arrays that travel back.
/// Must not know: how work-items take turns, what is checked inside a kernel.
@NullMarked
package dev.weft.emulator.plan;

import org.jspecify.annotations.NullMarked;
