/// Where the time of a run goes: the phases that there are, and the clocks of the threads that work.
///
/// In: laps, which generated code ends at the end of each phase. Out: the time of each phase, over all threads.
/// Must not know: plans, devices, kernels.
@NullMarked
package dev.weft.runtime.profile;

import org.jspecify.annotations.NullMarked;
