package dev.weft.runtime.tornado;

import dev.weft.runtime.scan.Solution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// What the tasks of an attention are given: a buffer for each tensor, the numbers that may change from
/// run to run, scratch memory, and the shape of the work-groups.
public final class TornadoArguments implements TaskArguments {
    private final TornadoAttention kernel;
    private final WorkGroups groups;
    private final int[] sizes;
    private final int scalars;
    private final int localReals;
    private final int localInts;
    private final List<TornadoNativeArray> tensors;
    private final TurnArrays tables;
    private final IntArray whole;
    private final TornadoNativeArray real;
    private final TornadoNativeArray partials;
    private final IntArray faults;
    private final List<KeyPass> passes;
    private final List<KeyArray> arrays;
    private final List<TornadoNativeArray> made;

    TornadoArguments(
            TornadoAttention kernel, WorkGroups groups, int[] sizes, List<TornadoNativeArray> tensors, int scalars) {
        this.kernel = kernel;
        this.groups = groups;
        this.sizes = sizes.clone();
        this.tensors = List.copyOf(tensors);
        int rowTile = groups.rowTile();
        int keyTile = groups.keyTile();
        this.localReals = Math.max(1, kernel.localReals(rowTile, keyTile, groups.threads()));
        this.localInts = Math.max(1, kernel.localInts(rowTile, keyTile, groups.threads()));
        this.scalars = scalars;
        this.whole = new IntArray(sizes.length + 2 + scalars + 3 + kernel.depths().length);
        this.real = reals(Math.max(1, scalars));
        var slots = groups.parts() == 1 ? 0 : Math.multiplyExact(mergeTasks(), groups.parts());
        this.partials =
                reals(Math.max(1, Math.multiplyExact(slots, kernel.partReals(rowTile, keyTile, groups.threads()))));
        this.faults = new IntArray(kernel.faults() ? Math.multiplyExact(tasks(), groups.threads()) : 1);
        faults.init(0);
        this.passes = kernel.passes();
        this.arrays = kernel.arrays();
        this.made = arrays.stream().map(TornadoArguments::make).toList();
        this.tables = new TurnArrays(kernel);
    }

    private static TornadoNativeArray make(KeyArray array) {
        int length = Math.max(1, array.length());
        return array.whole() ? new IntArray(length) : new FloatArray(length);
    }

    private TornadoNativeArray reals(int length) {
        return TaskArguments.reals(kernel.wide(), length);
    }

    @Override
    public void set(double[] values, boolean first) {
        int at = 0;
        for (var size : sizes) {
            whole.set(at++, size);
        }
        whole.set(at++, groups.rowTiles());
        whole.set(at++, groups.parts());
        at = TaskArguments.scalars(values, whole, at, real);
        whole.set(at++, teams());
        whole.set(at++, lanes());
        whole.set(at++, interleaved());
        for (var depth : kernel.depths()) {
            whole.set(at++, depth);
        }
        tables.fill(values, first);
    }

    @Override
    public List<TornadoNativeArray> changing() {
        var all = new ArrayList<TornadoNativeArray>();
        all.add(whole);
        if (scalars > 0) {
            all.add(real);
        }
        all.addAll(tables.all(false));
        return all;
    }

    @Override
    public List<TornadoNativeArray> lasting() {
        var all = new ArrayList<>(tables.all(true));
        if (kernel.parts() != 1) {
            all.add(partials);
        }
        if (kernel.faults()) {
            all.add(faults);
        }
        all.addAll(made);
        return all;
    }

    @Override
    public List<TornadoNativeArray> returned() {
        var all = new ArrayList<TornadoNativeArray>();
        if (kernel.faults()) {
            all.add(faults);
        }
        for (int n = 0; n < made.size(); n++) {
            if (arrays.get(n).reports()) {
                all.add(made.get(n));
            }
        }
        return all;
    }

    @Override
    public boolean isFaulty() {
        boolean faulty = false;
        for (int n = 0; kernel.faults() && n < faults.getSize(); n++) {
            faulty |= faults.get(n) != 0;
        }
        return faulty;
    }

    @Override
    public String stray() {
        for (int n = 0; n < made.size(); n++) {
            for (int task = 0; arrays.get(n).reports() && task < arrays.get(n).length(); task++) {
                int found = ((IntArray) made.get(n)).get(task);
                if (found != 0) {
                    return kernel.stray(n, task, found);
                }
            }
        }
        return "";
    }

    @Override
    public Solution solution() {
        return Solution.NONE;
    }

    @Override
    public long bytes() {
        return java.util.stream.Stream.of(tensors, tables.all(), made, Arrays.asList(whole, real, partials, faults))
                .flatMap(List::stream)
                .mapToLong(TornadoNativeArray::getNumBytesOfSegmentWithHeader)
                .sum();
    }

    /// Work-groups, or work-items where there are no groups, of `attend`.
    public int tasks() {
        return Math.multiplyExact(mergeTasks(), groups.parts());
    }

    /// The same of `merge`.
    public int mergeTasks() {
        return Math.multiplyExact(kernel.groups(), groups.rowTiles());
    }

    @Override
    public boolean loops() {
        return groups.loops();
    }

    @Override
    public int threads() {
        return groups.threads();
    }

    @Override
    public List<ScanStage> stages() {
        return List.of(ScanStage.WHOLE);
    }

    @Override
    public List<TaskGrid> grids(ScanStage stage) {
        var grids = new ArrayList<TaskGrid>();
        for (var pass : passes) {
            if (pass.items() > 0) {
                grids.add(new TaskGrid(pass.task(), loops() ? pass.items() : Math.ceilDiv(pass.items(), threads())));
            }
        }
        grids.add(new TaskGrid("attend", tasks()));
        if (groups.parts() > 1) {
            grids.add(new TaskGrid("merge", mergeTasks()));
        }
        return grids;
    }

    @Override
    public void addTo(TaskGraph graph, ScanStage stage) {
        kernel.tasks(graph, this);
    }

    @Override
    public String describe() {
        var cut = loops()
                ? "%,d %s".formatted(tasks(), tasks() == 1 ? "work-item" : "work-items")
                : "%,d of %d x %d work-items".formatted(tasks(), teams(), lanes());
        return "%s: %s, %d %s".formatted(groups.form().describe(), cut, parts(), parts() == 1 ? "part" : "parts");
    }

    public int teams() {
        return groups.teams();
    }

    public int lanes() {
        return groups.lanes();
    }

    public int interleaved() {
        return groups.interleaved() ? 1 : 0;
    }

    public int parts() {
        return groups.parts();
    }

    public int localReals() {
        return localReals;
    }

    public int localInts() {
        return localInts;
    }

    /// The buffer of a tensor argument.
    public TornadoNativeArray tensor(int index) {
        return tensors.get(index);
    }

    /// What a pass over the keys is given.
    public KeyPass pass(int number) {
        return passes.get(number);
    }

    /// An array that passes over the keys make.
    public TornadoNativeArray made(int array) {
        return made.get(array);
    }

    /// Sizes, then `rowTiles` and `parts`, then the scalars as whole numbers, then `teams`, `lanes` and
    /// `interleaved`, then the sizes of vectors.
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

    /// What the parts of a row tile leave to be merged.
    public TornadoNativeArray partials() {
        return partials;
    }

    /// 1 for each work-item that met an index outside its axis.
    public IntArray faults() {
        return faults;
    }
}
