package dev.weft.emulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Runs the work-items of one group, one at a time, from barrier to barrier, in an order that the seed shuffles anew each
/// time.
final class GroupRun {
    private final Kernel kernel;
    private final Grid grid;
    private final int[] group;
    private final int groupNumber;
    private final Random random;
    private final List<Object> locals = new ArrayList<>();
    private final List<WorkItem> items = new ArrayList<>();
    private final Semaphore back = new Semaphore(0);
    private long localBytes;
    private volatile @Nullable Throwable failed;

    GroupRun(Kernel kernel, Grid grid, int[] group, int groupNumber) {
        this.kernel = kernel;
        this.grid = grid;
        this.group = group.clone();
        this.groupNumber = groupNumber;
        this.random = new Random(Limits.SEED * 31 + groupNumber);
    }

    Kernel kernel() {
        return kernel;
    }

    Grid grid() {
        return grid;
    }

    int[] group() {
        return group.clone();
    }

    int groupNumber() {
        return groupNumber;
    }

    /// Runs all work-items.
    ///
    /// @param work what a work-item does
    void run(Consumer<WorkItem> work) {
        int number = 0;
        for (int z = 0; z < grid.groupSize()[2]; z++) {
            for (int y = 0; y < grid.groupSize()[1]; y++) {
                for (int x = 0; x < grid.groupSize()[0]; x++) {
                    items.add(new WorkItem(this, number++, new int[] {x, y, z}));
                }
            }
        }
        for (var item : items) {
            Thread.ofVirtual().start(() -> life(item, work));
        }
        var running = new ArrayList<>(items);
        while (!running.isEmpty() && failed == null) {
            Collections.shuffle(running, random);
            for (var item : running) {
                if (failed == null) {
                    item.resume();
                    back.acquireUninterruptibly();
                }
            }
            int before = running.size();
            running.removeIf(WorkItem::ended);
            if (failed == null && !running.isEmpty() && running.size() != before) {
                failed = running.getFirst()
                        .fault("waits at its barrier %d, which %d of the group's %d work-items never reach"
                                .formatted(running.getFirst().barriers(), before - running.size(), items.size()));
            }
        }
        stop(running);
        WorkItem.nobody();
        locals.forEach(LocalWatches::forget);
        switch (failed) {
            case null -> {}
            case KernelFault fault -> throw fault;
            case RuntimeException e -> throw new KernelFault("%s: %s".formatted(kernel.name(), e));
            case Throwable e -> throw new KernelFault("%s: %s".formatted(kernel.name(), e));
        }
    }

    /// Lets the work-items that still wait end.
    private void stop(List<WorkItem> running) {
        if (failed != null) {
            running.stream().filter(item -> !item.ended()).forEach(item -> {
                item.resume();
                back.acquireUninterruptibly();
            });
        }
    }

    private void life(WorkItem item, Consumer<WorkItem> work) {
        item.await();
        try {
            checkAlive();
            work.accept(item);
        } catch (Stopped _) {
            // Another work-item has failed.
        } catch (Throwable e) {
            if (failed == null) {
                failed = e;
            }
        } finally {
            item.end();
            handOver();
        }
    }

    void handOver() {
        back.release();
    }

    void checkAlive() {
        if (failed != null) {
            throw new Stopped();
        }
    }

    /// The local array of an allocation: the first work-item makes it, the others share it.
    Object local(WorkItem item, int number, Class<?> type, IntFunction<?> make, int size) {
        if (number < locals.size()) {
            var known = locals.get(number);
            if (known.getClass() != type || java.lang.reflect.Array.getLength(known) != size) {
                throw item.fault("local array %d is not the one that others of the group have".formatted(number));
            }
            return known;
        }
        var made = make.apply(size);
        var _ = LocalWatches.local(made, "local array %d (%s[%d])".formatted(number, type.getComponentType(), size));
        localBytes += (long) size * LocalWatches.bytes(type);
        if (localBytes > Limits.LOCAL_MEMORY) {
            throw item.fault("%,d bytes of local memory, and the device has %,d"
                    .formatted(localBytes, Limits.LOCAL_MEMORY));
        }
        locals.add(made);
        return made;
    }

    /// Ends a work-item whose group has failed.
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }
}
