package dev.weft.runtime.profile;

import java.util.Locale;

/// What the time of a run goes to.
public enum RunPhase {
    /// Cosines and sines of rotations. They depend on sizes alone, so that only a plan's first run makes
    /// them.
    TABLES("cosines and sines of rotations"),
    /// What is done for rows of queries before and after their keys.
    ROWS("queries read and turned, tiles of keys chosen, outs written"),
    /// What is done for keys and values before rows meet them.
    KEYS("keys and values read, turned and packed"),
    /// Products of queries and keys.
    SCORES("products of queries and keys"),
    /// From scores to weights, whether by softmax or by what a kernel has instead.
    SOFTMAX("weights of scores: masks, maxima, exponents, sums"),
    /// Products of weights and values.
    VALUES("products of weights and values"),
    /// Where several threads share the keys of a row, what makes one result of theirs.
    MERGE("results of parts made one"),
    /// Of a scan: weights brought into the form that products read.
    WEIGHTS("weights packed"),
    /// Of a scan: what no state has to be known for.
    AHEAD("inputs read and multiplied, for many steps at once"),
    /// Of a scan: its steps, one after the other or, at an iterate, next to each other.
    STEPS("steps, from the states before them"),
    /// Of a scan that is solved by fixed-point iteration: derivatives of its steps.
    SLOPES("derivatives of steps"),
    /// Of such a scan: the linear recurrence that stands for its steps.
    RECURRENCE("linear recurrences solved"),
    /// Of a scan: what follows from its states.
    AFTER("states and outs written"),
    /// Inputs on their way to a device.
    COPY_IN("inputs to the device"),
    /// The kernels of a device.
    KERNELS("kernels on the device"),
    /// Outs on their way back from a device.
    COPY_OUT("outs from the device");

    private final String what;

    RunPhase(String what) {
        this.what = what;
    }

    /// What is done in it, for people.
    public String what() {
        return what;
    }

    /// Its name, for people: `copy out`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
