/// Measured schedules: numbers that take the place of what a kernel's formulas say, and the files that keep them.
///
/// In: files that `weft tune` wrote, and what a plan asks for. Out: the numbers of a plan's schedule, or one clear
/// error. Must not know: how schedules are measured; what a kernel computes.
@NullMarked
package dev.weft.runtime.tune;

import org.jspecify.annotations.NullMarked;
