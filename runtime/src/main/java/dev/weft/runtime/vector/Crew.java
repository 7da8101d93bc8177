package dev.weft.runtime.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Threads that do the same work at the same time, and how much they get done.
final class Crew {
    private final List<LongSupplier> loops;

    Crew(int threads, Supplier<LongSupplier> work) {
        var all = new ArrayList<LongSupplier>();
        for (var i = 0; i < threads; i++) {
            all.add(work.get());
        }
        loops = List.copyOf(all);
    }

    /// Units per second: the sum of what each thread reached while all were at work.
    double rate(long nanos) {
        var sum = new DoubleAdder();
        var ready = new CountDownLatch(loops.size());
        var threads = loops.stream()
                .map(loop -> Thread.ofPlatform().daemon(true).start(() -> sum.add(rate(loop, nanos, ready))))
                .toList();
        threads.forEach(Crew::join);
        return sum.sum();
    }

    private static double rate(LongSupplier loop, long nanos, CountDownLatch ready) {
        ready.countDown();
        while (ready.getCount() > 0) {
            Thread.onSpinWait();
        }
        var start = System.nanoTime();
        var done = 0L;
        var passed = 0L;
        while (passed < nanos) {
            done += loop.getAsLong();
            passed = System.nanoTime() - start;
        }
        return done * 1e9 / passed;
    }

    private static void join(Thread thread) {
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
