package dev.weft.runtime;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// The threads of a device. The thread that calls [#run] works too; the others are daemons, started
/// when first needed, that wait for the next stage: a little while awake, then parked.
///
/// A stage is open from its start until its last task has been taken. Threads join it while it is
/// open; the caller closes it and waits for those that joined. A thread that wakes up late joins
/// nothing and delays nobody.
final class Workers {
    private static final int SPINS = 4000;
    private static final int STAGE_SHIFT = 32;
    private static final long STAGE = 1L << STAGE_SHIFT;
    private static final long JOINED = STAGE - 1;

    private final int count;
    private final ReentrantLock turn = new ReentrantLock();
    /// Upper half: how often a stage was opened or closed, so odd while one is open. Lower half:
    /// how many have joined.
    private final AtomicLong state = new AtomicLong();

    private volatile Thread[] threads = {};
    private volatile Thread caller = Thread.currentThread();
    private volatile Work current = Work.NONE;

    /// @param count how many threads work, with the caller
    Workers(int count) {
        this.count = count;
    }

    /// Takes the threads for several stages; other callers wait.
    void lock() {
        turn.lock();
        if (threads.length < count - 1) {
            threads = start();
        }
    }

    void unlock() {
        current = Work.NONE;
        turn.unlock();
    }

    /// Runs all tasks of a stage, and returns when none is running any more. Only between `lock`
    /// and `unlock`.
    void run(Work work) {
        if (work.tasks() <= 1 || count == 1) {
            work.work(0);
            return;
        }
        caller = Thread.currentThread();
        current = work;
        state.addAndGet(STAGE);
        var others = Math.min(work.tasks(), count) - 1;
        for (var i = 0; i < others; i++) {
            LockSupport.unpark(threads[i]);
        }
        work.work(0);
        close();
    }

    private void close() {
        var interrupted = false;
        var left = state.addAndGet(STAGE) & JOINED;
        for (var spins = 0; left != 0; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            left = state.get() & JOINED;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread[] start() {
        var started = new Thread[count - 1];
        for (var i = 0; i < started.length; i++) {
            var slot = i + 1;
            started[i] = Thread.ofPlatform()
                    .name("weft-%d-of-%d".formatted(slot, count - 1))
                    .daemon(true)
                    .start(() -> serve(slot));
        }
        return started;
    }

    private void serve(int slot) {
        var served = 0L;
        while (true) {
            var open = awaitOpen(served);
            if (!state.compareAndSet(open, open + 1)) {
                continue;
            }
            served = open >>> STAGE_SHIFT;
            current.work(slot);
            var waiting = caller;
            var left = state.decrementAndGet();
            if ((left & JOINED) == 0 && !isOpen(left)) {
                LockSupport.unpark(waiting);
            }
        }
    }

    /// Waits for an open stage other than the one served last, and gives the state that it was seen
    /// in.
    private long awaitOpen(long served) {
        for (var spins = 0; ; spins++) {
            var now = state.get();
            if (isOpen(now) && now >>> STAGE_SHIFT != served) {
                return now;
            }
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }

    private static boolean isOpen(long state) {
        return ((state >>> STAGE_SHIFT) & 1) == 1;
    }
}
