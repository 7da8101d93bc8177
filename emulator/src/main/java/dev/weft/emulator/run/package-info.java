/// Runs one kernel over its grid: work-groups one after the other, in each exactly one work-item at a time.
///
/// In: a method and its arguments on the device. Out: the arrays it wrote.
/// Must not know: hosts, transfers, graphs.
@NullMarked
package dev.weft.emulator.run;

import org.jspecify.annotations.NullMarked;
