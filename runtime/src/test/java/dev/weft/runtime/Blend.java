package dev.weft.runtime;

import dev.weft.runtime.profile.PhaseClock;
import dev.weft.runtime.profile.RunPhase;
import dev.weft.runtime.tornado.TornadoKernel;
import dev.weft.runtime.tune.Tuning;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A kernel written by hand: `y[i] = w * sum(x) + i`, in three stages that each need all of the one
/// before.
final class Blend implements KernelDefinition {
    static final int TASKS = 37;
    static final int POISON = -7;

    final AtomicInteger prepared = new AtomicInteger();
    private final int[] scratch;

    /// @param scratch more ints per worker, to ask for too much memory; none: 16
    Blend(int... scratch) {
        this.scratch = scratch;
    }

    @Override
    public String name() {
        return "Blend";
    }

    @Override
    public List<String> dims() {
        return List.of("N", "G");
    }

    @Override
    public List<ArgumentDefinition> arguments() {
        return List.of(
                new ArgumentDefinition.OfTensor("x", DType.F32, "[N]", false),
                new ArgumentDefinition.OfScalar("w", DType.I32),
                new ArgumentDefinition.OfTensor("y", DType.F32, "[N]", true));
    }

    @Override
    public long[][] shapes(int[] sizes) {
        return new long[][] {{sizes[0]}, {sizes[0]}};
    }

    @Override
    public void checkSizes(int[] sizes) {
        if (Math.floorMod(sizes[0], sizes[1]) != 0) {
            throw new BindException("where N mod G == 0 does not hold: N=%d, G=%d".formatted(sizes[0], sizes[1]));
        }
    }

    @Override
    public void checkScalars(int[] sizes, double[] scalars) {
        if (scalars[0] > 1000) {
            throw new BindException("where w <= 1000 does not hold: w=" + scalars[0]);
        }
    }

    @Override
    public String spec() {
        return "blend";
    }

    @Override
    public TornadoKernel tornado(int[] sizes) {
        throw new BindException("Blend has no kernel for TornadoVM");
    }

    @Override
    public JvmKernel<?, ?> jvm(int[] sizes, JvmTarget target, int workers, Tuning tuning) {
        return new Bound(sizes[0]);
    }

    /// @param table the once stage writes i
    /// @param partial the second stage writes the sum of its part
    record Shared(MemorySegment table, MemorySegment partial) {}

    record Own(MemorySegment memory, PhaseClock clock) {}

    final class Bound implements JvmKernel<Shared, Own> {
        private final int n;

        Bound(int n) {
            this.n = n;
        }

        @Override
        public Shared shared(SegmentAllocator memory) {
            return new Shared(memory.allocate(4L * n), memory.allocate(4L * TASKS));
        }

        @Override
        public Own worker(SegmentAllocator memory, PhaseClock clock) {
            var wanted = 16L;
            for (var more : scratch) {
                wanted = 4L * more;
            }
            return new Own(memory.allocate(wanted * 4), clock);
        }

        @Override
        public int stages() {
            return 3;
        }

        @Override
        public boolean once(int stage) {
            return stage == 0;
        }

        @Override
        public int tasks(int stage) {
            return TASKS;
        }

        @Override
        public void run(int stage, int task, JvmArguments arguments, Shared shared, Own own) {
            var begin = (long) n * task / TASKS;
            var end = (long) n * (task + 1) / TASKS;
            var w = (float) arguments.scalar(0);
            var worker = own.memory();
            switch (stage) {
                case 0 -> {
                    prepared.incrementAndGet();
                    for (var i = begin; i < end; i++) {
                        shared.table().setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) i);
                    }
                    own.clock().lap(RunPhase.TABLES);
                }
                case 1 -> {
                    if (w == POISON && task == TASKS / 2) {
                        throw new IllegalStateException("poison");
                    }
                    // The worker's own memory: two workers that shared it would spoil the sum.
                    worker.set(ValueLayout.JAVA_FLOAT, 0, 0);
                    for (var i = begin; i < end; i++) {
                        var sum = worker.get(ValueLayout.JAVA_FLOAT, 0)
                                + arguments.tensor(0).getAtIndex(ValueLayout.JAVA_FLOAT, i);
                        worker.set(ValueLayout.JAVA_FLOAT, 0, sum);
                    }
                    shared.partial().setAtIndex(ValueLayout.JAVA_FLOAT, task, worker.get(ValueLayout.JAVA_FLOAT, 0));
                    own.clock().lap(RunPhase.SCORES);
                }
                default -> {
                    var sum = 0f;
                    for (var part = 0; part < TASKS; part++) {
                        sum += shared.partial().getAtIndex(ValueLayout.JAVA_FLOAT, part);
                    }
                    for (var i = begin; i < end; i++) {
                        var entry = shared.table().getAtIndex(ValueLayout.JAVA_FLOAT, i);
                        arguments.tensor(1).setAtIndex(ValueLayout.JAVA_FLOAT, i, w * sum + entry);
                    }
                    own.clock().lap(RunPhase.MERGE);
                }
            }
        }
    }
}
