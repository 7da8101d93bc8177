package dev.weft.bench.micro;

import dev.weft.bench.Contestant;
import dev.weft.bench.Inputs;
import dev.weft.bench.Problems;
import dev.weft.bench.Weft;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One run of a kernel over its whole problem.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 1)
@Fork(
        value = 2,
        jvmArgs = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@SuppressWarnings("NullAway.Init")
public class KernelBenchmark {
    @Param({"full", "causal", "window", "alibi", "softcap", "decode"})
    private String problem;

    @Param("1024")
    private int tokens;

    @Param("1")
    private int threads;

    private Inputs inputs;
    private Contestant kernel;

    @Setup
    public void prepare() {
        var prepared = Problems.of(problem, tokens);
        inputs = Inputs.of(prepared);
        kernel = new Weft().entries(prepared, inputs, threads).getFirst().prepare();
    }

    @Benchmark
    public void run() {
        kernel.run();
    }

    @TearDown
    public void free() {
        kernel.close();
        inputs.close();
    }
}
