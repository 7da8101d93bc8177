package dev.weft.bench;

import dev.weft.bench.kernels.Full;
import dev.weft.bench.kernels.PlainGqa;
import dev.weft.bench.kernels.PlainGqaBf16;
import dev.weft.bench.kernels.PlainGqaF16;
import dev.weft.bench.kernels.PlainSoftcap;
import dev.weft.bench.kernels.PlainWindow;
import dev.weft.kernels.Alibi;
import dev.weft.kernels.CausalGqa;
import dev.weft.kernels.CausalMha;
import dev.weft.kernels.Packed;
import dev.weft.kernels.ReRope;
import dev.weft.runtime.Device;
import dev.weft.runtime.JvmSupport;
import dev.weft.runtime.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Our own kernels, as an application calls them.
public final class Weft implements Engine {
    /// What reports call our contestant.
    public static final String NAME = "Weft";

    @Override
    public String describe() {
        return NAME + ", " + JvmSupport.detected().describe();
    }

    @Override
    public List<Entry> entries(Problem problem, Inputs inputs, int threads) {
        return List.of(new Entry(NAME, () -> contestant(problem, inputs, Device.jvm(threads))));
    }

    @Override
    public List<Entry> entries(Recurrence recurrence, RecurrentInputs inputs, int threads) {
        return RecurrentWeft.entries(recurrence, inputs, threads);
    }

    private static Contestant contestant(Problem p, Inputs in, Device device) {
        return switch (p.storage()) {
            case F32 -> single(p, in, device);
            case F16 -> half(p, in, device);
            case BF16 -> brain(p, in, device);
            case F64, I32, BOOL -> throw new IllegalArgumentException("no kernel for " + p.storage());
        };
    }

    private static Contestant half(Problem p, Inputs in, Device device) {
        requireCausal(p);
        var o = output(p);
        var plan = PlainGqaF16.on(device).plan(new PlainGqaF16.Sizes(p.B(), p.H(), p.G(), p.N(), p.M(), p.D()));
        return new Ready(() -> plan.run(in.q(), in.k(), in.v(), o), plan::close, o);
    }

    private static Contestant brain(Problem p, Inputs in, Device device) {
        requireCausal(p);
        var o = output(p);
        var plan = PlainGqaBf16.on(device).plan(new PlainGqaBf16.Sizes(p.B(), p.H(), p.G(), p.N(), p.M(), p.D()));
        return new Ready(() -> plan.run(in.q(), in.k(), in.v(), o), plan::close, o);
    }

    private static void requireCausal(Problem p) {
        if (!p.variant().equals(new Variant.Causal())) {
            throw new IllegalArgumentException("no kernel for %s stored as %s".formatted(p.name(), p.storage()));
        }
    }

    private static Contestant single(Problem p, Inputs in, Device device) {
        var o = output(p);
        var q = in.q();
        var k = in.k();
        var v = in.v();
        return switch (p.variant()) {
            case Variant.Full() -> {
                var plan = Full.on(device).plan(new Full.Sizes(p.B(), p.H(), p.N(), p.D()));
                yield new Ready(() -> plan.run(q, k, v, o), plan::close, o);
            }
            case Variant.Causal()
            when p.N() == p.M() && p.G() == p.H() -> {
                var plan = CausalMha.on(device).plan(new CausalMha.Sizes(p.B(), p.H(), p.N(), p.D()));
                yield new Ready(() -> plan.run(q, k, v, o), plan::close, o);
            }
            case Variant.Causal() -> {
                var plan = PlainGqa.on(device).plan(new PlainGqa.Sizes(p.B(), p.H(), p.G(), p.N(), p.M(), p.D()));
                yield new Ready(() -> plan.run(q, k, v, o), plan::close, o);
            }
            case Variant.Window(int w) -> {
                var plan = PlainWindow.on(device).plan(new PlainWindow.Sizes(p.B(), p.H(), p.G(), p.N(), p.M(), p.D()));
                yield new Ready(() -> plan.run(q, k, v, o, w), plan::close, o);
            }
            case Variant.Alibi() -> {
                var plan = Alibi.on(device).plan(new Alibi.Sizes(p.B(), p.H(), p.G(), p.N(), p.M(), p.D()));
                yield new Ready(() -> plan.run(q, k, v, o), plan::close, o);
            }
            case Variant.Softcap(float cap) -> {
                var plan =
                        PlainSoftcap.on(device).plan(new PlainSoftcap.Sizes(p.B(), p.H(), p.G(), p.N(), p.M(), p.D()));
                yield new Ready(() -> plan.run(q, k, v, o, cap), plan::close, o);
            }
            case Variant.Packed packed -> {
                var plan = Packed.on(device).plan(new Packed.Sizes(p.B(), p.H(), p.G(), p.N(), p.M(), p.D()));
                var documents = documents(packed, p.B(), p.M());
                yield new Ready(() -> plan.run(q, k, v, o, documents), () -> close(plan, documents), o);
            }
            case Variant.Rope() -> {
                var plan = CausalGqa.on(device).plan(new CausalGqa.Sizes(p.B(), p.H(), p.G(), p.N(), p.M(), p.D()));
                yield new Ready(() -> plan.run(q, k, v, o), plan::close, o);
            }
            case Variant.ReRope(int w, int trained) -> {
                var plan = ReRope.on(device).plan(new ReRope.Sizes(p.B(), p.H(), p.G(), p.N(), p.M(), p.D()));
                yield new Ready(() -> plan.run(q, k, v, o, w, trained), plan::close, o);
            }
        };
    }

    private static Tensor output(Problem p) {
        return Tensor.allocate(p.storage(), p.B(), p.H(), p.N(), p.D());
    }

    /// The documents of all tokens, the same in every sequence.
    private static Tensor documents(Variant.Packed packed, int batch, int tokens) {
        var documents = Collections.nCopies(batch, packed.documents(tokens));
        return Tensor.of(documents.stream().flatMapToInt(Arrays::stream).toArray(), batch, tokens);
    }

    private static void close(Packed.Plan plan, Tensor documents) {
        plan.close();
        documents.close();
    }

    private record Ready(Runnable work, Runnable free, Tensor o) implements Contestant {
        @Override
        public void run() {
            work.run();
        }

        @Override
        public float output(int b, int h, int i, int d) {
            return (float) o.get(o.offset(b, h, i, d));
        }

        @Override
        public long inputsAndOutputs() {
            return o.memory().byteSize();
        }

        @Override
        public void close() {
            free.run();
            o.close();
        }
    }
}
