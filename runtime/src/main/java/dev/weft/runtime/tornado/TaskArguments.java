package dev.weft.runtime.tornado;

import dev.weft.runtime.scan.Solution;
import java.util.List;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// What a kernel's tasks are given, and in which grids they run.
sealed interface TaskArguments permits TornadoArguments, ScanArguments {
    /// Puts in what is known before a run.
    void set(double[] values, boolean first);

    /// The arrays that change from run to run, tensors aside.
    List<TornadoNativeArray> changing();

    /// The arrays that are put on the device once.
    List<TornadoNativeArray> lasting();

    /// The arrays that come back from the device, tensors aside.
    List<TornadoNativeArray> returned();

    /// Whether the last run has met an index outside its axis.
    boolean isFaulty();

    /// What in the inputs has stopped the last run, by its tensor and index; empty if nothing.
    String stray();

    /// How the last run found the steps of a scan.
    Solution solution();

    /// Bytes of all arrays.
    long bytes();

    boolean loops();

    /// Work-items of a work-group.
    int threads();

    /// The task graphs, in the order in which they run.
    List<ScanStage> stages();

    List<TaskGrid> grids(ScanStage stage);

    /// Adds the tasks of a stage to its graph.
    void addTo(TaskGraph graph, ScanStage stage);

    /// The form, why it is that one, and how the work is cut, for people.
    String describe();

    /// An array of reals, all 0.
    static TornadoNativeArray reals(boolean wide, int length) {
        if (wide) {
            var doubles = new DoubleArray(length);
            doubles.init(0);
            return doubles;
        }
        var floats = new FloatArray(length);
        floats.init(0);
        return floats;
    }

    /// Puts in the scalars, as whole numbers and as reals.
    ///
    /// @param at where in `whole`
    /// @return where in `whole` they end
    static int scalars(double[] values, IntArray whole, int at, TornadoNativeArray real) {
        for (int n = 0; n < values.length; n++) {
            whole.set(at + n, (int) values[n]);
            switch (real) {
                case DoubleArray doubles -> doubles.set(n, values[n]);
                case FloatArray floats -> floats.set(n, (float) values[n]);
                default -> throw new IllegalStateException("reals in " + real.getClass());
            }
        }
        return at + values.length;
    }
}
