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
    private Times running = new Times(0, 0, 0);
    private Times times = running;

    /// The times of a run, in nanoseconds.
    record Times(long kernels, long toDevice, long toHost) {
        Times plus(long kernel, long write, long read) {
            return new Times(kernels + kernel, toDevice + write, toHost + read);
        }
    }

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
        running = new Times(0, 0, 0);
    }

    /// After a graph that only brings what the kernel reads.
    void brought(TornadoExecutionResult result) {
        if (on) {
            running = running.plus(0, result.getProfilerResult().getDeviceWriteTime(), 0);
        }
    }

    /// After a graph with tasks of the kernel.
    void ran(TornadoExecutionResult result) {
        if (on) {
            var profile = result.getProfilerResult();
            running = running.plus(
                    profile.getDeviceKernelTime(), profile.getDeviceWriteTime(), profile.getDeviceReadTime());
            times = running;
        }
    }

    /// Of the last run that was seen.
    Times times() {
        return times;
    }
}
