package dev.weft.examples;

import dev.weft.kernels.CausalGqa;
import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import java.util.SplittableRandom;

/// Runs a generated kernel from plain Java: a prefill of 512 tokens, eight query heads over two heads of keys.
///
/// Start it with `--add-modules jdk.incubator.vector`.
public final class RunCausal {
    private RunCausal() {}

    public static void main(String[] arguments) {
        int tokens = arguments.length == 0 ? 512 : Integer.parseInt(arguments[0]);
        var sizes = new CausalGqa.Sizes(1, 8, 2, tokens, tokens, 64);
        try (var q = normal(1, 1, 8, tokens, 64);
                var k = normal(2, 1, 2, tokens, 64);
                var v = normal(3, 1, 2, tokens, 64);
                var o = Tensor.allocate(DType.F32, 1, 8, tokens, 64);
                var attention = CausalGqa.on(Device.auto()).plan(sizes)) {
            attention.run(q, k, v, o);
            System.out.println(attention.device().describe() + ": " + attention.report().wall());
            // The first token sees itself alone, so its result is its value.
            System.out.println("o[0, 0, 0, 0] = " + o.get(0) + ", v[0, 0, 0, 0] = " + v.get(0));
        }
    }

    private static Tensor normal(long seed, long... shape) {
        var random = new SplittableRandom(seed);
        var tensor = Tensor.allocate(DType.F32, shape);
        for (long n = 0; n < tensor.elements(); n++) {
            tensor.set(n, random.nextGaussian());
        }
        return tensor;
    }
}
