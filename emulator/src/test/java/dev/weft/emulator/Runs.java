package dev.weft.emulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.emulator.KernelFault.Kind;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task3;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// Short ways to run kernels.
final class Runs {
    static final int SIZE = 8;
    static final int LOCAL = 4;

    private Runs() {}

    static FloatArray ramp(int size) {
        var array = new FloatArray(size);
        for (var i = 0; i < size; i++) {
            array.set(i, i);
        }
        return array;
    }

    static WorkerGrid line(int global, int local) {
        var grid = new WorkerGrid1D(global);
        grid.setLocalWork(local, 1, 1);
        return grid;
    }

    static void execute(TaskGraph graph, WorkerGrid... grids) {
        var scheduler = new GridScheduler();
        for (var i = 0; i < grids.length; i++) {
            scheduler.addWorkerGrid("g.t" + i, grids[i]);
        }
        try (var plan = new TornadoExecutionPlan(graph.snapshot())) {
            plan.withGridScheduler(scheduler).execute();
        } catch (TornadoExecutionPlanException e) {
            throw new AssertionError(e);
        }
    }

    /// One task g.t0, in to out, 8 work-items in groups of 4.
    static <A extends TornadoNativeArray> A execute(Task3<KernelContext, A, A> kernel, A in, A out) {
        var graph = new TaskGraph("g")
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, in)
                .task("t0", kernel, new KernelContext(), in, out)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, out);
        execute(graph, line(SIZE, LOCAL));
        return out;
    }

    static AbstractThrowableAssert<?, ? extends Throwable> fault(
            Kind kind, Task3<KernelContext, FloatArray, FloatArray> kernel) {
        return fault(kind, () -> execute(kernel, ramp(SIZE), new FloatArray(SIZE)));
    }

    static AbstractThrowableAssert<?, ? extends Throwable> intFault(
            Kind kind, Task3<KernelContext, IntArray, IntArray> kernel, int... in) {
        return fault(kind, () -> execute(kernel, IntArray.fromArray(in), new IntArray(SIZE)));
    }

    static AbstractThrowableAssert<?, ? extends Throwable> fault(Kind kind, Supplier<?> run) {
        return assertThatThrownBy(run::get).isInstanceOfSatisfying(KernelFault.class, fault -> {
            if (fault.kind() != kind) {
                throw new AssertionError("expected " + kind + " but found", fault);
            }
        });
    }
}
