package dev.weft.bench;

import dev.weft.bench.Problem.Measure;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// A report as pictures: for every case the rates over the number of tokens, beneath the machine's peak; how often ours
/// is as fast as the best peer; and how our time per token scales.
final class Charts {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;
    private static final int TICK_SPACING = 90;
    private static final double GIGA = 1e9;

    private Charts() {}

    /// Writes `rates-CASE.png` for every case, `ratio.png` if there are peers, and `scaling.png`. A name tells of
    /// sequences and heads that are not the usual ones: `rates-decode-B8-D64.png`.
    static void write(Report report, Path folder) throws IOException {
        for (var label : labels(report.results())) {
            save(rates(report, label), folder.resolve("rates-" + fileName(label)));
        }
        for (var race : report.ownRaces()) {
            if (race.lineup().name().equals(Lineups.SCALING)) {
                var label = Lineups.SCALING + shape(race.results().getFirst());
                save(scaling(race), folder.resolve(fileName(label)));
            }
        }
        if (report.results().stream().anyMatch(result -> !result.isOurs())) {
            save(ratios(report), folder.resolve("ratio.png"));
        }
    }

    private static XYChart rates(Report report, String label) {
        var results = report.results().stream()
                .filter(result -> label(result).equals(label))
                .toList();
        var measure = results.getFirst().problem().measure();
        var chart = chart(
                label,
                switch (measure) {
                    case FLOPS -> "useful GFLOP/s";
                    case BYTES -> "useful GB/s";
                });
        var contestants = results.stream().map(Result::contestant).distinct().toList();
        for (var contestant : contestants) {
            var own = results.stream()
                    .filter(result -> result.contestant().equals(contestant))
                    .toList();
            var series = chart.addSeries(
                    contestant,
                    own.stream().mapToDouble(Charts::at).toArray(),
                    own.stream().mapToDouble(result -> result.rate() / GIGA).toArray());
            series.setMarker(SeriesMarkers.CIRCLE);
            if (contestant.equals(Weft.NAME)) {
                blacken(series);
            }
        }
        level(chart, peakName(measure), results, report.machine().peak(measure) / GIGA);
        return chart;
    }

    private static String peakName(Measure measure) {
        return switch (measure) {
            case FLOPS -> "peak: multiply-adds in registers";
            case BYTES -> "peak: reading memory";
        };
    }

    private static XYChart ratios(Report report) {
        var chart = chart("Weft against the best peer", "times as fast");
        var races = report.races();
        for (var label : labels(report.results())) {
            var tokens = new ArrayList<Double>();
            var ratios = new ArrayList<Double>();
            races.values().forEach(race -> {
                if (label(race.getFirst()).equals(label)) {
                    Report.bestPeer(race).forEach(peer -> {
                        tokens.add(at(peer));
                        ratios.add(Report.ours(race).rate() / peer.rate());
                    });
                }
            });
            if (!tokens.isEmpty()) {
                chart.addSeries(label, tokens, ratios).setMarker(SeriesMarkers.CIRCLE);
            }
        }
        level(chart, "as fast as the best peer", report.results(), 1);
        return chart;
    }

    /// Time per token, which stays what it is where time grows with the tokens.
    private static XYChart scaling(OwnRace race) {
        var results = race.results();
        var perToken = results.stream().mapToDouble(Charts::nanosPerToken).toArray();
        var chart = chart(Lineups.SCALING + ": " + label(results.getFirst()), "ns per token");
        var series = chart.addSeries(
                Weft.NAME, results.stream().mapToDouble(Charts::at).toArray(), perToken);
        series.setMarker(SeriesMarkers.CIRCLE);
        blacken(series);
        level(chart, "twice the time for twice the tokens", results, perToken[0]);
        return chart;
    }

    private static double nanosPerToken(Result result) {
        return GIGA * result.time().median() / result.problem().M();
    }

    private static void blacken(XYSeries series) {
        series.setLineColor(Color.BLACK);
        series.setMarkerColor(Color.BLACK);
    }

    private static XYChart chart(String title, String unit) {
        var chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("tokens")
                .yAxisTitle(unit)
                .build();
        var styler = chart.getStyler();
        styler.setYAxisMin(0.0);
        styler.setXAxisTickMarkSpacingHint(TICK_SPACING);
        styler.setXAxisTickLabelsFormattingFunction(Charts::tokens);
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setChartBackgroundColor(Color.WHITE);
        return chart;
    }

    /// A dashed line across the chart.
    private static void level(XYChart chart, String name, List<Result> results, double height) {
        var ends = results.stream().mapToDouble(Charts::at).summaryStatistics();
        var series = chart.addSeries(name, new double[] {ends.getMin(), ends.getMax()}, new double[] {height, height});
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(Color.GRAY);
        series.setLineStyle(
                new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {6, 4}, 0));
    }

    /// Where a result stands: sizes double, so the axis counts how often.
    private static double at(Result result) {
        return Math.log(result.problem().M()) / Math.log(2);
    }

    private static String tokens(double doublings) {
        var tokens = Math.pow(2, doublings);
        return Math.abs(doublings - Math.rint(doublings)) < 1e-6 ? Long.toString(Math.round(tokens)) : "";
    }

    private static Set<String> labels(List<Result> results) {
        return results.stream().map(Charts::label).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// The case, and what of its shape is not usual.
    private static String label(Result result) {
        return result.problem().name() + shape(result);
    }

    private static String shape(Result result) {
        var problem = result.problem();
        var usual = Problems.of(problem.name(), problem.M());
        var sequences = problem.B() == usual.B() ? "" : ", B=" + problem.B();
        var heads = problem.D() == usual.D() ? "" : ", D=" + problem.D();
        return sequences + heads;
    }

    private static String fileName(String label) {
        return label.replace(", ", "-").replace("=", "") + ".png";
    }

    private static void save(XYChart chart, Path file) throws IOException {
        ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", file.toFile());
    }
}
