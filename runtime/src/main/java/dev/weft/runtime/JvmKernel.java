package dev.weft.runtime;

import dev.weft.runtime.profile.PhaseClock;
import dev.weft.runtime.scan.Solution;
import java.lang.foreign.SegmentAllocator;
import java.util.List;

/// A kernel that is bound to sizes and runs on the JVM's own cores: stages of independent tasks. Generated.
///
/// @param <S> memory that all workers of one run share (packed keys, partial results)
/// @param <W> memory that one worker has for itself (tiles)
public interface JvmKernel<S, W> {
    /// Makes the shared memory of a plan: off-heap and 64-byte aligned from `memory`, freed with the
    /// plan, or arrays.
    S shared(SegmentAllocator memory);

    /// Makes the memory of one worker, likewise.
    ///
    /// @param clock the worker's own; each phase of a task ends with a lap
    W worker(SegmentAllocator memory, PhaseClock clock);

    /// How many stages a kernel has; a stage starts when every task of the one before has ended.
    int stages();

    /// Whether a stage depends on sizes alone, so that a plan runs it before its first run and never again.
    boolean once(int stage);

    /// How many tasks a stage has; any order, any worker.
    int tasks(int stage);

    /// Runs one task.
    void run(int stage, int task, JvmArguments arguments, S shared, W worker);

    /// Which stage follows a stage, once all of its tasks have ended; [#stages()] ends the run.
    default int next(int stage, S shared) {
        return stage + 1;
    }

    /// The same kernel, finding the steps of a scan the other way: in parts where it would go step by step, and
    /// step by step where it would cut into parts. Empty where there is no other way.
    default List<JvmKernel<S, W>> otherwise() {
        return List.of();
    }

    /// How the last run found the steps of a scan.
    default Solution solution(S shared) {
        return Solution.NONE;
    }
}
