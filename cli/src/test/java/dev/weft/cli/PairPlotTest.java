package dev.weft.cli;

import static dev.weft.cli.Weft.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures of pairs of a query and a key, and of rotations, against what the essays' tables and plain loops say.
final class PairPlotTest {
    private static final Path LIBRARY = Path.of("../kernels-generated/src/main/weft/dev/weft/kernels");
    private static final String ONE = "B=1,H=1,G=1,";

    @TempDir
    private Path folder = Path.of("");

    private String svg(String kernel, String... options) throws IOException {
        var out = folder.resolve("picture.svg");
        plot(LIBRARY.resolve(kernel + ".weft"), out, options);
        return Files.readString(out);
    }

    private static void plot(Path spec, Path out, String... options) {
        var command = new ArrayList<>(List.of("plot", spec.toString(), "--out", out.toString()));
        command.addAll(List.of(options));
        var weft = run(command.toArray(String[]::new));
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out()).isEqualTo("wrote    " + out + "\n");
    }

    @Test
    void reRopeCountsUpToItsWindow() throws IOException {
        var svg = svg("ReRope", "--what", "positions", "--bind", ONE + "N=6,M=6,D=8,w=3,T=6");
        assertThat(String.join(" ", Svgs.figures(svg))).isEqualTo("0 1 0 2 1 0 3 2 1 0 3 3 2 1 0 3 3 3 2 1 0");
        assertThat(svg).contains(">The relative position of query i and key j, ");
    }

    @Test
    void leakyReRopeCountsOnSlowerOrFaster() throws IOException {
        var slower = svg("LeakyReRope", "--what", "positions", "--bind", ONE + "N=6,M=6,D=8,w=3,T=6,s=2");
        assertThat(String.join(" ", Svgs.figures(slower))).endsWith(" 3.5 3 2 1 0 4 3.5 3 2 1 0");
        var faster = svg("LeakyReRope", "--what", "positions", "--bind", ONE + "N=6,M=6,D=8,w=3,T=6,s=0.5");
        assertThat(String.join(" ", Svgs.figures(faster))).endsWith(" 5 3 2 1 0 7 5 3 2 1 0");
    }

    @Test
    void positionsAreThoseOfTheTokens() throws IOException {
        // The two queries are the last of four tokens; a latent part without rotations has no say.
        assertThat(Svgs.figures(svg("Mla", "--what", "positions", "--bind", "B=1,H=1,N=2,M=4,C=4,R=4,K=4")))
                .containsExactly("2", "1", "0", "3", "2", "1", "0");
    }

    @Test
    void positionsAreSignedAndKnowWhichSideIsTheQuery() throws IOException {
        var spec = Weft.spec(folder, "both.weft", """
                attention Both {
                  dim   N, D
                  query q : f32[N, D] at [i]
                  key   k : f32[N, D] at [j]
                  value v : f32[N, D] at [j]
                  out   o : f32[N, D] at [i]
                  score = rope(k, 2 * j) @ rope(q, 2 * i) + sum(q)
                  o     = softmax(score) @ v
                }
                """);
        var out = folder.resolve("both.svg");
        plot(spec, out, "--what", "positions", "--bind", "N=3,D=4");
        assertThat(Svgs.figures(Files.readString(out))).containsExactly("0", "-2", "-4", "2", "0", "-2", "4", "2", "0");
    }

    @Test
    void masksShowTilesAsTheKernelVisitsThem() throws IOException {
        assertMask("Window", "w=20", (i, j) -> 0 <= i - j && i - j < 20);
        assertMask("WindowWithSinks", "w=9,sinks=3", (i, j) -> j <= i && (i - j < 9 || j < 3));
        assertMask("CausalMha", "", (i, j) -> j <= i);
    }

    private void assertMask(String kernel, String params, BiPredicate<Integer, Integer> keeps) throws IOException {
        int n = 64;
        int tile = 8;
        var sizes = kernel.equals("CausalMha") ? "B=1,H=1,N=64,D=8" : ONE + "N=64,M=64,D=8," + params;
        var svg = svg(kernel, "--bind", sizes, "--tile", "8x8");
        var cells = Svgs.cells(svg, n, n);
        int full = 0;
        int mixed = 0;
        int empty = 0;
        for (int r = 0; r < n; r += tile) {
            for (int c = 0; c < n; c += tile) {
                int kept = 0;
                for (int at = 0; at < tile * tile; at++) {
                    kept += keeps.test(r + at / tile, c + at % tile) ? 1 : 0;
                }
                var kind = kept == 0 ? "empty" : kept == tile * tile ? "full" : "mixed";
                full += kind.equals("full") ? 1 : 0;
                mixed += kind.equals("mixed") ? 1 : 0;
                empty += kind.equals("empty") ? 1 : 0;
                for (int at = 0; at < tile * tile; at++) {
                    int i = r + at / tile;
                    int j = c + at % tile;
                    assertThat(cells[i][j])
                            .as("%s, query %d, key %d", kernel, i, j)
                            .isEqualTo((keeps.test(i, j) ? "kept " : "left ") + kind);
                }
            }
        }
        assertThat(svg)
                .contains(">Tiles of 8 queries × 8 keys: %d full, %d mixed, %d empty</text>"
                        .formatted(full, mixed, empty))
                .contains(">kept, in a full tile: no mask</text>")
                .doesNotContain("Sampled");
    }

    @Test
    void longMasksAreSampledAndSaySo() throws IOException {
        var svg = svg("Window", "--bind", ONE + "N=65536,M=65536,D=8,w=8192", "--tile", "512x512");
        assertThat(svg)
                .contains(">Sampled: a cell stands for 512 × 512 pairs, 16 of them looked at: ")
                .contains("2 × 2 of them drawn as one");
        assertThat(svg.length()).isLessThan(100_000);
        var cells = Svgs.cells(svg, 128, 128);
        assertThat(cells[0][0]).isEqualTo("kept mixed");
        assertThat(cells[60][50]).isEqualTo("kept full");
        assertThat(cells[10][90]).isEqualTo("left empty");
        assertThat(cells[127][20]).isEqualTo("left empty");
    }

    @Test
    void tablesDecideAboutTilesWhenTheKernelRuns() throws IOException {
        var spec = Path.of("../kernels-generated/src/main/weft/dev/weft/kernels/Packed.weft");
        var out = folder.resolve("packed.svg");
        plot(spec, out, "--bind", ONE + "N=9,M=9,D=8", "--in", "doc=const(3)");
        var svg = Files.readString(out);
        assertThat(svg).contains(">A table decides what becomes of a tile when the kernel runs: no classes are drawn<");
        assertThat(Svgs.cells(svg, 9, 9)[4])
                .containsExactly(
                        "kept unknown",
                        "kept unknown",
                        "kept unknown",
                        "kept unknown",
                        "kept unknown",
                        "left unknown",
                        "left unknown",
                        "left unknown",
                        "left unknown");
    }

    @Test
    void scoresAreThoseOfTheInputs() throws IOException {
        var spec = Weft.spec(folder, "causal.weft", Weft.CAUSAL);
        var out = folder.resolve("scores.svg");
        plot(
                spec,
                out,
                "--what",
                "scores",
                "--bind",
                "B=1,H=2,N=4,D=16",
                "--at",
                "h=1",
                "--tile",
                "2x2",
                "--in",
                "q=const(0.5)",
                "--in",
                "k=const(-1)");
        var svg = Files.readString(out);
        // 16 * 0.5 * -1 / 4
        assertThat(Svgs.figures(svg)).hasSize(10).containsOnly("-2");
        assertThat(svg).contains(">score = q @ k / sqrt(D), batch 0, head 1</text>");
        assertThat(Svgs.elements(svg, "rect").stream()
                        .filter(rect -> rect.getAttribute("class").equals("mixed")))
                .hasSize(2);
    }

    @Test
    void frequenciesAreThoseOfTheEssay() throws IOException {
        var sizes = ONE + "N=1,M=1,D=8,s=8";
        assertAngles("rope/PositionInterpolation", sizes, 0.125, 0.0125, 0.00125, 0.000125);
        assertAngles("rope/NtkAware", sizes, 1, 0.05, 0.0025, 0.000125);
        assertAngles("rope/NtkOld", sizes, 1, 0.0594604, 0.00353553, 0.000210224);
        assertAngles("rope/NtkFixed", sizes, 0.594604, 0.0353553, 0.00210224, 0.000125);
        assertAngles("rope/NtkMixed", sizes + ",e=0.625", 0.417155, 0.0259668, 0.00176005, 0.000125);
    }

    private void assertAngles(String kernel, String sizes, double... angles) throws IOException {
        var notes = Svgs.elements(svg(kernel, "--what", "frequencies", "--bind", sizes), "circle").stream()
                .map(circle -> circle.getTextContent())
                .toList();
        assertThat(notes).hasSize(2 * angles.length);
        for (int m = 0; m < angles.length; m++) {
            double drawn =
                    Double.parseDouble(notes.get(m).substring(notes.get(m).indexOf(' ') + 1));
            assertThat(drawn)
                    .as("%s, pair %d", kernel, m)
                    .isEqualTo(Double.parseDouble(String.format(Locale.ROOT, "%.3g", angles[m])));
        }
    }

    @Test
    void pngShowsTheSame() throws IOException {
        var out = folder.resolve("window.png");
        plot(LIBRARY.resolve("Window.weft"), out, "--bind", ONE + "N=64,M=64,D=8,w=20", "--tile", "8x8");
        var image = ImageIO.read(out.toFile());
        var svg = svg("Window", "--bind", ONE + "N=64,M=64,D=8,w=20", "--tile", "8x8");
        var root = Svgs.parsed(svg).getDocumentElement();
        assertThat(image.getWidth()).isEqualTo(2 * Integer.parseInt(root.getAttribute("width")));
        assertThat(image.getHeight()).isEqualTo(2 * Integer.parseInt(root.getAttribute("height")));
        assertThat(colour(image, svg, 10, 3)).as("kept, full").isEqualTo("#1f5fa8");
        assertThat(colour(image, svg, 3, 1)).as("kept, mixed").isEqualTo("#d9822b");
        assertThat(colour(image, svg, 1, 3)).as("left, mixed").isEqualTo("#fae3c6");
        assertThat(colour(image, svg, 60, 3)).as("empty").isEqualTo("#f0f2f5");
        assertThat(ink(image)).as("letters of the title").isGreaterThan(500);
    }

    /// The colour at the middle of a cell of 64 x 64.
    private static String colour(BufferedImage image, String svg, int i, int j) {
        var frame = Svgs.elements(svg, "rect").stream()
                .filter(rect -> rect.getAttribute("class").equals("field"))
                .findFirst()
                .orElseThrow();
        double pixels = Svgs.number(frame, "width") / 64;
        int x = (int) (2 * (Svgs.number(frame, "x") + (j + 0.5) * pixels));
        int y = (int) (2 * (Svgs.number(frame, "y") + (i + 0.5) * pixels));
        return String.format(Locale.ROOT, "#%06x", image.getRGB(x, y) & 0xffffff);
    }

    private static int ink(BufferedImage image) {
        int dark = 0;
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                dark += (image.getRGB(x, y) & 0xff) < 0x60 ? 1 : 0;
            }
        }
        return dark;
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        var out = folder.resolve("none.svg").toString();
        var gru = LIBRARY.resolve("recurrent/Gru.weft").toString();
        var alibi = LIBRARY.resolve("Alibi.weft").toString();
        for (var what : new String[] {"mask", "positions", "scores", "frequencies"}) {
            assertFails(
                    run("plot", gru, "--bind", "B=1,N=5,X=2,D=4", "--what", what, "--out", out),
                    1,
                    "weft: Gru is a scan: it has no pairs of a query and a key");
        }
        var sizes = ONE + "N=5,M=5,D=4";
        assertFails(
                run("plot", alibi, "--bind", sizes, "--what", "positions", "--out", out),
                1,
                "weft: Alibi turns neither queries nor keys: its score has no `rope`, and so no relative positions");
        assertFails(
                run("plot", alibi, "--bind", sizes, "--what", "frequencies", "--out", out),
                1,
                "weft: Alibi turns neither queries nor keys: its score has no `rope`, and so no angles");
        assertFails(
                run("plot", alibi, "--bind", sizes, "--at", "h=1", "--out", out),
                1,
                "weft: --at h=1: Alibi has 1 for B=1, H=1, G=1, N=5");
        assertFails(
                run("plot", alibi, "--bind", sizes, "--at", "i=1", "--out", out), 2, "weft: --at takes b and h, not i");
        assertFails(run("plot", alibi, "--bind", sizes, "--at", "h=-1", "--out", out), 2, "weft: --at h=-1: an index");
        assertFails(
                run("plot", alibi, "--bind", sizes, "--tile", "8", "--out", out), 2, "weft: --tile takes QUERIESxKEYS");
        assertFails(
                run("plot", alibi, "--bind", ONE + "N=0,M=5,D=4", "--out", out),
                1,
                "weft: Alibi has no pair of a query and a key for B=1");
        assertThat(Path.of(out)).doesNotExist();
    }

    @Test
    void scoresWithoutOneRelativePositionAreRefused() {
        assertNoPosition(
                "rope(q, i) @ rope(k, j) + rope(q, i) @ k", "has several products whose relative positions differ");
        assertNoPosition("(rope(q, i) + q) @ k", "joins vectors that turn differently");
        assertNoPosition(
                "rope(q, i) @ rope(k, j, base = 500)", "turns the two vectors of a product by different angles");
        assertNoPosition("sum(rope(q, i)) + q @ k", "uses turned vectors otherwise than in products");
        assertNoPosition("q @ (r @ rope(k, j))", "changes a turned vector before its product");
    }

    private void assertNoPosition(String score, String why) {
        var spec = Weft.spec(folder, "odd.weft", """
                attention Odd {
                  dim   N, D
                  query q : f32[N, D] at [i]
                  key   k : f32[N, D] at [j]
                  value v : f32[N, D] at [j]
                  table r : f32[D, D]
                  out   o : f32[N, D] at [i]
                  score = SCORE + 0 * sum(r @ q)
                  o     = softmax(score) @ v
                }
                """.replace("SCORE", score));
        var out = folder.resolve("odd.svg").toString();
        assertFails(
                run("plot", spec.toString(), "--bind", "N=3,D=4", "--what", "positions", "--out", out),
                1,
                "weft: Odd " + why + ": it has no one relative position per pair");
    }

    private static void assertFails(Weft weft, int status, String message) {
        assertThat(weft.err()).startsWith(message);
        assertThat(weft.status()).isEqualTo(status);
        assertThat(weft.out()).isEmpty();
    }
}
