package dev.weft.bench;

import dev.weft.bench.kernels.FoldedBlocks;
import dev.weft.kernels.CausalMha;
import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Our kernels of the case `codes`, as an application calls them.
final class CodedWeft {
    private CodedWeft() {}

    static Contestant of(Coded coded, CodedInputs in, Device device) {
        return switch (coded.way()) {
            case CAUSAL -> new Whole(coded, in, causal(coded.tokens(), device));
            case FOLDED -> new Whole(coded, in, folded(coded.tokens(), in, device));
            case STEPS -> new Steps(coded, in, device);
        };
    }

    private static FoldedBlocks.Sizes sizes(int tokens) {
        return new FoldedBlocks.Sizes(tokens, tokens, Coded.DEPTH, Coded.CODES);
    }

    private static Work causal(int tokens, Device device) {
        var plan = CausalMha.on(device).plan(new CausalMha.Sizes(1, 1, tokens, Coded.DEPTH));
        return new Work(plan::run, plan::close);
    }

    private static Work folded(int tokens, CodedInputs in, Device device) {
        var plan = FoldedBlocks.on(device).plan(sizes(tokens));
        return new Work((q, k, v, o) -> plan.run(q, k, v, in.c(), in.r(), o), plan::close);
    }

    /// What is done with queries, keys, values and an output.
    @FunctionalInterface
    private interface Rows {
        void run(Tensor q, Tensor k, Tensor v, Tensor o);
    }

    private record Work(Rows rows, Runnable free) {}

    private static final class Whole implements Contestant {
        private final Work work;
        private final Tensor q;
        private final Tensor k;
        private final Tensor v;
        private final Tensor o;

        Whole(Coded coded, CodedInputs in, Work work) {
            this.work = work;
            q = CodedInputs.part(in.q(), 0, coded.tokens());
            k = CodedInputs.part(in.k(), 0, coded.tokens());
            v = CodedInputs.part(in.v(), 0, coded.tokens());
            o = Tensor.allocate(DType.F32, 1, 1, coded.tokens(), Coded.DEPTH);
        }

        @Override
        public void run() {
            work.rows.run(q, k, v, o);
        }

        @Override
        public float output(int b, int h, int i, int d) {
            return (float) o.get(o.offset(b, h, i, d));
        }

        @Override
        public long inputsAndOutputs() {
            return 4 * o.memory().byteSize();
        }

        @Override
        public void close() {
            work.free.run();
            List.of(q, k, v, o).forEach(Tensor::close);
        }
    }

    /// Takes up the same saved state for every run, so that each does the same.
    private static final class Steps implements Contestant {
        private final FoldedBlocks.State state;
        private final byte[] saved;
        private final List<Tensor> given = new ArrayList<>();

        Steps(Coded coded, CodedInputs in, Device device) {
            state = FoldedBlocks.on(device).carry(sizes(Coded.BLOCK), in.c(), in.r());
            try (var q = CodedInputs.part(in.q(), 0, coded.tokens());
                    var k = CodedInputs.part(in.k(), 0, coded.tokens());
                    var v = CodedInputs.part(in.v(), 0, coded.tokens());
                    var o = Tensor.allocate(DType.F32, 1, 1, coded.tokens(), Coded.DEPTH)) {
                state.append(q, k, v, o);
                var bytes = new ByteArrayOutputStream();
                state.save(bytes);
                saved = bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (var t = 0; t < Coded.STEPS; t++) {
                for (var all : List.of(in.q(), in.k(), in.v())) {
                    given.add(CodedInputs.part(all, coded.tokens() + t, 1));
                }
                given.add(Tensor.allocate(DType.F32, 1, 1, 1, Coded.DEPTH));
            }
        }

        @Override
        public void run() {
            try {
                state.restore(new ByteArrayInputStream(saved));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (var at = 0; at < given.size(); at += 4) {
                state.append(given.get(at), given.get(at + 1), given.get(at + 2), given.get(at + 3));
            }
        }

        @Override
        public float output(int b, int h, int i, int d) {
            return (float) given.get(4 * i + 3).get(d);
        }

        @Override
        public long inputsAndOutputs() {
            return given.stream()
                    .mapToLong(tensor -> tensor.memory().byteSize())
                    .sum();
        }

        @Override
        public void close() {
            state.close();
            given.forEach(Tensor::close);
        }
    }
}
