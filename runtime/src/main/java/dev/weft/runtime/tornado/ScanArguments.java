package dev.weft.runtime.tornado;

import dev.weft.runtime.scan.Solution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// What the tasks of a scan are given: a buffer for each tensor, the numbers that may change from run to
/// run, and what tasks leave to those after them.
public final class ScanArguments implements TaskArguments {
    /// Numbers that are noted of a sequence.
    private static final int FOUND = 3;

    /// Whole numbers that are noted of a sequence in an iteration.
    private static final int PROGRESS = 6;

    private final TornadoScan kernel;
    private final ScanGroups groups;
    private final int[] sizes;
    private final int scalars;
    private final List<TornadoNativeArray> tensors;
    private final IntArray whole;
    private final TornadoNativeArray real;
    /// What no task has written to `progress`.
    private static final int UNTOUCHED = -1;

    private static final String CURE =
            "; the driver's own messages may say why. Cure: `by sequential()`, or -Dweft.tornado.form=loops";

    private final String name;
    private final TornadoNativeArray scratch;
    private final TornadoNativeArray found;
    private final IntArray progress;
    private final long[] pieces;
    private final IterationHistory history;
    private final TurnArrays tables;

    ScanArguments(
            String name,
            TornadoScan kernel,
            ScanGroups groups,
            int[] sizes,
            List<TornadoNativeArray> tensors,
            int scalars) {
        this.name = name;
        this.kernel = kernel;
        this.groups = groups;
        this.sizes = sizes.clone();
        this.scalars = scalars;
        this.tensors = List.copyOf(tensors);
        this.pieces = kernel.scratch(groups.cut());
        long all = LongStream.of(pieces).sum();
        if (all > Integer.MAX_VALUE) {
            throw new TornadoFailure(
                    "%s hands %,d numbers from task to task, and TornadoVM's arrays hold at most %,d: use fewer sequences or steps at once,%s or the JVM"
                            .formatted(name, all, Integer.MAX_VALUE, groups.iterates() ? " a smaller `window`," : ""));
        }
        this.whole = new IntArray(sizes.length + scalars + 3 + pieces.length + kernel.depths().length);
        whole.init(0);
        this.real = TaskArguments.reals(kernel.wide(), Math.max(1, scalars));
        this.scratch = TaskArguments.reals(kernel.wide(), Math.max(1, (int) all));
        this.found = TaskArguments.reals(kernel.wide(), Math.max(1, FOUND * kernel.sequences()));
        this.progress = new IntArray(Math.max(1, Math.multiplyExact(PROGRESS, kernel.sequences())));
        progress.init(UNTOUCHED);
        this.history = new IterationHistory(kernel.sequences());
        this.tables = new TurnArrays(kernel);
    }

    @Override
    public void set(double[] values, boolean first) {
        int at = 0;
        for (var size : sizes) {
            whole.set(at++, size);
        }
        at = TaskArguments.scalars(values, whole, at, real);
        whole.set(at++, groups.cut().parts());
        whole.set(at++, groups.cut().window());
        whole.set(at++, groups.cut().chunks());
        long from = 0;
        for (var length : pieces) {
            whole.set(at++, (int) from);
            from += length;
        }
        for (var depth : kernel.depths()) {
            whole.set(at++, depth);
        }
        tables.fill(values, first);
    }

    @Override
    public List<TornadoNativeArray> changing() {
        var changing = new ArrayList<>(tables.all(false));
        changing.add(whole);
        if (scalars > 0) {
            changing.add(real);
        }
        return changing;
    }

    @Override
    public List<TornadoNativeArray> lasting() {
        var lasting = new ArrayList<>(tables.all(true));
        if (pieces.length > 0) {
            lasting.add(scratch);
        }
        if (kernel.rounds() > 0 || kernel.iterates()) {
            lasting.add(found);
        }
        if (kernel.iterates()) {
            lasting.add(progress);
        }
        return lasting;
    }

    @Override
    public List<TornadoNativeArray> returned() {
        if (groups.iterates()) {
            return List.of(found, progress);
        }
        return kernel.rounds() > 0 ? List.of(found) : List.of();
    }

    @Override
    public boolean isFaulty() {
        return false;
    }

    @Override
    public String stray() {
        return "";
    }

    @Override
    public Solution solution() {
        if (groups.iterates()) {
            return iterated();
        }
        if (groups.cut().parts() == 1) {
            return new Solution(1, 1, 0, 0);
        }
        long finished = 0;
        double residual = 0;
        double rounds = 0;
        for (int b = 0; b < kernel.sequences(); b++) {
            finished += (long) number(FOUND * b);
            residual = Math.max(residual, number(FOUND * b + 1));
            rounds = Math.max(rounds, number(FOUND * b + 2));
        }
        int parts = groups.cut().parts();
        int length = parts > 1 ? Math.ceilDiv(kernel.steps(), parts) : 0;
        return new Solution(parts, (int) rounds, residual, finished, 0, length, List.of());
    }

    private Solution iterated() {
        long finished = 0;
        double residual = 0;
        int iterations = 0;
        int windows = 0;
        for (int b = 0; b < kernel.sequences(); b++) {
            finished += (long) number(FOUND * b);
            residual = Math.max(residual, number(FOUND * b + 1));
            iterations = Math.max(iterations, progress.get(PROGRESS * b + 3));
            windows = Math.max(windows, progress.get(PROGRESS * b + 4));
        }
        return new Solution(
                1, iterations, residual, finished, windows, groups.cut().window(), history.residuals());
    }

    /// Before the first iteration of a run.
    void begin() {
        history.begin();
    }

    /// After an iteration, once what was noted is back: whether there has to be another.
    ///
    /// @throws TornadoFailure if there have been more than there can be
    boolean goesOn() {
        boolean any = false;
        for (int b = 0; b < kernel.sequences(); b++) {
            int mode = progress.get(PROGRESS * b + 1);
            if (mode == UNTOUCHED) {
                throw new TornadoFailure("%s: the task that begins its iteration did not run".formatted(name) + CURE);
            }
            history.note(b, mode, progress.get(PROGRESS * b + 5), number(FOUND * b + 2));
            any |= mode != 0;
        }
        long most = (kernel.iterations() + 1L)
                * Math.ceilDiv(kernel.steps(), Math.max(1, groups.cut().window()));
        if (any && history.count() > most) {
            throw new TornadoFailure(
                    "%s: its iteration went on after %,d rounds, which were to be the last".formatted(name, most)
                            + CURE);
        }
        return any;
    }

    private double number(int at) {
        return switch (found) {
            case DoubleArray doubles -> doubles.get(at);
            case FloatArray floats -> floats.get(at);
            default -> throw new IllegalStateException("reals in " + found.getClass());
        };
    }

    @Override
    public long bytes() {
        return Stream.of(tensors, tables.all(), List.of(whole, real, scratch, found, progress))
                .flatMap(List::stream)
                .mapToLong(TornadoNativeArray::getNumBytesOfSegmentWithHeader)
                .sum();
    }

    @Override
    public boolean loops() {
        return groups.form().loops();
    }

    @Override
    public int threads() {
        return groups.lanes();
    }

    @Override
    public List<ScanStage> stages() {
        return groups.iterates()
                ? List.of(ScanStage.BEGIN, ScanStage.ITERATE, ScanStage.END)
                : List.of(ScanStage.WHOLE);
    }

    @Override
    public List<TaskGrid> grids(ScanStage stage) {
        return kernel.grids(stage, loops(), groups.lanes(), groups.cut());
    }

    @Override
    public void addTo(TaskGraph graph, ScanStage stage) {
        kernel.tasks(graph, this, stage);
    }

    @Override
    public String describe() {
        var sequences = "%,d %s".formatted(kernel.sequences(), kernel.sequences() == 1 ? "sequence" : "sequences");
        return "%s: %s %s, %s each"
                .formatted(
                        groups.form().describe(),
                        sequences,
                        groups.way(),
                        loops() ? "a work-item" : "%,d work-items".formatted(groups.lanes()));
    }

    /// Into how many parts each sequence is cut.
    public int parts() {
        return groups.cut().parts();
    }

    /// Of each sequence: steps that were done one by one after parts did not settle, the greatest
    /// difference between the end of a part and the state that the next one started with, and how often
    /// parts were gone along.
    public TornadoNativeArray found() {
        return found;
    }

    /// Of each sequence in an iteration: the first step of its window, what is to be done next (0:
    /// nothing, 1: solve, 2: begin a window), how often the window has been solved and all have,
    /// how many windows have been, and how often the window had been solved at the last evaluation.
    public IntArray progress() {
        return progress;
    }

    /// Work-items of a work-group.
    public int lanes() {
        return groups.lanes();
    }

    /// The buffer of a tensor argument.
    public TornadoNativeArray tensor(int index) {
        return tensors.get(index);
    }

    /// Sizes, then the scalars as whole numbers, then the number of parts, then where the pieces of the
    /// scratch begin, then the sizes of vectors.
    public IntArray whole() {
        return whole;
    }

    /// The scalars as reals.
    public TornadoNativeArray real() {
        return real;
    }

    /// A rotation's table.
    public TornadoNativeArray table(int table) {
        return tables.get(table);
    }

    /// What tasks leave to those after them.
    public TornadoNativeArray scratch() {
        return scratch;
    }
}
