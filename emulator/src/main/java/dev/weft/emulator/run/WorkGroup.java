package dev.weft.emulator.run;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.Limits;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// The work-items of one group. Exactly one runs at a time, until it ends or reaches a barrier; then the next one goes
/// on. When all
/// have reached it, they go on in another order.
///
/// A work-item that ends hands its thread to one that has not begun, so a kernel without barriers needs one thread.
public final class WorkGroup {
    private final Launch launch;
    private final long number;
    private final Extent place;
    private final WorkItem[] items;
    private final WorkItem[] order;
    private final SplittableRandom random;
    private final List<Object> locals = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private long localBytes;
    private int epoch;
    private int next;
    private volatile @Nullable Throwable failure;

    WorkGroup(Launch launch, long number) {
        this.launch = launch;
        this.number = number;
        this.place = launch.grid().groups().place(number);
        this.random = new SplittableRandom(launch.limits().seed() * 0x9e3779b97f4a7c15L + number);
        this.items = new WorkItem[(int) launch.grid().local().volume()];
        for (var i = 0; i < items.length; i++) {
            items[i] = new WorkItem(this, i);
        }
        this.order = items.clone();
    }

    public Grid grid() {
        return launch.grid();
    }

    Watch watch() {
        return launch.watch();
    }

    public Extent place() {
        return place;
    }

    /// The number in the grid.
    public long number() {
        return number;
    }

    /// How many barriers all have passed.
    public int epoch() {
        return epoch;
    }

    /// What the work-items have allocated together, in order.
    public List<Object> locals() {
        return locals;
    }

    /// Runs all work-items on this thread and as many more as barriers need.
    void run() throws Throwable {
        shuffle();
        drive(order[next++]);
        over.await();
        if (failure != null) {
            throw failure;
        }
    }

    /// Called by a work-item at a barrier: lets others run until its turn comes again.
    void arrive(WorkItem item) {
        var following = following();
        if (following != item) {
            pass(following);
            item.await();
            if (failure != null) {
                throw new Abandoned();
            }
        }
        launch.watch().running(item);
    }

    Object local(WorkItem item, int number, Class<?> type, int length) {
        if (number < locals.size()) {
            var array = locals.get(number);
            if (array.getClass() != type || Array.getLength(array) != length) {
                throw new KernelFault("local array #" + number + " in " + launch.kernel() + ": " + item + " asks for "
                        + Locals.text(type, length) + ", another work-item of its group for "
                        + Locals.text(array.getClass(), Array.getLength(array)));
            }
            return array;
        }
        if (length < 0) {
            throw new KernelFault("local array #" + number + " in " + launch.kernel() + " has " + length + " elements");
        }
        localBytes += Locals.bytes(type, length);
        Limits limits = launch.limits();
        if (localBytes > limits.localMemory()) {
            throw new KernelFault("local memory of " + launch.kernel() + ": " + Locals.text(type, length) + " makes "
                    + localBytes + " bytes for one work-group, and the device has " + limits.localMemory());
        }
        var array = Locals.allocate(type, length);
        locals.add(array);
        launch.watch().allocated(number, array);
        return array;
    }

    /// Runs a work-item, then those that have not begun, until one is due that waits on its own thread.
    private void drive(WorkItem first) {
        var item = first;
        try {
            while (true) {
                item.start();
                launch.watch().running(item);
                launch.call(item);
                item.end();
                var following = following();
                if (following == null) {
                    over.countDown();
                    return;
                }
                if (following.started()) {
                    pass(following);
                    return;
                }
                item = following;
            }
        } catch (Abandoned abandoned) {
            // another work-item failed, and said why
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    private void pass(@Nullable WorkItem item) {
        if (item == null) {
            over.countDown();
        } else if (item.started()) {
            item.resume();
        } else {
            Thread.ofVirtual().name("work-item").start(() -> drive(item));
        }
    }

    /// Who runs next; null when all have ended.
    private @Nullable WorkItem following() {
        if (next == order.length) {
            if (ended() == order.length) {
                return null;
            }
            requireAllWaiting();
            epoch++;
            next = 0;
            shuffle();
        }
        return order[next++];
    }

    private int ended() {
        var count = 0;
        for (var item : items) {
            if (item.ended()) {
                count++;
            }
        }
        return count;
    }

    private void requireAllWaiting() {
        requireOneSite();
        WorkItem done = null;
        WorkItem waits = null;
        for (var item : items) {
            if (item.ended()) {
                done = item;
            } else {
                waits = item;
            }
        }
        if (done != null && waits != null) {
            throw new KernelFault("divergent barrier in " + launch.kernel() + ": " + waits + " waits at barrier "
                    + waits.barriers() + ", " + done + " ended after " + done.barriers()
                    + ". Cure: all work-items of a group must reach the same barriers.");
        }
    }

    private void requireOneSite() {
        for (var item : items) {
            if (item.site() != items[0].site() && !item.ended() && !items[0].ended()) {
                throw new KernelFault("divergent barrier in " + launch.kernel() + ": " + items[0]
                        + " waits at the barrier in line " + items[0].line() + ", " + item + " at the one in line "
                        + item.line() + ". Cure: all work-items of a group must reach the same barriers.");
            }
        }
    }

    private void fail(Throwable thrown) {
        failure = thrown;
        for (var item : items) {
            if (item.started() && !item.ended()) {
                item.resume();
            }
        }
        over.countDown();
    }

    private void shuffle() {
        for (var i = order.length - 1; i > 0; i--) {
            var j = random.nextInt(i + 1);
            var swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    /// Unwinds a work-item whose group has failed.
    private static final class Abandoned extends Error {
        private static final long serialVersionUID = 1L;

        private Abandoned() {
            super("the work-group has failed", null, false, false);
        }
    }
}
