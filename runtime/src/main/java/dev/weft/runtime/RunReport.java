package dev.weft.runtime;

import dev.weft.runtime.profile.Profile;
import dev.weft.runtime.scan.Solution;
import java.time.Duration;
import java.util.List;

/// What a plan's last run took; all zero before the first.
///
/// @param runs how many runs there have been
/// @param wall from the call to its return, without waiting for other runs
/// @param stages the part of each stage; zero for one that was skipped because its result is still there.
///     On a TornadoVM device: copies to it, kernels, copies back, as its profiler saw them; it sees the
///     first thousand runs, and of later ones each thousandth
/// @param memory off-heap bytes that the plan holds; what a kernel keeps in arrays is on the heap and not
///     in it
/// @param form the kernel's form and why it is that one, for people, before the first run too: `256-bit
///     vectors (the widest float vectors have 256 bits)`, `plain loops (an FPGA): 12 work-items, 1 part`
/// @param profile where its time went, phase by phase; empty unless the device was asked:
///     [Device#profiled()]
/// @param solution how the steps of a scan were found; [Solution#NONE] for an attention
/// @param probe what the first run measured of both ways to find the steps of a scan, and which was kept, for
///     people: `2 parts in 6.1 ms, step by step in 9.8 ms: 2 parts kept`; empty unless the device was asked
///     ([Device#probing()]) and there are two
public record RunReport(
        long runs,
        Duration wall,
        List<Duration> stages,
        long memory,
        String form,
        Profile profile,
        Solution solution,
        String probe) {
    public RunReport {
        stages = List.copyOf(stages);
    }
}
