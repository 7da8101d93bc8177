package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.runtime.DType;
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
    private static final Recurrence LAYER = Recurrences.of("gru-small", 1024).getFirst();
    private static final Report REPORT = new Report(
            new Machine("A machine, 2 cores", "Java 25", 2, 0.5, 400e9, 40e9),
            List.of("Weft", "peers 1.0"),
            List.of(
                    result(CAUSAL, Weft.NAME, 1, 1e-6),
                    result(CAUSAL, "slow", 4, 1e-6),
                    result(CAUSAL, "fast", 2, 0.5),
                    result(DECODE, Weft.NAME, 1, 1e-6)),
            List.of(
                    MadeUp.race(Lineups.of("scaling", 65_536).getFirst(), 1, 2, 4.4, 8, 16),
                    MadeUp.race(Lineups.of("storage", 65_536).getFirst(), 1, 1.1, 1.2)),
            List.of(MadeUp.result(LAYER, Weft.NAME, 0.5), MadeUp.result(LAYER, RecurrentWeft.STEP_BY_STEP, 1)),
            List.of(),
            List.of("somebody: no memory"));

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
    void ratiosAreOfTheMedians() {
        assertThat(MarkdownReport.of(REPORT))
                .contains("| scaling | window, H=8, N=8192, D=64 | window, H=8, N=4096, D=64 |")
                .contains(" | 2000.00 ms | 0 % | 1000.00 ms | 0 % | 2.00 | 1e-06 |")
                .contains(" | 4400.00 ms | 0 % | 2000.00 ms | 0 % | 2.20 | 1e-06 |")
                .contains("| storage | causal, H=8, N=4096, D=64, f16 | causal, H=8, N=4096, D=64 |")
                .contains(" | 1200.00 ms | 0 % | 1000.00 ms | 0 % | 1.20 | 1e-06 |");
    }

    @Test
    void layersAreBesideOursAsTheCompilerChooses() {
        assertThat(MarkdownReport.of(REPORT))
                .contains("| gru-small | B=1, N=1024, D=8 | Weft | 500.00 ms | 0.0 GFLOP/s | 0 % | 0 % | – | 1e-06 |")
                .contains("| gru-small | B=1, N=1024, D=8 | Weft, step by step | 1000.00 ms |")
                .contains(" | 2.00 | 1e-06 |");
    }

    @Test
    void memoryIsBesideTheKeys() {
        assertThat(MarkdownReport.of(REPORT))
                .contains("| causal | H=8, N=512, D=64 | slow | 3.0 MB | 2.86 |")
                .contains("| window | H=8, N=65536, D=64 | Weft | 3.0 MB | 0.02 |")
                .contains("at most 0.72 times all keys (decode, H=32:8, N=1, M=1024, D=128).");
    }

    @Test
    void nobodyCountsMemoryEverywhere() {
        var uncounted = new Result(CAUSAL, Weft.NAME, Statistics.of(1), 1e-6, Double.NaN);
        var report =
                new Report(REPORT.machine(), List.of(), List.of(uncounted), List.of(), List.of(), List.of(), List.of());
        assertThat(MarkdownReport.of(report)).doesNotContain("## Memory");
    }

    @Test
    void floorsSayWhetherTheyAreMet() {
        assertThat(MarkdownReport.of(REPORT))
                .contains("| window | H=8, N=8192, D=64 | time / half the tokens | 1.80 … 2.20 | 2.00 | met |")
                .endsWith("| causal | H=8, N=4096, D=64, bf16 | time / f32 | ≤ 1.15 | 1.20 | **missed** |\n");
        assertThat(MarkdownReport.of(withError(0))).doesNotContain("## Floors");
    }

    @Test
    void whoIsLeftOutIsTold() {
        assertThat(MarkdownReport.of(REPORT)).contains("Left out: somebody: no memory");
    }

    @Test
    void theTableHasEveryContestantAndMarksWrongOutputs() {
        assertThat(MarkdownReport.of(REPORT).lines())
                .anyMatch(line -> line.contains("| slow | ") && line.endsWith("| 4.00 | 1e-06 |"))
                .anyMatch(line -> line.contains("| fast | ") && line.endsWith("| 2.00 | 5e-01 **wrong** |"));
    }

    @Test
    void allRowsOfATableHaveTheSameCells() {
        var widths = MarkdownReport.of(REPORT)
                .lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1).length - 2)
                .distinct();
        assertThat(widths).containsExactly(7, 9, 10, 5, 6);
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
        assertThat(MarkdownReport.of(
                        new Report(busy, List.of(), List.of(), List.of(), List.of(), List.of(), List.of())))
                .contains("busy: a load of 9.3");
        assertThat(MarkdownReport.of(REPORT)).doesNotContain("busy");
    }

    @Test
    void chartsArePictures(@TempDir Path folder) throws IOException {
        Charts.write(REPORT, folder);
        for (var name : List.of("rates-causal.png", "rates-decode.png", "ratio.png", "scaling.png")) {
            assertThat(ImageIO.read(folder.resolve(name).toFile()).getWidth())
                    .as(name)
                    .isGreaterThan(100);
        }
    }

    @Test
    void everyShapeHasAChartOfItsOwn(@TempDir Path folder) throws IOException {
        var results = List.of(
                result(CAUSAL, Weft.NAME, 1, 0),
                result(CAUSAL.withBatch(8), Weft.NAME, 1, 0),
                result(DECODE.withHeadDim(64), Weft.NAME, 1, 0));
        Charts.write(
                new Report(REPORT.machine(), List.of(), results, List.of(), List.of(), List.of(), List.of()), folder);
        assertThat(folder)
                .isDirectoryNotContaining("glob:**/ratio.png")
                .isDirectoryContaining("glob:**/rates-causal.png")
                .isDirectoryContaining("glob:**/rates-causal-B8.png")
                .isDirectoryContaining("glob:**/rates-decode-D64.png");
    }

    private static Report withError(double error) {
        var results = List.of(result(CAUSAL, Weft.NAME, 1, error));
        return new Report(REPORT.machine(), List.of(), results, List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void storingAnOutputRoundsIt() {
        var rounded = CAUSAL.storedAs(DType.BF16);
        assertThat(result(rounded, Weft.NAME, 1, 0.007).correct()).isTrue();
        assertThat(result(rounded, Weft.NAME, 1, 0.01).correct()).isFalse();
        assertThat(result(CAUSAL, Weft.NAME, 1, 0.007).correct()).isFalse();
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
        assertThat(text.split("\"contestant\"", -1)).hasSize(1 + 4 + 2 * (4 + 2) + 2);
        assertThat(text)
                .contains("\"peakFlops\":4.0E11")
                .contains("\"unit\":\"B/s\"")
                .contains("\"storage\":\"bf16\"")
                .contains("\"ratio\":2.2")
                .contains("\"failures\":[\"somebody: no memory\"]")
                .contains("\"quantity\":\"time / f32\",\"most\":1.15,\"measured\":1.2,\"met\":false");
    }
}
