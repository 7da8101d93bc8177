package dev.weft.runtime;

import dev.weft.runtime.profile.PhaseClock;
import dev.weft.runtime.scan.Solution;
import java.lang.foreign.SegmentAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The stages of a kernel, with the memory that they share, ready to be run again and again.
final class Stages {
    private final List<Stage<?, ?>> stages;
    private final long[] nanos;
    private boolean prepared;

    private Stages(List<Stage<?, ?>> stages) {
        this.stages = List.copyOf(stages);
        this.nanos = new long[stages.size()];
    }

    /// @param name what the kernel is called
    /// @param memory gives what lasts as long as the plan
    /// @param clocks one for each worker
    static <S, W> Stages of(String name, JvmKernel<S, W> kernel, SegmentAllocator memory, List<PhaseClock> clocks) {
        var shared = kernel.shared(memory);
        var own = new ArrayList<W>();
        for (var clock : clocks) {
            own.add(kernel.worker(memory, clock));
        }
        var made = new ArrayList<Stage<?, ?>>();
        for (var index = 0; index < kernel.stages(); index++) {
            made.add(new Stage<>(name, kernel, index, shared, own, clocks));
        }
        return new Stages(made);
    }

    /// Runs all stages that are needed.
    ///
    /// @return how many nanoseconds that took
    long run(JvmArguments arguments, Workers workers) {
        var start = System.nanoTime();
        var before = start;
        Arrays.fill(nanos, 0);
        for (var index = 0; index < stages.size(); ) {
            var stage = stages.get(index);
            if (!(prepared && stage.once())) {
                stage.run(arguments, workers);
            }
            var after = System.nanoTime();
            nanos[index] += after - before;
            before = after;
            index = stage.next();
        }
        prepared = true;
        return before - start;
    }

    /// The part that each stage had in the last run.
    List<Duration> times() {
        return Arrays.stream(nanos).mapToObj(Duration::ofNanos).toList();
    }

    /// How the last run found the steps of a scan.
    Solution solution() {
        return stages.getFirst().solution();
    }
}
