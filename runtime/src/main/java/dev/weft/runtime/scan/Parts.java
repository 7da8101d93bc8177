package dev.weft.runtime.scan;

import dev.weft.runtime.vector.StateLoops;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sequences that are cut into parts. Each part is gone over from the state that it is thought to start
/// with; where the part before it ends with another, it is open, and is gone over again from there. A
/// part whose predecessors are exact is exact after one more iteration, so the exact ones grow from the
/// front by at least one per iteration, whatever the recurrence; a recurrence that forgets what it
/// started with settles everywhere after two. The second is short then: it ends where a part comes back
/// to states that it has passed before.
///
/// This is multiple shooting with the recurrence itself as the fine solver and no coarse one.
///
/// Generated kernels use it: all workers read and write starts and ends of the parts that they have
/// taken; the rest is called between stages, by one thread.
public final class Parts {
    private final int batches;
    private final int count;
    private final int steps;
    private final int size;
    private final double tolerance;
    private final int iterations;
    private final double[] starts;
    private final double[] ends;
    private final double[] trail;
    private final int marks;
    private final boolean[] open;

    private int done;
    private boolean serial;
    private double residual;
    private final List<Double> history = new ArrayList<>();
    private long finished;

    /// @param batches how many sequences there are
    /// @param count how many parts a sequence is cut into
    /// @param steps how many steps a sequence has
    /// @param stride after how many steps a state is noted
    /// @param size numbers in the state of one sequence
    /// @param tolerance up to which difference two states are the same, relative to their size where that
    ///     is above 1
    /// @param iterations how often parts are gone over at most
    public Parts(int batches, int count, int steps, int stride, int size, double tolerance, int iterations) {
        this.batches = batches;
        this.count = count;
        this.steps = steps;
        this.size = size;
        this.tolerance = tolerance;
        this.iterations = iterations;
        var all = Math.multiplyExact(batches, count);
        this.starts = new double[Math.multiplyExact(all, size)];
        this.ends = new double[starts.length];
        this.marks = Math.ceilDiv(Math.ceilDiv(steps, Math.max(1, count)), stride);
        this.trail = new double[count > 1 ? Math.multiplyExact(starts.length, marks) : 0];
        this.open = new boolean[all];
    }

    /// Parts of each sequence.
    public int count() {
        return count;
    }

    /// Number `at` of the state before the first step of a sequence.
    public void initial(int batch, int at, double value) {
        starts[batch * count * size + at] = value;
    }

    /// Begins a run: every part is open, and thought to start with what its sequence starts with.
    public void begin() {
        done = 0;
        residual = 0;
        history.clear();
        finished = 0;
        Arrays.fill(open, true);
        for (var batch = 0; batch < batches; batch++) {
            var first = batch * count * size;
            for (var part = 1; part < count; part++) {
                System.arraycopy(starts, first, starts, first + part * size, size);
            }
        }
    }

    /// Number `at` of the state that a part starts with; parts are counted through all sequences.
    public double start(int part, int at) {
        return starts[part * size + at];
    }

    /// Notes number `at` of the state that a part ended with.
    public void end(int part, int at, double value) {
        ends[part * size + at] = value;
    }

    /// Notes number `at` of the state that a part has after `index + 1` strides.
    ///
    /// @return whether it is what it was when the part was gone over before
    public boolean passed(int part, int index, int at, double value) {
        var place = (part * marks + index) * size + at;
        var before = trail[place];
        trail[place] = value;
        return done > 0 && StateLoops.far(before, value) <= tolerance;
    }

    /// Whether any of `rows` parts from `first` on has to be gone over.
    public boolean anyOpen(int first, int rows) {
        for (var part = first; part < first + rows; part++) {
            if (open[part]) {
                return true;
            }
        }
        return false;
    }

    /// After all open parts have been gone over: opens those whose start is not what the part before them
    /// ended with, and hands it on to them.
    ///
    /// @return whether none is open
    public boolean settle() {
        done++;
        residual = 0;
        var settled = true;
        var length = Math.ceilDiv(steps, count);
        for (var part = 0; part < batches * count; part++) {
            // Of a part that has no steps it does not matter what it starts with.
            var matters = part % count > 0 && part % count * length < steps;
            var far = matters ? distance(part) : 0;
            open[part] = far > tolerance;
            if (open[part]) {
                System.arraycopy(ends, (part - 1) * size, starts, part * size, size);
                settled = false;
            }
            residual = Math.max(residual, far);
        }
        history.add(residual);
        return settled;
    }

    /// How far a part's start is from the end before it.
    private double distance(int part) {
        var far = 0.0;
        for (var at = 0; at < size; at++) {
            far = Math.max(far, StateLoops.far(starts[part * size + at], ends[(part - 1) * size + at]));
        }
        return far;
    }

    /// Whether open parts are to be gone over once more, and not one after the other.
    public boolean again() {
        if (done < iterations) {
            return true;
        }
        var length = Math.ceilDiv(steps, count);
        for (var batch = 0; batch < batches; batch++) {
            finished += Math.max(0, steps - firstOpen(batch) * length);
        }
        serial = 2 * finished > (long) batches * steps;
        return false;
    }

    /// Whether an earlier run had to find most steps one after the other: then this one does so from the
    /// start.
    public boolean serial() {
        return serial;
    }

    /// The first part of a sequence that is open, as a number within it; [#count()] if none is.
    public int firstOpen(int batch) {
        var part = 0;
        while (part < count && !open[batch * count + part]) {
            part++;
        }
        return part;
    }

    /// Lets a part start with what the part before it ended with, counted through all sequences.
    public void follow(int part) {
        if (part % count != 0) {
            System.arraycopy(ends, (part - 1) * size, starts, part * size, size);
        }
    }

    /// How the last run found its steps.
    public Solution solution() {
        var length = count > 1 ? Math.ceilDiv(steps, count) : 0;
        return done == 0 ? new Solution(1, 0, 0, 0) : new Solution(count, done, residual, finished, 0, length, history);
    }
}
