package dev.weft.examples;

import dev.weft.kernels.CausalGqa;
import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.SplittableRandom;

/// Runs a kernel that Weft ships from plain Java: a prefill of 512 tokens, eight query heads over two heads of keys.
/// Then it compares the last token with the equations of `CausalGqa.weft`, done by plain loops in double precision.
///
/// Start it with `--add-modules jdk.incubator.vector`. Arguments, all optional: the device, the number of tokens.
public final class RunCausal {
    private static final int H = 8;
    private static final int G = 2;
    private static final int D = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final double TOLERANCE = 1e-4;

    private RunCausal() {}

    public static void main(String[] arguments) {
        var device = device(arguments.length > 0 ? arguments[0] : "auto");
        int tokens = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 512;
        double difference = run(device, tokens);
        System.out.println("The last token sees all. Its greatest difference from plain loops, over all heads:");
        System.out.printf("  %.1e, where %.0e is allowed%n", difference, TOLERANCE);
        System.exit(difference <= TOLERANCE ? 0 : 1);
    }

    /// Runs the kernel, and returns how far its last token is from plain loops.
    private static double run(Device device, int tokens) {
        var sizes = new CausalGqa.Sizes(1, H, G, tokens, tokens, D);
        try (var q = normal(1, 1, H, tokens, D);
                var k = normal(2, 1, G, tokens, D);
                var v = normal(3, 1, G, tokens, D);
                var o = Tensor.allocate(DType.F32, 1, H, tokens, D);
                var attention = CausalGqa.on(device).plan(sizes)) {
            time(attention, () -> attention.run(q, k, v, o));
            System.out.println("The first token sees itself alone, so its result is its value:");
            System.out.printf("  o[0, 0, 0, 0] = %.6f, v[0, 0, 0, 0] = %.6f%n", o.get(0), v.get(0));
            return differenceOfLastToken(q, k, v, o);
        }
    }

    /// TornadoVM and its emulator are the same to a program: the JVM was started with the one or the other.
    private static Device device(String name) {
        return switch (name) {
            case "auto" -> Device.auto();
            case "jvm" -> Device.jvm();
            case "tornado", "emulator" -> Device.tornado();
            default -> throw new IllegalArgumentException("no device is called " + name);
        };
    }

    /// Runs until the JVM's compiler knows the kernel, and prints the first time and the best.
    private static void time(CausalGqa.Plan attention, Runnable run) {
        var times = new ArrayList<Duration>();
        for (long end = System.nanoTime() + PATIENCE.toNanos(); times.isEmpty() || System.nanoTime() < end; ) {
            run.run();
            times.add(attention.report().wall());
        }
        System.out.printf(
                "%s: %.2f ms at first, %.2f ms at best in %d runs%n",
                attention.device().describe(),
                times.getFirst().toNanos() / 1e6,
                Collections.min(times).toNanos() / 1e6,
                times.size());
    }

    private static double differenceOfLastToken(Tensor q, Tensor k, Tensor v, Tensor o) {
        int last = (int) q.size(2) - 1;
        double greatest = 0;
        for (int h = 0; h < H; h++) {
            double[] expected = lastToken(h, q, k, v);
            for (int d = 0; d < D; d++) {
                greatest = Math.max(greatest, Math.abs(o.get(o.offset(0, h, last, d)) - expected[d]));
            }
        }
        return greatest;
    }

    /// What head `h` gives for the last token `i`: the mean of all values, weighted by `exp(rope(q, i) @ rope(k, j) /
    /// sqrt(D))`.
    private static double[] lastToken(int h, Tensor q, Tensor k, Tensor v) {
        int i = (int) q.size(2) - 1;
        int g = h / (H / G);
        var o = new double[D];
        double sum = 0;
        for (int j = 0; j <= i; j++) {
            double score = 0;
            for (int m = 0; m < D / 2; m++) {
                // Turning q by i θ and k by j θ is turning q by (i - j) θ alone.
                double angle = (i - j) * Math.pow(10_000, -2.0 * m / D);
                double q0 = q.get(q.offset(0, h, i, m));
                double q1 = q.get(q.offset(0, h, i, m + D / 2));
                double k0 = k.get(k.offset(0, g, j, m));
                double k1 = k.get(k.offset(0, g, j, m + D / 2));
                score += (q0 * k0 + q1 * k1) * Math.cos(angle) + (q0 * k1 - q1 * k0) * Math.sin(angle);
            }
            double weight = Math.exp(score / Math.sqrt(D));
            sum += weight;
            for (int d = 0; d < D; d++) {
                o[d] += weight * v.get(v.offset(0, g, j, d));
            }
        }
        for (int d = 0; d < D; d++) {
            o[d] /= sum;
        }
        return o;
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
