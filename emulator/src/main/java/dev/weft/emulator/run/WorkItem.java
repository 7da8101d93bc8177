package dev.weft.emulator.run;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One work-item: its place, and its share of the group.
public final class WorkItem {
    private final WorkGroup group;
    private final int number;
    private final Extent place;
    private int allocations;
    private int barriers;
    private int site;
    private int line;
    private boolean ended;
    private @Nullable Thread thread;
    private volatile boolean turn;

    WorkItem(WorkGroup group, int number) {
        this.group = group;
        this.number = number;
        this.place = group.grid().local().place(number);
    }

    public WorkGroup group() {
        return group;
    }

    /// The place in the group.
    public Extent place() {
        return place;
    }

    /// The number in the group.
    public int number() {
        return number;
    }

    /// How many barriers it has reached.
    public int barriers() {
        return barriers;
    }

    /// Says which barrier it is about to reach.
    ///
    /// @param site the same for all who reach it
    public void at(int site, int line) {
        this.site = site;
        this.line = line;
    }

    int site() {
        return site;
    }

    int line() {
        return line;
    }

    /// Waits for the whole group.
    public void barrier() {
        barriers++;
        group.arrive(this);
    }

    /// The array that this call means for every work-item of the group.
    public <A> A local(Class<A> type, int length) {
        return type.cast(group.local(this, allocations++, type, length));
    }

    /// Says that it updates an element in one step.
    ///
    /// @param size of the array
    public void atomic(Object array, int index, int size) {
        group.watch().atomic(array, index, size);
    }

    boolean started() {
        return thread != null;
    }

    boolean ended() {
        return ended;
    }

    void start() {
        thread = Thread.currentThread();
    }

    void end() {
        ended = true;
    }

    /// Lets it go on; it waits in [#await].
    void resume() {
        turn = true;
        LockSupport.unpark(thread);
    }

    void await() {
        while (!turn) {
            LockSupport.park(this);
        }
        turn = false;
    }

    @Override
    public String toString() {
        return "group " + group.place() + " local " + place;
    }
}
