package dev.weft.runtime.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Solves a recurrence for all steps of a window at once. The steps are evaluated at an iterate, `f[t]`
/// at `s[t-1]`, and replaced by the linear recurrence that agrees with them there ([AffineScan]); its
/// solution is the next iterate. With the derivative for its matrices A this is Newton's method (DEER),
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
/// Generated kernels evaluate the steps, and hand over their numbers in rows. All workers call [#before],
/// [#values], [#slopes], [#columns], [#diagonal] and [#compare] for steps that they have taken, [#reduce] and
/// [#apply] for pieces of the recurrence ([Cut]); the rest is called between stages, by one thread.
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
    private final AffineScan scan;
    private final int width;
    private final double constant;
    private final double tolerance;
    private final int iterations;
    private final double trust;

    private final Sequence[] sequences;
    private final Cut cut;
    private final List<Double> history = new ArrayList<>();

    private int run;
    private int first;
    private int done;
    private int total;
    private int windows;
    private long finished;
    private double residual;

    /// @param batches how many sequences there are
    /// @param steps how many steps a sequence has
    /// @param window how many steps are solved at once
    /// @param chunks into how many chunks of steps the linear recurrence of a window is cut, for workers
    /// @param strips into how many strips of lanes it is cut; one of the two is 1
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
            int strips,
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
        this.scan = scan;
        this.width = scan.width();
        this.constant = constant;
        this.tolerance = tolerance;
        this.iterations = iterations;
        this.trust = trust;
        this.sequences = new Sequence[batches];
        for (var batch = 0; batch < batches; batch++) {
            sequences[batch] = new Sequence(scan, this.window);
        }
        this.cut = new Cut(scan, List.of(sequences), chunks, strips, trust, box);
    }

    /// Number `at` of the state before the first step of a sequence.
    public void initial(int batch, int at, double number) {
        sequences[batch].states[at] = number;
    }

    /// Begins a run, once all initial states are there.
    public void begin() {
        run++;
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
        for (var sequence : sequences) {
            sequence.settled = false;
            sequence.held = Double.isFinite(trust);
            for (var step = 0; step < count(); step++) {
                System.arraycopy(sequence.states, 0, sequence.states, (step + 1) * width, width);
            }
            if (!Double.isNaN(constant)) {
                Arrays.fill(sequence.slopes, constant);
            }
        }
    }

    /// The number of the run, from 1 on. What a worker keeps for a run it knows by this.
    public int run() {
        return run;
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
        return !sequences[batch].settled;
    }

    /// Some numbers of the iterate before steps from `step` of the window on, a row for each step.
    ///
    /// @param at the first of `count` numbers of a state
    /// @param to receives the rows, from `start` on, one `stride` numbers after the other
    public void before(int batch, int step, int rows, int at, int count, float[] to, int start, int stride) {
        sequences[batch].before(step, rows, at, count, to, start, stride);
    }

    /// The same in double precision.
    public void before(int batch, int step, int rows, int at, int count, double[] to, int start, int stride) {
        sequences[batch].before(step, rows, at, count, to, start, stride);
    }

    /// Notes some numbers of what steps give at the iterate, from rows that lie as those of [#before].
    public void values(int batch, int step, int rows, int at, int count, float[] from, int start, int stride) {
        var sequence = sequences[batch];
        sequence.take(sequence.values, step * width + at, width, rows, count, from, start, stride);
    }

    /// The same in double precision.
    public void values(int batch, int step, int rows, int at, int count, double[] from, int start, int stride) {
        var sequence = sequences[batch];
        sequence.take(sequence.values, step * width + at, width, rows, count, from, start, stride);
    }

    /// Notes, for a row of each step, how number `i` of `count` lanes from `lane` on changes with number `j` of them.
    public void slopes(
            int batch, int step, int rows, int i, int j, int lane, int count, float[] from, int start, int stride) {
        int at = step * scan.area() + scan.entry(i, j, lane);
        sequences[batch].slopes(at, scan.area(), rows, count, from, start, stride);
    }

    /// The same in double precision.
    public void slopes(
            int batch, int step, int rows, int i, int j, int lane, int count, double[] from, int start, int stride) {
        int at = step * scan.area() + scan.entry(i, j, lane);
        sequences[batch].slopes(at, scan.area(), rows, count, from, start, stride);
    }

    /// Notes how `count` numbers from `i` on of one step's whole state change: a row for each of `rows` numbers
    /// from `j` on that they may change with.
    public void columns(int batch, int step, int i, int j, int rows, int count, float[] from, int start, int stride) {
        int at = step * scan.area() + scan.entry(i, j, 0);
        sequences[batch].slopes(at, width, rows, count, from, start, stride);
    }

    /// The same in double precision.
    public void columns(int batch, int step, int i, int j, int rows, int count, double[] from, int start, int stride) {
        int at = step * scan.area() + scan.entry(i, j, 0);
        sequences[batch].slopes(at, width, rows, count, from, start, stride);
    }

    /// Notes how number `i` of `count` lanes from `lane` on changes with number `j` of them in one step, from rows of
    /// which each has that of one lane: a number further on than the row before.
    public void diagonal(int batch, int step, int i, int j, int lane, int count, float[] from, int start, int stride) {
        int at = step * scan.area() + scan.entry(i, j, lane);
        sequences[batch].slopes(at, 1, count, 1, from, start, stride + 1);
    }

    /// The same in double precision.
    public void diagonal(int batch, int step, int i, int j, int lane, int count, double[] from, int start, int stride) {
        int at = step * scan.area() + scan.entry(i, j, lane);
        sequences[batch].slopes(at, 1, count, 1, from, start, stride + 1);
    }

    /// Once the values of some steps are there: how far the iterate is from its equations.
    public void compare(int batch, int from, int many) {
        sequences[batch].compare(from, many);
    }

    /// Whether the slopes of a step are wanted anew, once it was compared. A step that satisfies its equation has
    /// moved so little, or is so straight, that those of the iteration before are as good: its residual is what the
    /// square of the move left, its slopes are off by that over the move. In a trust region a small residual says
    /// nothing of a move.
    public boolean changes(int batch, int step) {
        var sequence = sequences[batch];
        return done == 0 || sequence.held || !(sequence.residuals[step] <= tolerance);
    }

    /// After an evaluation: what comes next.
    public Turn evaluated() {
        var all = true;
        var far = 0.0;
        for (var sequence : sequences) {
            if (!sequence.settled) {
                far = Math.max(far, sequence.farthest(count()));
                if (sequence.firstAbove(tolerance, count()) == count()) {
                    sequence.settled = !sequence.held;
                    sequence.held = false;
                }
            }
            all &= sequence.settled;
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
        var sequence = sequences[batch];
        return sequence.firstAbove(Double.isFinite(trust) && !sequence.settled ? 0 : tolerance, count());
    }

    /// The first half of solving a window's recurrence, for one chunk and strip of one sequence.
    public void reduce(int task) {
        cut.reduce(task, count());
    }

    /// Between [#reduce] and [#apply].
    public void combine() {
        cut.combine();
    }

    /// The second half.
    public void apply(int task) {
        cut.apply(task, count());
    }

    /// Sets some numbers of the state after a step that was found by itself.
    ///
    /// @param at the first of `count` numbers of a state
    /// @param from has them first
    public void found(int batch, int step, int at, int count, float[] from) {
        var sequence = sequences[batch];
        sequence.take(sequence.states, (step + 1) * width + at, width, 1, count, from, 0, count);
    }

    /// The same in double precision.
    public void found(int batch, int step, int at, int count, double[] from) {
        var sequence = sequences[batch];
        sequence.take(sequence.states, (step + 1) * width + at, width, 1, count, from, 0, count);
    }

    /// After all open steps were found one by one.
    public void finished() {
        for (var batch = 0; batch < batches; batch++) {
            if (!sequences[batch].settled) {
                finished += count() - firstOpen(batch);
            }
        }
    }

    /// After a window was written: the next one, or the end.
    public Turn written() {
        windows++;
        total += done;
        for (var batch = 0; batch < batches; batch++) {
            var sequence = sequences[batch];
            residual = Math.max(residual, sequence.farthest(sequence.settled ? count() : firstOpen(batch)));
            System.arraycopy(sequence.states, count() * width, sequence.states, 0, width);
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
