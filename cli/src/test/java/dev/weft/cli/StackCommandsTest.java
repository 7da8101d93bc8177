package dev.weft.cli;

import static dev.weft.cli.Weft.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stacks from the command line.
final class StackCommandsTest {
    private static final String HWFA = """
            import std.position
            signature Mha {
              dim   B, H, N, D
              query q : f32[B, H, N, D]
              key   k : f32[B, H, N, D]
              value v : f32[B, H, N, D]
              out   o : f32[B, H, N, D]
            }
            attention WindowRope : Mha {
              param w : i32
              score = rope(q, i) @ rope(k, j) / sqrt(D)
              keep  = 0 <= i - j < w
              o     = softmax(score) @ v
            }
            attention FullNope : Mha {
              param T : i32
              score = log_scale(i, T) * q @ k / sqrt(D)
              keep  = j <= i
              o     = softmax(score) @ v
            }
            stack Hwfa {
              param L, w, T : i32
              where 4 * ((w - 1) * (L - 1) + 1) <= 3 * T
              layer 1 ..< L : WindowRope(w = w)
              layer L       : FullNope(T = T)
            }
            """;
    private static final String SIZES = "L=4,w=5,T=64,B=1,H=2,N=64,D=8";

    @TempDir
    private Path folder = Path.of("");

    private String spec = "";

    @BeforeEach
    void write() {
        spec = Weft.spec(folder, "hwfa.weft", HWFA).toString();
    }

    @Test
    void aStackChecks() {
        var weft = run("check", spec);
        assertThat(weft.err()).isEmpty();
        assertThat(weft.status()).isZero();
    }

    @Test
    void explainShowsLayersReceptiveFieldsAndCaches() {
        var weft = run("explain", spec, "--kernel", "Hwfa", "--bind", SIZES);
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .contains(
                        "where 4 * ((w - 1) * (L - 1) + 1) <= 3 * T",
                        "layer 1 ..< L : WindowRope(w = w)",
                        "cache a ring: `keep` looks back at most w - 1 tokens, however long the sequence",
                        "cache pages: `keep` may look back to the first token",
                        "1 WindowRope(w=5) 5 4 tokens 0.000 MiB",
                        "3 WindowRope(w=5) 13 4 tokens 0.000 MiB",
                        "4 FullNope(T=64) all all 0.008 MiB");
        // 3 rings of 4 tokens beside one cache of 64: 76 of 256
        assertThat(weft.out()).contains("(29.7 %)");
        assertThat(run("explain", spec).out()).contains("layer     L : FullNope(T = T)");
    }

    @Test
    void brokenFactsAreQuotedWithTheirNumbers() {
        var weft = run("explain", spec, "--kernel", "Hwfa", "--bind", "L=24,w=18,T=512");
        assertThat(weft.status()).isOne();
        assertThat(weft.err())
                .contains("where 4 * ((w - 1) * (L - 1) + 1) <= 3 * T does not hold: w=18, L=24, T=512 (1568 <= 1536)");
        assertThat(run("explain", spec, "--kernel", "Hwfa", "--bind", "L=24").err())
                .contains("Hwfa has no value for w, T; cure: --bind w=…,T=…");
        assertThat(run("explain", spec, "--kernel", "Hwfa", "--bind", "x=24").err())
                .contains("--bind x: Hwfa has no param `x`, and its layers no dim of that name");
    }

    @Test
    void runTakesAllLayersThatDifferOnce() {
        var weft = run("run", spec, "--kernel", "Hwfa", "--bind", SIZES, "--device", "jvm", "--verify");
        assertThat(weft.err()).isEmpty();
        assertThat(weft.status()).isZero();
        assertThat(weft.out()).contains("layers 1-3: WindowRope(w=5)\n", "layer 4: FullNope(T=64)\n");
        assertThat(weft.out().lines().filter(line -> line.startsWith("verified `o` on all 128 rows")))
                .hasSize(2);
    }

    @Test
    void runTakesOneLayerAndStoresItsOut() {
        var out = folder.resolve("o.npy");
        var weft = run(
                "run",
                spec,
                "--kernel",
                "Hwfa",
                "--bind",
                SIZES,
                "--device",
                "interpreter",
                "--layer",
                "4",
                "--out",
                "o=" + out);
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out()).startsWith("layer 4: FullNope(T=64)\n").doesNotContain("WindowRope");
        assertThat(out).exists();
        assertThat(run("run", spec, "--kernel", "Hwfa", "--bind", SIZES, "--out", "o=" + out)
                        .err())
                .contains("--out stores what one layer writes: say which, --layer 1 to --layer 4");
        assertThat(run("run", spec, "--kernel", "Hwfa", "--bind", SIZES, "--layer", "5")
                        .err())
                .contains("--layer 5: Hwfa has layers 1 to 4");
        assertThat(run("run", spec, "--kernel", "FullNope", "--bind", "T=3,B=1,H=1,N=4,D=4", "--layer", "1")
                        .err())
                .contains("--layer 1: FullNope is no stack");
    }

    @Test
    void aPageHasTheFacadeAndTheFormsThatReadCaches() throws IOException {
        var page = folder.resolve("hwfa.html");
        var weft = run("explain", spec, "--kernel", "Hwfa", "--bind", SIZES, "--html", page.toString());
        assertThat(weft.err()).isEmpty();
        assertThat(Files.readString(page))
                .contains("<h1>Hwfa</h1>", "<h1>WindowRope</h1>", "<h1>FullNope</h1>")
                .contains(
                        "<code>Hwfa.java</code>",
                        "<code>WindowRopeRing.java</code>",
                        "<code>FullNopePaged.java</code>");
    }

    @Test
    void generateWritesTheFacadeAndTheFormsThatReadCaches() {
        var weft = run("generate", spec, "--out", folder.toString(), "--package", "demo", "--target", "scalar");
        assertThat(weft.err()).isEmpty();
        for (var name :
                new String[] {"Hwfa", "WindowRope", "WindowRopeRing", "WindowRopeRingScalar", "FullNopePaged"}) {
            assertThat(Files.exists(folder.resolve("demo/" + name + ".java")))
                    .as(name)
                    .isTrue();
        }
    }
}
