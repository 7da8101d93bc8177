package dev.weft.cli;

import static dev.weft.cli.Weft.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/// Pictures from the command line.
final class PlotTest {
    private static final String ELMAN = """
            scan Elman {
              dim    B, N, D
              input  x : f32[B, N, D]
              weight U : f32[D, D]
              state  h : f32[B, N, D]
              h[t] = tanh(x[t] + 0.5 * U @ h[t-1])
              by deer()
            }
            """;

    @TempDir
    private Path folder = Path.of("");

    private String spec = "";
    private Path out = Path.of("");

    @BeforeEach
    void write() {
        spec = Weft.spec(folder, "elman.weft", ELMAN).toString();
        out = folder.resolve("elman.svg");
    }

    @Test
    void residualsFallFromIterationToIteration() throws IOException {
        var weft = run("plot", spec, "--bind", "B=2,N=200,D=4", "--out", out.toString());
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out()).isEqualTo("wrote    " + out + "\n");
        var svg = Files.readString(out);
        assertThat(svg)
                .contains(
                        ">Elman  B=2, N=200, D=4</text>",
                        ">iterations</text>",
                        ">greatest residual, ",
                        "all 200 steps at once");
        var circles = parsed(svg).getElementsByTagName("circle");
        assertThat(circles.getLength()).isBetween(3, 33);
        double before = 0;
        for (int n = 0; n < circles.getLength(); n++) {
            double down = Double.parseDouble(
                    circles.item(n).getAttributes().getNamedItem("cy").getNodeValue());
            assertThat(down).isGreaterThan(before);
            before = down;
        }
    }

    @Test
    void iterationsAreOverLengths() throws IOException {
        var weft = run("plot", spec, "--bind", "B=1,N=100,D=4", "--what", "iterations", "--out", out.toString());
        assertThat(weft.err()).isEmpty();
        var svg = Files.readString(out);
        assertThat(svg).contains(">steps of a sequence, N</text>", "for 100 steps: all 100 steps at once");
        // 16, 32, 64 and 100 steps.
        assertThat(parsed(svg).getElementsByTagName("circle").getLength()).isEqualTo(4);
    }

    @Test
    void partsHaveResidualsToo() throws IOException {
        var parts = Weft.spec(folder, "parts.weft", ELMAN.replace("  by deer()\n", ""));
        var weft = run("plot", parts.toString(), "--bind", "B=1,N=2000,D=4", "--out", out.toString());
        assertThat(weft.err()).isEmpty();
        assertThat(Files.readString(out)).containsPattern(" parts of \\d+ steps, settled after 2 iterations");
    }

    @Test
    void codesAreCountedAndKeysMeasured() throws IOException {
        var weft = run("plot", quantised(), "--bind", "B=2,H=4,G=2,N=60,D=4,S=12", "--what", "codes", "--out", out());
        assertThat(weft.err()).isEmpty();
        var svg = Files.readString(out);
        // Heads that share keys count them once.
        assertThat(svg)
                .contains(
                        ">240 keys, ",
                        " of 12 codes used, perplexity ",
                        "|k - c|",
                        ">codes, the most used first</text>");
        var bars = bars(svg);
        assertThat(bars).hasSize(12 + 40);
        var used = bars.subList(0, 12);
        assertThat(used).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(used.stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(240);
        assertThat(bars.subList(12, 52).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo(240);
    }

    @Test
    void codesThatCannotBeDrawnAreRefused() {
        assertFails(
                run("plot", spec, "--bind", "B=1,N=5,D=4", "--what", "codes", "--out", out()),
                1,
                "weft: Elman is a scan: it quantises no keys");
        var causal = Weft.spec(folder, "causal.weft", Weft.CAUSAL).toString();
        assertFails(
                run("plot", causal, "--bind", "B=1,H=1,N=50,D=4", "--what", "codes", "--out", out()),
                1,
                "weft: Causal quantises no keys: it has no `nearest(k, c)`");
        var sizes = "B=1,H=2,G=2,N=5,D=4,S=3";
        assertFails(
                run("plot", quantised(), "--bind", sizes, "--in", "k=const(nan)", "--what", "codes", "--out", out()),
                1,
                "weft: the keys: `nearest` finds no code: vector 0 holds NaN or a number without bound. Cure: pass finite");
        assertFails(
                run("plot", quantised(), "--bind", sizes.replace("N=5", "N=0"), "--what", "codes", "--out", out()),
                1,
                "weft: Coded has no keys for B=1, H=2, G=2, N=0");
        var two = Weft.spec(folder, "two.weft", """
                        attention Two {
                          dim   N, D, S
                          query q : f32[1, 1, N, D]
                          key   k : f32[1, 1, N, D]
                          value v : f32[1, 1, N, D]
                          table c, e : f32[S, D]
                          out   o : f32[1, 1, N, D]
                          score = q @ (c[nearest(k, c)] + e[nearest(k, e)])
                          o     = softmax(score) @ v
                        }
                        """).toString();
        assertFails(
                run("plot", two, "--bind", "N=5,D=4,S=3", "--what", "codes", "--out", out()),
                1,
                "weft: Two has several codes, `nearest(k, c)`, `nearest(k, e)`, and a picture shows one;"
                        + " cure: plot a kernel with one of them");
        assertThat(out).doesNotExist();
    }

    /// Numbers beneath bars that count stand where they are.
    @Test
    void countsHaveWholeTicksInTheirPlaces() throws IOException {
        assertThat(run("plot", quantised(), "--bind", "B=1,H=2,G=2,N=60,D=4,S=12", "--what", "codes", "--out", out())
                        .err())
                .isEmpty();
        var texts = parsed(Files.readString(out)).getElementsByTagName("text");
        var codes = new java.util.ArrayList<String>();
        for (int n = 0; n < texts.getLength(); n++) {
            var attributes = texts.item(n).getAttributes();
            var label = texts.item(n).getTextContent();
            var anchor = attributes.getNamedItem("text-anchor");
            if (label.matches("\\d+") && anchor != null && anchor.getNodeValue().equals("middle")) {
                double at = Double.parseDouble(attributes.getNamedItem("x").getNodeValue());
                if (codes.size() < 7) {
                    assertThat(at).isCloseTo(86 + Double.parseDouble(label) / 12 * 650, within(0.051));
                    codes.add(label);
                }
            }
        }
        assertThat(codes).containsExactly("0", "2", "4", "6", "8", "10", "12");
    }

    @Test
    void keysThatDoNotExistHaveNoCode() throws IOException {
        var spec = Weft.spec(folder, "ragged.weft", """
                        attention Ragged {
                          dim   B, N, M, D, S
                          param first : i32
                          where 0 <= first and first + N <= M
                          table length : i32[B]
                          query q : f32[B, 1, N, D]
                          key   k : f32[B, 1, M, D] at [b, h, j + first] for j < length[b]
                          value v : f32[B, 1, M, D] at [b, h, j + first] for j < length[b]
                          table c : f32[S, D]
                          out   o : f32[B, 1, N, D]
                          score = q @ c[nearest(k, c)]
                          o     = softmax(score) @ v
                        }
                        """);
        var weft = run(
                "plot",
                spec.toString(),
                "--bind",
                "B=3,N=9,M=12,D=4,S=5,first=2",
                "--in",
                "length=const(7)",
                "--what",
                "codes",
                "--out",
                out());
        assertThat(weft.err()).isEmpty();
        assertThat(Files.readString(out)).contains(">21 keys, ");
    }

    private String out() {
        return out.toString();
    }

    private String quantised() {
        return Weft.spec(folder, "coded.weft", """
                        attention Coded {
                          dim   B, H, G, N, D, S
                          where H mod G == 0
                          query q : f32[B, H, N, D]
                          key   k : f32[B, G, N, D] at [b, h div (H div G), j]
                          value v : f32[B, G, N, D] at [b, h div (H div G), j]
                          table c : f32[G, S, D]
                          out   o : f32[B, H, N, D]
                          let   g = h div (H div G)
                          let   z = nearest(k, c[g])
                          score = q @ c[g, z]
                          keep  = j <= i
                          o     = softmax(score) @ v
                          by    codes(of = z, block = 8)
                        }
                        """).toString();
    }

    /// How much each bar stands for, as its title says.
    private static java.util.List<Double> bars(String svg) {
        var rects = parsed(svg).getElementsByTagName("rect");
        var all = new java.util.ArrayList<Double>();
        for (int n = 0; n < rects.getLength(); n++) {
            if (rects.item(n).getAttributes().getNamedItem("class") != null) {
                var title = rects.item(n).getTextContent();
                all.add(Double.parseDouble(title.substring(title.lastIndexOf(' ') + 1)));
            }
        }
        return all;
    }

    @Test
    void whatHasNoIterationsIsRefused() {
        var steps = Weft.spec(folder, "steps.weft", ELMAN.replace("deer()", "sequential()"))
                .toString();
        var causal = Weft.spec(folder, "causal.weft", Weft.CAUSAL).toString();
        assertFails(
                run("plot", steps, "--bind", "B=1,N=50,D=4", "--out", out.toString()),
                1,
                "weft: Elman finds its steps one after the other for B=1, N=50, D=4, without iterations;");
        for (var what : new String[] {"residuals", "iterations"}) {
            assertFails(
                    run("plot", causal, "--bind", "B=1,H=1,N=50,D=4", "--what", what, "--out", out.toString()),
                    1,
                    "weft: Causal is no scan: it has no steps that iterations find");
        }
        assertFails(run("plot", spec, "--bind", "B=1,N=5,D=4"), 2, "weft: Missing required option: '--out");
        assertFails(
                run("plot", spec, "--bind", "B=1,N=5,D=4", "--out", "a.gif"),
                2,
                "weft: --out takes FILE.svg or FILE.png, not a.gif");
        assertFails(
                run("plot", spec, "--bind", "B=1,N=5,D=4", "--what", "colours", "--out", "a.svg"),
                2,
                "weft: Invalid value for option '--what'");
        assertFails(
                run(
                        "plot",
                        spec,
                        "--bind",
                        "B=1,N=5,D=4",
                        "--out",
                        folder.resolve("none/a.svg").toString()),
                1,
                "weft: --out " + folder.resolve("none/a.svg") + ": cannot be written");
    }

    private static Document parsed(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
        } catch (Exception e) {
            throw new AssertionError(svg, e);
        }
    }

    private static void assertFails(Weft weft, int status, String message) {
        assertThat(weft.err()).startsWith(message);
        assertThat(weft.status()).isEqualTo(status);
        assertThat(weft.out()).isEmpty();
    }
}
