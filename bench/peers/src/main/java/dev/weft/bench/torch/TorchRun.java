package dev.weft.bench.torch;

import dev.weft.bench.Contestant;
import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.Tensor;

/// A few calls of torch, whose last gives the output: `[B, R, S, D]`, R S = H N, rows in the order of
/// heads and queries.
final class TorchRun implements Contestant {
    private final int queries;
    private final int blasThreads;
    private final Supplier<Tensor> work;
    private final Runnable free;

    private Tensor output = new Tensor();

    /// @param queries N
    /// @param blasThreads how many threads OpenBLAS may start for one product
    /// @param work returns a tensor of its own each time
    /// @param free closes what `work` uses
    TorchRun(int queries, int blasThreads, Supplier<Tensor> work, Runnable free) {
        this.queries = queries;
        this.blasThreads = blasThreads;
        this.work = work;
        this.free = free;
    }

    @Override
    public void run() {
        openblas.blas_set_num_threads(blasThreads);
        output.close();
        // Frees everything but the output at once, as a program in Python would.
        try (var _ = new PointerScope()) {
            output = work.get();
            output.retainReference();
        }
    }

    @Override
    public float output(int b, int h, int i, int d) {
        var row = (long) h * queries + i;
        var rows = output.size(2);
        var offset = b * output.stride(0)
                + row / rows * output.stride(1)
                + row % rows * output.stride(2)
                + d * output.stride(3);
        try (FloatPointer values = output.data_ptr_float()) {
            return values.get(offset);
        }
    }

    @Override
    public long inputsAndOutputs() {
        return output.nbytes();
    }

    @Override
    public void close() {
        output.close();
        free.run();
    }
}
