package dev.weft.runtime.tornado;

import java.util.ArrayList;
import java.util.List;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// The tables of a kernel's rotations, as its tasks read them.
final class TurnArrays {
    private final TornadoKernel kernel;
    private final List<TornadoNativeArray> tables = new ArrayList<>();

    TurnArrays(TornadoKernel kernel) {
        this.kernel = kernel;
        for (int table = 0; table < kernel.tables(); table++) {
            var shape = kernel.table(table);
            int length = Math.max(1, shape.length());
            tables.add(shape.tabled() && !kernel.wide() ? new FloatArray(length) : new DoubleArray(length));
        }
    }

    /// Computes them for a run.
    ///
    /// @param first whether it is the first one: some tables stay as they are from then on
    void fill(double[] scalars, boolean first) {
        for (int table = 0; table < tables.size(); table++) {
            if (first || !kernel.table(table).once()) {
                fill(table, scalars);
            }
        }
    }

    private void fill(int table, double[] scalars) {
        boolean tabled = kernel.table(table).tabled();
        var to = tables.get(table);
        kernel.fill(table, scalars, (index, angle) -> {
            if (to instanceof FloatArray floats) {
                floats.set(2 * index, (float) Math.cos(angle));
                floats.set(2 * index + 1, (float) Math.sin(angle));
            } else if (to instanceof DoubleArray doubles && tabled) {
                doubles.set(2 * index, Math.cos(angle));
                doubles.set(2 * index + 1, Math.sin(angle));
            } else if (to instanceof DoubleArray doubles) {
                doubles.set(index, angle);
            }
        });
    }

    TornadoNativeArray get(int table) {
        return tables.get(table);
    }

    List<TornadoNativeArray> all() {
        return List.copyOf(tables);
    }

    /// Those that depend on sizes alone, or those that do not.
    List<TornadoNativeArray> all(boolean once) {
        var some = new ArrayList<TornadoNativeArray>();
        for (int table = 0; table < tables.size(); table++) {
            if (kernel.table(table).once() == once) {
                some.add(tables.get(table));
            }
        }
        return some;
    }
}
