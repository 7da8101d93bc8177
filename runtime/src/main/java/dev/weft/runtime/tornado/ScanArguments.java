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

    private final TornadoScan kernel;
    private final ScanGroups groups;
    private final int[] sizes;
    private final int scalars;
    private final List<TornadoNativeArray> tensors;
    private final IntArray whole;
    private final TornadoNativeArray real;
    private final TornadoNativeArray scratch;
    private final TornadoNativeArray found;
    private final long[] pieces;

    ScanArguments(
            String name,
            TornadoScan kernel,
            ScanGroups groups,
            int[] sizes,
            List<TornadoNativeArray> tensors,
            int scalars) {
        this.kernel = kernel;
        this.groups = groups;
        this.sizes = sizes.clone();
        this.scalars = scalars;
        this.tensors = List.copyOf(tensors);
        this.pieces = kernel.scratch(groups.parts());
        long all = LongStream.of(pieces).sum();
        if (all > Integer.MAX_VALUE) {
            throw new TornadoFailure(
                    "%s hands %,d numbers from task to task, and TornadoVM's arrays hold at most %,d: use fewer sequences or steps at once, or the JVM"
                            .formatted(name, all, Integer.MAX_VALUE));
        }
        this.whole = new IntArray(sizes.length + scalars + 1 + pieces.length + kernel.depths().length);
        whole.init(0);
        this.real = TaskArguments.reals(kernel.wide(), Math.max(1, scalars));
        this.scratch = TaskArguments.reals(kernel.wide(), Math.max(1, (int) all));
        this.found = TaskArguments.reals(kernel.wide(), Math.max(1, FOUND * kernel.sequences()));
    }

    @Override
    public void set(double[] values, boolean first) {
        int at = 0;
        for (var size : sizes) {
            whole.set(at++, size);
        }
        at = TaskArguments.scalars(values, whole, at, real);
        whole.set(at++, groups.parts());
        long from = 0;
        for (var length : pieces) {
            whole.set(at++, (int) from);
            from += length;
        }
        for (var depth : kernel.depths()) {
            whole.set(at++, depth);
        }
    }

    @Override
    public List<TornadoNativeArray> changing() {
        return scalars > 0 ? List.of(whole, real) : List.of(whole);
    }

    @Override
    public List<TornadoNativeArray> lasting() {
        var lasting = new ArrayList<TornadoNativeArray>();
        if (pieces.length > 0) {
            lasting.add(scratch);
        }
        if (kernel.rounds() > 0) {
            lasting.add(found);
        }
        return lasting;
    }

    @Override
    public List<TornadoNativeArray> returned() {
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
        if (groups.parts() == 1) {
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
        return new Solution(groups.parts(), (int) rounds, residual, finished);
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
        return Stream.concat(tensors.stream(), Stream.of(whole, real, scratch, found))
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
    public List<TaskGrid> grids() {
        return kernel.grids(loops(), groups.lanes(), groups.parts());
    }

    @Override
    public void addTo(TaskGraph graph) {
        kernel.tasks(graph, this);
    }

    @Override
    public String describe() {
        var sequences = "%,d %s".formatted(kernel.sequences(), kernel.sequences() == 1 ? "sequence" : "sequences");
        var way = groups.parts() == 1 ? "step by step" : "in %,d parts".formatted(groups.parts());
        return "%s: %s %s, %s each"
                .formatted(
                        groups.form().describe(),
                        sequences,
                        way,
                        loops() ? "a work-item" : "%,d work-items".formatted(groups.lanes()));
    }

    /// Into how many parts each sequence is cut.
    public int parts() {
        return groups.parts();
    }

    /// Of each sequence: steps that were done one by one after parts did not settle, the greatest
    /// difference between the end of a part and the state that the next one started with, and how often
    /// parts were gone along.
    public TornadoNativeArray found() {
        return found;
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

    /// What tasks leave to those after them.
    public TornadoNativeArray scratch() {
        return scratch;
    }
}
