package dev.weft.runtime.tornado;

import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;

/// How long the device works, by TornadoVM's profiler. The profiler keeps some 600 bytes of every run it
/// has seen for as long as the plan lives, so it sees the first thousand, and of later ones each
/// thousandth.
final class Profile {
    private static final int PERIOD = 1000;

    private final TornadoExecutionPlan plan;
    private long runs;
    private boolean on;
    private long updates;
    private Times times = new Times(0, 0, 0);

    /// The times of a run, in nanoseconds.
    record Times(long kernels, long toDevice, long toHost) {}

    Profile(TornadoExecutionPlan plan) {
        this.plan = plan;
    }

    /// Before all graphs of a run.
    void begin() {
        boolean wanted = runs < PERIOD || runs % PERIOD == 0;
        if (wanted && !on) {
            plan.withProfiler(ProfilerMode.SILENT);
        } else if (!wanted && on) {
            plan.withoutProfiler();
        }
        on = wanted;
        runs++;
        updates = 0;
    }

    /// After a graph that only brings what the kernel reads.
    void brought(TornadoExecutionResult result) {
        if (on) {
            updates += result.getProfilerResult().getDeviceWriteTime();
        }
    }

    /// After the kernel's graph.
    void ran(TornadoExecutionResult result) {
        if (on) {
            var profile = result.getProfilerResult();
            times = new Times(
                    profile.getDeviceKernelTime(), profile.getDeviceWriteTime() + updates, profile.getDeviceReadTime());
        }
    }

    /// Of the last run that was seen.
    Times times() {
        return times;
    }
}
