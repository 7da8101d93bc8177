package dev.weft.emulator;

import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// One work-item. At any time one of them runs, and hands over at barriers.
public final class WorkItem {
    private static volatile @Nullable WorkItem current;

    private final GroupRun run;
    private final int number;
    private final int[] local;
    private final Semaphore turn = new Semaphore(0);
    private int allocations;
    private int barriers;
    private boolean ended;

    WorkItem(GroupRun run, int number, int[] local) {
        this.run = run;
        this.number = number;
        this.local = local.clone();
    }

    /// The one that runs, if a kernel runs at all.
    static @Nullable WorkItem current() {
        return current;
    }

    static void nobody() {
        current = null;
    }

    void resume() {
        current = this;
        turn.release();
    }

    void await() {
        turn.acquireUninterruptibly();
    }

    void end() {
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    int barriers() {
        return barriers;
    }

    public int[] group() {
        return run.group();
    }

    public int[] local() {
        return local.clone();
    }

    public int[] groupSize() {
        return run.grid().groupSize();
    }

    public int[] globalSize() {
        return run.grid().globalSize();
    }

    /// Waits for the others of the group.
    public void barrier() {
        barriers++;
        run.handOver();
        await();
        run.checkAlive();
    }

    /// Does something that no other work-item can come between.
    public void atomically(Runnable action) {
        current = null;
        try {
            action.run();
        } finally {
            current = this;
        }
    }

    /// The group's local array of this allocation.
    public <A> A local(Class<A> type, IntFunction<A> make, int size) {
        return type.cast(run.local(this, allocations++, type, make, size));
    }

    /// What an element remembers of an access.
    long stamp() {
        return (long) run.groupNumber() << 40 | (long) (barriers & 0xfffff) << 20 | number;
    }

    /// Whether an access that left `stamp` may come at the same time as one of this work-item now.
    boolean races(long stamp) {
        int group = (int) (stamp >> 40);
        int passed = (int) (stamp >> 20) & 0xfffff;
        int item = (int) stamp & 0xfffff;
        return group != run.groupNumber() || (item != number && passed == (barriers & 0xfffff));
    }

    String other(long stamp) {
        return "work-item %d of group %d".formatted(stamp & 0xfffff, stamp >> 40);
    }

    KernelFault fault(String what) {
        return new KernelFault("%s, work-item %d of group %d: %s"
                .formatted(run.kernel().name(), number, run.groupNumber(), what));
    }

    @Override
    public String toString() {
        return "work-item " + number;
    }
}
