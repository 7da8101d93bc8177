package dev.weft.runtime;

import dev.weft.runtime.profile.PhaseClock;
import dev.weft.runtime.scan.Solution;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One stage of a kernel, ready to be run again and again.
///
/// @param <S> memory that all workers of one run share
/// @param <W> memory that one worker has for itself
final class Stage<S, W> implements Work {
    private static final JvmArguments NOTHING = new JvmArguments(new java.lang.foreign.MemorySegment[0], new double[0]);

    private final String name;
    private final JvmKernel<S, W> kernel;
    private final int index;
    private final int tasks;
    private final S shared;
    private final List<W> workers;
    private final List<PhaseClock> clocks;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    private JvmArguments arguments = NOTHING;

    Stage(String name, JvmKernel<S, W> kernel, int index, S shared, List<W> workers, List<PhaseClock> clocks) {
        this.name = name;
        this.kernel = kernel;
        this.index = index;
        this.tasks = kernel.tasks(index);
        this.shared = shared;
        this.workers = workers;
        this.clocks = clocks;
    }

    boolean once() {
        return kernel.once(index);
    }

    int next() {
        return kernel.next(index, shared);
    }

    Solution solution() {
        return kernel.solution(shared);
    }

    @Override
    public int tasks() {
        return tasks;
    }

    /// @throws BindException what the first task that failed threw, if that says itself what it
    ///     cannot take
    /// @throws KernelException else, with what it threw as its cause
    void run(JvmArguments given, Workers threads) {
        arguments = given;
        failure.set(null);
        next.set(0);
        threads.run(this);
        arguments = NOTHING;
        var failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void work(int slot) {
        var own = workers.get(slot);
        var given = arguments;
        clocks.get(slot).start();
        while (failure.get() == null) {
            var task = next.getAndIncrement();
            if (task >= tasks) {
                return;
            }
            try {
                kernel.run(index, task, given, shared, own);
            } catch (BindException e) {
                failure.compareAndSet(null, e);
            } catch (Throwable e) {
                failure.compareAndSet(
                        null,
                        new KernelException(
                                "%s failed in task %d of %d of stage %d: %s".formatted(name, task, tasks, index, e),
                                e));
            }
        }
    }
}
