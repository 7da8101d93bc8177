/// Tuning: schedules near the one that formulas give, measured in turns, and the file that keeps what was faster.
///
/// In: a bound kernel, its inputs and a device. Out: a measured schedule, and lines for people. Must not know:
/// picocli; what the numbers of a schedule mean.
@NullMarked
package dev.weft.cli.tune;

import org.jspecify.annotations.NullMarked;
