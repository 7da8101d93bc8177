package dev.weft.emulator.run;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The threads of a work-group, one per work-item, used for one group after the other. Exactly one
/// runs, until it ends or reaches a barrier; then it hands over to the next in the order.
final class Group {
    /// In place of a barrier's site.
    static final int ENDED = -1;

    private static final int RUNNING = 0;
    private static final int CALLER = -1;

    private final Launch launch;
    private final Order orders;
    private final Thread caller = Thread.currentThread();
    private final Thread[] threads;
    private final int[] order;
    private final int[] sites;

    private int position;
    private @Nullable Throwable failure;
    private volatile boolean closed;
    private volatile int turn = CALLER;

    Group(Launch launch, int items, Order orders) {
        this.launch = launch;
        this.orders = orders;
        this.order = orders.of(items);
        this.sites = new int[items];
        this.threads = new Thread[items];
        for (var i = 0; i < items; i++) {
            var item = i;
            threads[i] = Thread.ofVirtual().name("weft-work-item-" + i).start(() -> serve(item));
        }
    }

    /// Runs one group to its end.
    void run() {
        Arrays.fill(sites, RUNNING);
        begin();
        var interrupted = false;
        while (turn != CALLER) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            caller.interrupt();
        }
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    void close() {
        closed = true;
        for (var thread : threads) {
            LockSupport.unpark(thread);
        }
    }

    void barrier(int item, int site) {
        sites[item] = site;
        advance();
        if (!await(item)) {
            throw new Abandoned();
        }
        launch.moveTo(item);
    }

    private void serve(int item) {
        launch.joinThread();
        while (await(item)) {
            try {
                launch.runItem(item);
                sites[item] = ENDED;
                advance();
            } catch (Abandoned _) {
                return;
            } catch (Throwable e) {
                failure = e;
                hand(CALLER, caller);
                return;
            }
        }
    }

    private boolean await(int item) {
        while (turn != item) {
            if (closed) {
                return false;
            }
            LockSupport.park(this);
        }
        return true;
    }

    /// The next work-item's turn; after the last, the next phase, or the end.
    private void advance() {
        position++;
        if (position < order.length) {
            hand(order[position], threads[order[position]]);
        } else if (sites[0] == ENDED && agree()) {
            hand(CALLER, caller);
        } else if (agree()) {
            launch.nextPhase(sites[0]);
            begin();
        } else {
            failure = divergence();
            hand(CALLER, caller);
        }
    }

    private void begin() {
        orders.shuffle(order);
        position = 0;
        hand(order[0], threads[order[0]]);
    }

    private void hand(int to, Thread thread) {
        turn = to;
        LockSupport.unpark(thread);
    }

    private boolean agree() {
        for (var site : sites) {
            if (site != sites[0]) {
                return false;
            }
        }
        return true;
    }

    private Throwable divergence() {
        var waiting = 0;
        while (sites[waiting] == ENDED) {
            waiting++;
        }
        var other = 0;
        while (sites[other] == sites[waiting]) {
            other++;
        }
        return launch.divergent(waiting, sites[waiting], other, sites[other]);
    }
}
