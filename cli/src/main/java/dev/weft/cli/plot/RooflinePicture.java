package dev.weft.cli.plot;

import dev.weft.cli.draw.Colour;
import dev.weft.cli.draw.Drawing;
import dev.weft.cli.explain.Roofline;
import dev.weft.cli.run.Quantity;
import java.util.List;

/// What this machine can do at best for each intensity, and where a kernel stands below it.
public final class RooflinePicture {
    private RooflinePicture() {}

    public static Drawing draw(String title, Roofline roofline) {
        double low = Math.min(roofline.intensity(), roofline.ridge()) / 10;
        double high = Math.max(roofline.intensity(), roofline.ridge()) * 10;
        var roof = List.of(
                new Curve.Point(low, roofline.roof(low)),
                new Curve.Point(roofline.ridge(), roofline.peak()),
                new Curve.Point(high, roofline.peak()));
        double best = roofline.roof(roofline.intensity());
        var kernel = List.of(new Curve.Point(roofline.intensity(), best));
        var chart = new Chart(
                new Chart.Axis("FLOP per byte", true),
                new Chart.Axis("FLOP/s", true),
                List.of(
                        new Curve("this machine at best, measured", Colour.GREY, true, roof),
                        new Curve("this kernel at best", Colour.BLUE, false, kernel)));
        return Chart.drawing(
                title,
                List.of("%s FLOP per byte: at most %s"
                        .formatted(Quantity.digits(roofline.intensity()), Quantity.of(best, "FLOP/s"))),
                List.of(chart));
    }
}
