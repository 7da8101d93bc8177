package dev.weft.cli.plot;

import dev.weft.cli.console.Failure;
import dev.weft.cli.draw.Colour;
import dev.weft.cli.draw.Drawing;
import dev.weft.dsl.model.Rotation;
import java.util.ArrayList;
import java.util.List;

/// By which angle each pair of entries turns from one position to the next, beside plain rotary positions of
/// base 10000, and how much slower that is.
final class FrequenciesPicture {
    private static final double BASE = 10_000;
    private static final Colour[] COLOURS = {Colour.BLUE, Colour.ORANGE, Colour.of(0x2b8a4b), Colour.of(0x8a3f8f)};

    private FrequenciesPicture() {}

    static Drawing draw(Subject subject) {
        var attention = Head.attention(subject);
        var rotations = RelativePosition.rotations(attention);
        if (rotations.isEmpty()) {
            throw new Failure(
                    attention.name() + " turns neither queries nor keys: its score has no `rope`, and so no angles");
        }
        var angles = new ArrayList<Curve>();
        var slower = new ArrayList<Curve>();
        try (var head = Head.of(subject, List.of())) {
            for (var rotation : rotations) {
                add(angles, slower, head.angles(rotation), name(rotations, rotation, attention.name()));
            }
        }
        var across = new Chart.Axis("pair m", false);
        return Chart.drawing(
                subject.title(),
                List.of("By how much pairs of entries turn from one position to the next"),
                List.of(
                        new Chart(across, new Chart.Axis("angle θ(m), radians per position", true), angles),
                        new Chart(across, new Chart.Axis("times slower than plain rope", false), slower)));
    }

    private static String name(List<Rotation> rotations, Rotation rotation, String kernel) {
        return rotations.size() == 1 ? kernel : "%s, rotation %d".formatted(kernel, rotations.indexOf(rotation) + 1);
    }

    private static void add(List<Curve> angles, List<Curve> slower, double[] theta, String name) {
        var colour = COLOURS[slower.size() % COLOURS.length];
        var own = new ArrayList<Curve.Point>();
        var plain = new ArrayList<Curve.Point>();
        var factors = new ArrayList<Curve.Point>();
        for (int m = 0; m < theta.length; m++) {
            double usual = Math.pow(BASE, -(double) m / theta.length);
            own.add(new Curve.Point(m, theta[m]));
            plain.add(new Curve.Point(m, usual));
            factors.add(new Curve.Point(m, usual / theta[m]));
        }
        angles.add(new Curve(name, colour, false, own));
        var comparison = new Curve("plain rope, base 10000", Colour.GREY, true, plain);
        if (!angles.contains(comparison)) {
            angles.add(comparison);
        }
        slower.add(new Curve(name, colour, false, factors));
    }
}
