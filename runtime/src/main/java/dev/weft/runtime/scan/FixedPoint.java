package dev.weft.runtime.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Solves a recurrence for all steps of a window at once. The steps are evaluated at an iterate, `f[t]`
/// at `s[t-1]`, and replaced by the linear recurrence `s[t] = A[t] s[t-1] + b[t]` that agrees with them
/// there; its solution is the next iterate. With the derivative for A this is Newton's method (DEER),
/// with 0 Jacobi's, with 1 Picard's.
///
/// After k iterations the first k steps are exact, whatever A is, as long as it is finite: zero is taken
/// for what is not. A window whose steps satisfy their equations is left; one that has not got there
/// within its iterations is finished step by step from the first step that does not. States that are no
/// numbers satisfy their equations only where these, from states that do, give no numbers. A trust region makes
/// no step exact, and where steps are steep, states that nearly satisfy their equations may be far from those
/// that do: so a window whose steps satisfy theirs in the region is let go, and left where Newton's own steps
/// leave it. Iterates are clipped to where the states are known to lie ([StateBox]), which exact ones are in
/// already.
///
/// Generated kernels evaluate the steps. All workers call [#before], [#value], [#slope], [#linear],
/// [#reduce] and [#apply] for steps that they have taken; the rest is called between stages, by one
/// thread.
public final class FixedPoint {
    /// What comes next.
    public enum Turn {
        EVALUATE,
        SOLVE,
        FINISH,
        WRITE,
        END
    }

    private final int batches;
    private final int steps;
    private final int window;
    private final int chunks;
    private final AffineScan scan;
    private final int width;
    private final double constant;
    private final double tolerance;
    private final int iterations;
    private final double trust;
    private final StateBox box;

    private final double[][] iterate;
    private final double[][] value;
    private final double[][] slope;
    private final double[][] residuals;
    private final List<Double> history = new ArrayList<>();
    private final boolean[] settled;
    private final boolean[] held;
    private final double[][] chunkMatrix;
    private final double[][] chunkOffset;
    private final double[][] chunkState;

    private int first;
    private int done;
    private int total;
    private int windows;
    private long finished;
    private double residual;

    /// @param batches how many sequences there are
    /// @param steps how many steps a sequence has
    /// @param window how many steps are solved at once
    /// @param chunks into how many chunks the linear recurrence of a window is cut, for workers
    /// @param scan the shape of the linear recurrence
    /// @param constant what all entries of A are where they are not given; NaN where they are
    /// @param tolerance how far a state may be from its equation, relative to its size where that is
    ///     above 1
    /// @param iterations how often a window is solved at most
    /// @param trust radius of the region around the iterate that the next is kept in ([TrustFilter]);
    ///     infinite where there is none
    /// @param box where the states are known to lie
    public FixedPoint(
            int batches,
            int steps,
            int window,
            int chunks,
            AffineScan scan,
            double constant,
            double tolerance,
            int iterations,
            double trust,
            StateBox box) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("a tolerance must be 0 or more: " + tolerance);
        }
        this.batches = batches;
        this.steps = steps;
        this.window = Math.max(1, Math.min(window, Math.max(1, steps)));
        this.chunks = chunks;
        this.scan = scan;
        this.width = scan.width();
        this.constant = constant;
        this.tolerance = tolerance;
        this.iterations = iterations;
        this.trust = trust;
        this.box = box;
        this.iterate = new double[batches][Math.multiplyExact(this.window + 1, width)];
        this.value = new double[batches][Math.multiplyExact(this.window, width)];
        this.slope = new double[batches][Math.multiplyExact(this.window, scan.area())];
        this.residuals = new double[batches][this.window];
        this.settled = new boolean[batches];
        this.held = new boolean[batches];
        this.chunkMatrix = new double[batches * chunks][scan.area()];
        this.chunkOffset = new double[batches * chunks][width];
        this.chunkState = new double[batches * chunks][width];
    }

    /// Number `at` of the state before the first step of a sequence.
    public void initial(int batch, int at, double number) {
        iterate[batch][at] = number;
    }

    /// Begins a run, once all initial states are there.
    public void begin() {
        first = 0;
        total = 0;
        windows = 0;
        finished = 0;
        residual = 0;
        history.clear();
        open();
    }

    /// Begins a window: every step is thought to leave the state as it is.
    private void open() {
        done = 0;
        for (var batch = 0; batch < batches; batch++) {
            settled[batch] = false;
            held[batch] = Double.isFinite(trust);
            for (var step = 0; step < count(); step++) {
                System.arraycopy(iterate[batch], 0, iterate[batch], (step + 1) * width, width);
            }
            if (!Double.isNaN(constant)) {
                Arrays.fill(slope[batch], constant);
            }
        }
    }

    /// The first step of the window.
    public int first() {
        return first;
    }

    /// How many steps the window has.
    public int count() {
        return Math.min(window, steps - first);
    }

    /// Whether a sequence's window still has to be worked on.
    public boolean works(int batch) {
        return !settled[batch];
    }

    /// Number `at` of the iterate before step `step` of the window.
    public double before(int batch, int step, int at) {
        return iterate[batch][step * width + at];
    }

    /// Notes number `at` of what step `step` gives at the iterate.
    public void value(int batch, int step, int at, double number) {
        value[batch][step * width + at] = number;
    }

    /// Notes how number `i` of lane `lane` changes with number `j` of it.
    public void slope(int batch, int step, int i, int j, int lane, double number) {
        slope[batch][step * scan.area() + (i * scan.size() + j) * scan.lanes() + lane] =
                Double.isFinite(number) ? number : 0;
    }

    /// Once values and slopes of some steps are there: how far the iterate is from its equations, and the
    /// linear recurrence that agrees with them.
    public void linear(int batch, int from, int many) {
        var states = iterate[batch];
        var values = value[batch];
        var next = new double[width];
        for (var step = from; step < from + many; step++) {
            var far = 0.0;
            for (var at = 0; at < width; at++) {
                var is = values[step * width + at];
                var was = states[(step + 1) * width + at];
                // What differs by less is no farther, whatever it is relative to.
                if (!(Math.abs(is - was) <= far)) {
                    far = Math.max(far, Parts.far(was, is));
                }
                next[at] = is;
            }
            residuals[batch][step] = far;
            for (var i = 0; i < scan.size(); i++) {
                for (var j = 0; j < scan.size(); j++) {
                    var entry = step * scan.area() + (i * scan.size() + j) * scan.lanes();
                    for (var lane = 0; lane < scan.lanes(); lane++) {
                        next[i * scan.lanes() + lane] -=
                                slope[batch][entry + lane] * states[step * width + j * scan.lanes() + lane];
                    }
                }
            }
            System.arraycopy(next, 0, values, step * width, width);
        }
    }

    /// After an evaluation: what comes next.
    public Turn evaluated() {
        var all = true;
        var far = 0.0;
        for (var batch = 0; batch < batches; batch++) {
            if (!settled[batch]) {
                far = Math.max(
                        far, Arrays.stream(residuals[batch], 0, count()).max().orElse(0));
            }
            if (!settled[batch] && firstAbove(batch, tolerance) == count()) {
                settled[batch] = !held[batch];
                held[batch] = false;
            }
            all &= settled[batch];
        }
        note(far);
        if (all) {
            return Turn.WRITE;
        }
        if (done == iterations) {
            return Turn.FINISH;
        }
        done++;
        return Turn.SOLVE;
    }

    /// Keeps the greatest residual that any window has left after so many iterations.
    private void note(double far) {
        if (done == history.size()) {
            history.add(far);
        } else {
            history.set(done, Math.max(far, history.get(done)));
        }
    }

    /// The step of an unsettled window from which it is finished one by one: the first whose state is not what
    /// its equation gives. Those before it are exact, unless the window was held in a trust region, where nothing
    /// is from the front: then it is the first that is off by anything at all.
    public int firstOpen(int batch) {
        return firstAbove(batch, Double.isFinite(trust) && !settled[batch] ? 0 : tolerance);
    }

    private int firstAbove(int batch, double most) {
        var step = 0;
        while (step < count() && residuals[batch][step] <= most) {
            step++;
        }
        return step;
    }

    /// Composes the steps of one chunk of one sequence.
    public void reduce(int task) {
        var batch = task / chunks;
        var chunk = task % chunks;
        if (settled[batch] || chunk == chunks - 1 || held[batch]) {
            return;
        }
        var from = start(chunk);
        scan.reduce(slope[batch], value[batch], from, start(chunk + 1) - from, chunkMatrix[task], chunkOffset[task]);
    }

    /// Between [#reduce] and [#apply]: the state before each chunk.
    public void combine() {
        for (var batch = 0; batch < batches; batch++) {
            var state = Arrays.copyOf(iterate[batch], width);
            for (var chunk = 0; chunk < chunks; chunk++) {
                var task = batch * chunks + chunk;
                System.arraycopy(state, 0, chunkState[task], 0, width);
                if (!settled[batch] && chunk < chunks - 1) {
                    scan.apply(chunkMatrix[task], chunkOffset[task], state, new double[width], 0, 0, 1);
                }
            }
        }
    }

    /// The next iterate of one chunk of one sequence.
    public void apply(int task) {
        var batch = task / chunks;
        if (settled[batch]) {
            return;
        }
        if (held[batch]) {
            if (task % chunks == 0) {
                new TrustFilter(scan, trust * trust).apply(slope[batch], value[batch], iterate[batch], count());
                box.clip(iterate[batch], 0, count());
            }
            return;
        }
        var from = start(task % chunks);
        var to = start(task % chunks + 1);
        scan.apply(slope[batch], value[batch], chunkState[task], iterate[batch], width, from, to - from);
        box.clip(iterate[batch], from, to - from);
    }

    private int start(int chunk) {
        return (int) ((long) count() * chunk / chunks);
    }

    /// Sets number `at` of the state after a step that was found by itself.
    public void found(int batch, int step, int at, double number) {
        iterate[batch][(step + 1) * width + at] = number;
    }

    /// After all open steps were found one by one.
    public void finished() {
        for (var batch = 0; batch < batches; batch++) {
            if (!settled[batch]) {
                finished += count() - firstOpen(batch);
            }
        }
    }

    /// After a window was written: the next one, or the end.
    public Turn written() {
        windows++;
        total += done;
        for (var batch = 0; batch < batches; batch++) {
            for (var step = 0; step < (settled[batch] ? count() : firstOpen(batch)); step++) {
                residual = Math.max(residual, residuals[batch][step]);
            }
            System.arraycopy(iterate[batch], count() * width, iterate[batch], 0, width);
        }
        first += count();
        if (first >= steps) {
            return Turn.END;
        }
        open();
        return Turn.EVALUATE;
    }

    /// How the last run found its steps.
    public Solution solution() {
        return new Solution(1, total, residual, finished, windows, Math.min(window, steps), history);
    }
}
