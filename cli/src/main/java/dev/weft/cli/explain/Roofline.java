package dev.weft.cli.explain;

import dev.weft.cli.run.Quantity;
import dev.weft.runtime.vector.MachinePeak;
import java.util.List;
import java.util.Locale;

/// How fast this machine can be at best, measured, and which of its limits a kernel meets first.
///
/// @param flops what the kernel has to compute; `bytes` what it has to move at least
/// @param peak FLOP/s at best; `reads` bytes per second at best
public record Roofline(double flops, double bytes, double peak, double reads) {
    /// Measures this machine.
    static Roofline measured(double flops, double bytes, int threads) {
        return new Roofline(flops, bytes, MachinePeak.flops(threads), MachinePeak.readBytes(threads));
    }

    /// FLOP per byte.
    public double intensity() {
        return flops / Math.max(1, bytes);
    }

    /// The intensity at which both limits meet.
    public double ridge() {
        return peak / reads;
    }

    /// The best FLOP/s at an intensity.
    public double roof(double intensity) {
        return Math.min(peak, reads * intensity);
    }

    List<Entry> entries() {
        return List.of(
                new Entry(
                        "traffic",
                        "%s at least, every tensor once; %s FLOP per byte"
                                .formatted(Quantity.of(bytes, "B"), Quantity.digits(intensity()))),
                new Entry(
                        "roofline",
                        "measured: %s and %s, which meet at %s FLOP per byte; this kernel is bound by %s"
                                .formatted(
                                        Quantity.of(peak, "FLOP/s"),
                                        Quantity.of(reads, "B/s"),
                                        Quantity.digits(ridge()),
                                        intensity() >= ridge() ? "arithmetic" : "memory")),
                new Entry(
                        "time",
                        String.format(
                                Locale.ROOT,
                                "%s at the very least; exponentials and masks come on top",
                                Quantity.seconds(Math.max(flops / peak, bytes / reads)))));
    }
}
