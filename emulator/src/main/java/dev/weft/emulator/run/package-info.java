/// One launch: work-groups, work-items, barriers, in an order that a seed decides.
///
/// In: a kernel, its arguments on the device, a grid. Out: their contents changed, or a fault. Must
/// not know: task graphs, transfers.
@NullMarked
package dev.weft.emulator.run;

import org.jspecify.annotations.NullMarked;
