package dev.weft.runtime.tornado;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// What the tasks of a scan are given: a buffer for each tensor, the numbers that may change from run to run, and what
/// tasks leave to those after them.
public final class ScanArguments implements TaskArguments {
    private final TornadoScan kernel;
    private final ScanGroups groups;
    private final int[] sizes;
    private final int scalars;
    private final List<TornadoNativeArray> tensors;
    private final IntArray whole;
    private final TornadoNativeArray real;
    private final TornadoNativeArray scratch;

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
        long all = LongStream.of(kernel.scratch()).sum();
        if (all > Integer.MAX_VALUE) {
            throw new TornadoFailure(
                    "%s hands %,d numbers from task to task, and TornadoVM's arrays hold at most %,d: use fewer sequences or steps at once, or the JVM"
                            .formatted(name, all, Integer.MAX_VALUE));
        }
        this.whole =
                new IntArray(Math.max(1, sizes.length + scalars + kernel.scratch().length + kernel.depths().length));
        whole.init(0);
        this.real = TaskArguments.reals(kernel.wide(), Math.max(1, scalars));
        this.scratch = TaskArguments.reals(kernel.wide(), Math.max(1, (int) all));
    }

    @Override
    public void set(double[] values, boolean first) {
        int at = 0;
        for (var size : sizes) {
            whole.set(at++, size);
        }
        at = TaskArguments.scalars(values, whole, at, real);
        long from = 0;
        for (var length : kernel.scratch()) {
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
        return kernel.scratch().length > 0 ? List.of(scratch) : List.of();
    }

    @Override
    public List<IntArray> reported() {
        return List.of();
    }

    @Override
    public long bytes() {
        return Stream.concat(tensors.stream(), Stream.of(whole, real, scratch))
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
        return kernel.grids(loops(), groups.lanes());
    }

    @Override
    public void addTo(TaskGraph graph) {
        kernel.tasks(graph, this);
    }

    @Override
    public String describe() {
        var sequences = "%,d %s".formatted(kernel.sequences(), kernel.sequences() == 1 ? "sequence" : "sequences");
        return "%s: %s step by step, %s each"
                .formatted(
                        groups.form().describe(),
                        sequences,
                        loops() ? "a work-item" : "%,d work-items".formatted(groups.lanes()));
    }

    /// Work-items of a work-group.
    public int lanes() {
        return groups.lanes();
    }

    /// The buffer of a tensor argument.
    public TornadoNativeArray tensor(int index) {
        return tensors.get(index);
    }

    /// Sizes, then the scalars as whole numbers, then where the parts of the scratch begin, then the sizes of vectors.
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
