package dev.weft.cli.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The steps that were taken until a kernel had run once, and how long each of them took.
public final class Preparation {
    private final List<Step> steps = new ArrayList<>();

    /// A step that was taken: `compile`.
    record Step(String name, Duration time) {}

    /// Takes a step.
    public <T> T step(String name, Supplier<T> work) {
        long start = System.nanoTime();
        var result = work.get();
        took(name, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }

    /// Notes a step that was timed elsewhere.
    void took(String name, Duration time) {
        steps.add(new Step(name, time));
    }

    /// The steps so far, in order.
    List<Step> steps() {
        return List.copyOf(steps);
    }
}
