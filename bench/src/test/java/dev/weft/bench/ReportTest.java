package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

final class ReportTest {
    private static final Problem CAUSAL = Problems.of("causal", 512);
    private static final Problem DECODE = Problems.of("decode", 1024);
    private static final Report REPORT = new Report(
            new Machine("A machine, 2 cores", "Java 25", 2, 0.5, 400e9, 40e9),
            List.of("Weft", "peers 1.0"),
            List.of(
                    result(CAUSAL, Weft.NAME, 1, 1e-6),
                    result(CAUSAL, "slow", 4, 1e-6),
                    result(CAUSAL, "fast", 2, 0.5),
                    result(DECODE, Weft.NAME, 1, 1e-6)),
            List.of());

    /// Ours does a tenth of the peak of 400 GFLOP/s or 40 GB/s.
    private static Result result(Problem problem, String contestant, double slowness, double error) {
        var peak = problem.measure() == Problem.Measure.FLOPS ? 400e9 : 40e9;
        return new Result(problem, contestant, Statistics.of(problem.work() / (peak / 10) * slowness), error, 3e6);
    }

    @Test
    void theSummaryComparesWithTheFastestPeer() {
        assertThat(MarkdownReport.of(REPORT))
                .contains("| causal | H=8, N=512, D=64 | 40.0 GFLOP/s | 10 % | fast | 20.0 GFLOP/s | 2.00 |")
                .contains("| decode | H=32:8, N=1, M=1024, D=128 | 4.0 GB/s | 10 % | – | – | – |");
    }

    @Test
    void theTableHasEveryContestantAndMarksWrongOutputs() {
        assertThat(MarkdownReport.of(REPORT).lines())
                .anyMatch(line -> line.contains("| slow | ") && line.endsWith("| 4.00 | 3.0 MB | 1e-06 |"))
                .anyMatch(line -> line.contains("| fast | ") && line.endsWith("| 2.00 | 3.0 MB | 5e-01 **wrong** |"));
    }

    @Test
    void allRowsOfATableHaveTheSameCells() {
        var widths = MarkdownReport.of(REPORT)
                .lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1).length - 2)
                .distinct();
        assertThat(widths).containsExactly(7, 11);
    }

    @Test
    void aReportIsWrongIfAnyOutputIs() {
        assertThat(REPORT.correct()).isFalse();
        assertThat(withError(Double.NaN).correct()).isFalse();
        assertThat(withError(1e-6).correct()).isTrue();
    }

    @Test
    void aBusyMachineIsTold() {
        var busy = new Machine("A machine, 2 cores", "Java 25", 2, 9.3, 400e9, 40e9);
        assertThat(MarkdownReport.of(new Report(busy, List.of(), List.of(), List.of())))
                .contains("busy: a load of 9.3");
        assertThat(MarkdownReport.of(REPORT)).doesNotContain("busy");
    }

    @Test
    void chartsArePictures(@TempDir Path folder) throws IOException {
        Charts.write(REPORT, folder);
        for (var name : List.of("rates-causal.png", "rates-decode.png", "ratio.png")) {
            assertThat(ImageIO.read(folder.resolve(name).toFile()).getWidth())
                    .as(name)
                    .isGreaterThan(100);
        }
    }

    private static Report withError(double error) {
        return new Report(REPORT.machine(), List.of(), List.of(result(CAUSAL, Weft.NAME, 1, error)), List.of());
    }

    @Test
    void jsonHasEveryResult(@TempDir Path folder) throws IOException {
        var file = folder.resolve("report.json");
        JsonReport.write(REPORT, file);
        var text = Files.readString(file);
        try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            parser.skipChildren();
            assertThat(parser.nextToken()).isNull();
        }
        assertThat(text.split("\"contestant\"", -1)).hasSize(1 + 4);
        assertThat(text).contains("\"peakFlops\":4.0E11").contains("\"unit\":\"B/s\"");
    }
}
