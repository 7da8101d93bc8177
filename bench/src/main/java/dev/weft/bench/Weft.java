package dev.weft.bench;

import dev.weft.bench.kernels.Full;
import dev.weft.bench.kernels.PlainGqa;
import dev.weft.bench.kernels.PlainSoftcap;
import dev.weft.bench.kernels.PlainWindow;
import dev.weft.kernels.Alibi;
import dev.weft.kernels.CausalMha;
import dev.weft.kernels.Packed;
import dev.weft.kernels.ReRope;
import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.JvmSupport;
import dev.weft.runtime.Tensor;
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

    private static Contestant contestant(Problem p, Inputs in, Device device) {
        var o = Tensor.allocate(DType.F32, 1, p.H(), p.N(), p.D());
        var q = in.q();
        var k = in.k();
        var v = in.v();
        return switch (p.variant()) {
            case Variant.Full() -> {
                var plan = Full.on(device).plan(new Full.Sizes(1, p.H(), p.N(), p.D()));
                yield new Ready(() -> plan.run(q, k, v, o), plan::close, o);
            }
            case Variant.Causal()
            when p.N() == p.M() && p.G() == p.H() -> {
                var plan = CausalMha.on(device).plan(new CausalMha.Sizes(1, p.H(), p.N(), p.D()));
                yield new Ready(() -> plan.run(q, k, v, o), plan::close, o);
            }
            case Variant.Causal() -> {
                var plan = PlainGqa.on(device).plan(new PlainGqa.Sizes(1, p.H(), p.G(), p.N(), p.M(), p.D()));
                yield new Ready(() -> plan.run(q, k, v, o), plan::close, o);
            }
            case Variant.Window(int w) -> {
                var plan = PlainWindow.on(device).plan(new PlainWindow.Sizes(1, p.H(), p.G(), p.N(), p.M(), p.D()));
                yield new Ready(() -> plan.run(q, k, v, o, w), plan::close, o);
            }
            case Variant.Alibi() -> {
                var plan = Alibi.on(device).plan(new Alibi.Sizes(1, p.H(), p.G(), p.N(), p.M(), p.D()));
                yield new Ready(() -> plan.run(q, k, v, o), plan::close, o);
            }
            case Variant.Softcap(float cap) -> {
                var plan = PlainSoftcap.on(device).plan(new PlainSoftcap.Sizes(1, p.H(), p.G(), p.N(), p.M(), p.D()));
                yield new Ready(() -> plan.run(q, k, v, o, cap), plan::close, o);
            }
            case Variant.Packed packed -> {
                var plan = Packed.on(device).plan(new Packed.Sizes(1, p.H(), p.G(), p.N(), p.M(), p.D()));
                var documents = Tensor.of(packed.documents(p.M()), 1, p.M());
                yield new Ready(() -> plan.run(q, k, v, o, documents), () -> close(plan, documents), o);
            }
            case Variant.ReRope(int w, int trained) -> {
                var plan = ReRope.on(device).plan(new ReRope.Sizes(1, p.H(), p.G(), p.N(), p.M(), p.D()));
                yield new Ready(() -> plan.run(q, k, v, o, w, trained), plan::close, o);
            }
        };
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
        public float output(int h, int i, int d) {
            return (float) o.get(o.offset(0, h, i, d));
        }

        @Override
        public void close() {
            free.run();
            o.close();
        }
    }
}
