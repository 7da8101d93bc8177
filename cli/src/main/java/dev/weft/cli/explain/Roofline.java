package dev.weft.cli.explain;

import dev.weft.cli.run.Quantity;
import dev.weft.runtime.vector.MachinePeak;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How fast this machine can be at best, measured, and which of its limits a kernel meets first.
final class Roofline {
    private Roofline() {}

    /// The lines for so much work and traffic.
    static List<String> of(double flops, double bytes, int threads) {
        double intensity = flops / Math.max(1, bytes);
        double peak = MachinePeak.flops(threads);
        double reads = MachinePeak.readBytes(threads);
        var lines = new ArrayList<String>();
        lines.add(Explanation.line(
                "traffic",
                "%s at least, every tensor once; %s FLOP per byte"
                        .formatted(Quantity.of(bytes, "B"), Quantity.digits(intensity))));
        boolean compute = intensity >= peak / reads;
        lines.add(Explanation.line(
                "roofline",
                "measured: %s and %s, which meet at %s FLOP per byte; this kernel is bound by %s"
                        .formatted(
                                Quantity.of(peak, "FLOP/s"),
                                Quantity.of(reads, "B/s"),
                                Quantity.digits(peak / reads),
                                compute ? "arithmetic" : "memory")));
        lines.add(Explanation.line(
                "time",
                String.format(
                        Locale.ROOT,
                        "%s at the very least; exponentials and masks come on top",
                        Quantity.seconds(Math.max(flops / peak, bytes / reads)))));
        return List.copyOf(lines);
    }
}
