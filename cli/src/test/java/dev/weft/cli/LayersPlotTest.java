package dev.weft.cli;

import static dev.weft.cli.Weft.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/// Receptive fields of stacks, as pictures.
final class LayersPlotTest {
    private static final String WINDOWS = """
            signature Mha {
              dim   B, H, N, D
              query q : f32[B, H, N, D]
              key   k : f32[B, H, N, D]
              value v : f32[B, H, N, D]
              out   o : f32[B, H, N, D]
            }
            attention Near : Mha {
              param w : i32
              score = q @ k / sqrt(D)
              keep  = 0 <= i - j < w
              o     = softmax(score) @ v
            }
            attention Full : Mha {
              score = q @ k / sqrt(D)
              keep  = j <= i
              o     = softmax(score) @ v
            }
            stack Windows {
              param L, w : i32
              layer l in 1 ..< L + 1 : Near(w = w * l)
            }
            stack Mixed {
              param L, w, f : i32
              layer l in 1 ..< L + 1 where l != f : Near(w = w)
              layer l in 1 ..< L + 1 where l == f : Full
            }
            """;

    @TempDir
    private Path folder = Path.of("");

    private String spec = "";
    private String out = "";

    @BeforeEach
    void write() {
        spec = Weft.spec(folder, "windows.weft", WINDOWS).toString();
        out = folder.resolve("field.svg").toString();
    }

    private String svg(String stack, String bind, String... options) throws IOException {
        var command = new ArrayList<>(List.of("plot", spec, "--kernel", stack, "--bind", bind, "--out", out));
        command.addAll(List.of(options));
        var weft = run(command.toArray(String[]::new));
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out()).isEqualTo("wrote    " + out + "\n");
        return Files.readString(Path.of(out));
    }

    private static List<Element> bars(String svg, String kind) {
        return Svgs.elements(svg, "rect").stream()
                .filter(rect -> rect.getAttribute("class").equals(kind))
                .toList();
    }

    private static List<String> notes(String svg) {
        return bars(svg, "reads").stream().map(Element::getTextContent).toList();
    }

    /// Tokens that a bar covers, of so many in all.
    private static List<Long> tokens(String svg, String kind, int all) {
        double whole = 462.0;
        return bars(svg, kind).stream()
                .map(bar -> Math.round(Svgs.number(bar, "width") / whole * all))
                .toList();
    }

    @Test
    void windowsAddUpFromBelowAndFromAbove() throws IOException {
        // Windows of 3, 6 and 9: a token sees 3, 3 + 5, 3 + 5 + 8 tokens; one of the last layer 9, 9 + 5, 9 + 5 + 2.
        var svg = svg("Windows", "L=3,w=3");
        assertThat(notes(svg))
                .containsExactly(
                        "layer 3 reads 9, sees 16, serves 9",
                        "layer 2 reads 6, sees 8, serves 14",
                        "layer 1 reads 3, sees 3, serves 16");
        assertThat(tokens(svg, "reads", 16)).containsExactly(9L, 6L, 3L);
        assertThat(tokens(svg, "sees", 16)).containsExactly(16L, 8L, 3L);
        assertThat(svg)
                .contains(
                        ">Windows  L=3, w=3</text>",
                        ">Near(w=9)</text>",
                        ">sees</text>",
                        ">tokens back, its own the first<")
                .doesNotContain("Sampled", "the first token");
        // The cone widens downwards: its last place is as far left as the field of the last layer.
        double left = Svgs.number(bars(svg, "sees").getFirst(), "x");
        assertThat(svg).contains("%.0f,".formatted(left));
    }

    @Test
    void nothingIsFurtherThanAll() throws IOException {
        var svg = svg("Mixed", "L=4,w=5,f=3,N=64");
        assertThat(notes(svg))
                .containsExactly(
                        "layer 4 reads 5, sees all, serves 5",
                        "layer 3 reads all, sees all, serves all",
                        "layer 2 reads 5, sees 9, serves all",
                        "layer 1 reads 5, sees 5, serves all");
        assertThat(tokens(svg, "reads", 64)).containsExactly(5L, 64L, 5L, 5L);
        assertThat(tokens(svg, "sees", 64)).containsExactly(64L, 64L, 9L, 5L);
        assertThat(svg).contains(">What reaches the left end goes back to the first token</text>");
    }

    @Test
    void windowsEndWithTheSequence() throws IOException {
        assertThat(tokens(svg("Windows", "L=3,w=3,N=8"), "sees", 8)).containsExactly(8L, 8L, 3L);
    }

    @Test
    void manyLayersAreSampledAndSaySo() throws IOException {
        var svg = svg("Mixed", "L=1000,w=3,f=500");
        assertThat(notes(svg))
                .hasSize(125)
                .startsWith("layer 1000 reads 3, sees all, serves 3")
                .contains("layer 500 reads all, sees all, serves all")
                .endsWith("layer 8 reads 3, sees 17, serves all");
        assertThat(svg).contains(">Sampled: of 8 layers the one that reads most is drawn</text>");
    }

    @Test
    void pngShowsTheSame() throws IOException {
        var svg = svg("Mixed", "L=4,w=5,f=3,N=64", "--what", "field");
        var png = folder.resolve("field.png");
        var weft = run("plot", spec, "--kernel", "Mixed", "--bind", "L=4,w=5,f=3,N=64", "--out", png.toString());
        assertThat(weft.err()).isEmpty();
        var image = ImageIO.read(png.toFile());
        var full = bars(svg, "reads").get(1);
        int x = (int) (2 * (Svgs.number(full, "x") + Svgs.number(full, "width") / 2));
        int y = (int) (2 * (Svgs.number(full, "y") + 8));
        assertThat(image.getRGB(x, y) & 0xffffff).isEqualTo(0x1f5fa8);
    }

    @Test
    void theOtherPicturesAreOfKernels() {
        var mask = run("plot", spec, "--kernel", "Mixed", "--bind", "L=4,w=5,f=3", "--what", "mask", "--out", out);
        assertThat(mask.status()).isOne();
        assertThat(mask.err()).contains("Mixed is a stack; choose one of its layers' kernels: --kernel Near | Full");
        var tile = run("plot", spec, "--kernel", "Mixed", "--bind", "L=4,w=5,f=3", "--tile", "8x8", "--out", out);
        assertThat(tile.status()).isEqualTo(2);
        assertThat(tile.err()).contains("--in, --at and --tile are for a kernel; of the stack Mixed layers are drawn");
        var near =
                run("plot", spec, "--kernel", "Near", "--bind", "B=1,H=1,N=8,D=8,w=3", "--what", "field", "--out", out);
        assertThat(near.status()).isOne();
        assertThat(near.err()).contains("Near is no stack: it has no layers through which it could see further");
        var size = run("plot", spec, "--kernel", "Mixed", "--bind", "L=4,w=5,f=3,N=many", "--out", out);
        assertThat(size.status()).isOne();
        assertThat(size.err()).contains("--bind N=many: a size is a whole number from 0 on");
        assertThat(run("plot", spec, "--kernel", "Mixed", "--bind", "L=4", "--out", out)
                        .err())
                .contains("Mixed has no value for w, f; cure: --bind w=…,f=…");
        assertThat(Path.of(out)).doesNotExist();
    }

    @Test
    void thePageOfAStackHasThePicture() throws IOException {
        var page = folder.resolve("stack.html");
        var weft = run("explain", spec, "--kernel", "Mixed", "--bind", "L=4,w=5,f=3", "--html", page.toString());
        assertThat(weft.err()).isEmpty();
        assertThat(Files.readString(page)).contains("layer 3 reads all, sees all, serves all");
    }
}
