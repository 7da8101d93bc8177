package dev.weft.cli;

import static dev.weft.cli.Weft.CAUSAL;
import static dev.weft.cli.Weft.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `check`, `explain`, `generate` and `devices`.
final class CommandsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void checkIsSilentAboutGoodSpecsAndTellsAllBadOnes() {
        var good = Weft.spec(folder, "good.weft", CAUSAL).toString();
        var bad = Weft.spec(folder, "bad.weft", CAUSAL.replace("j <= i", "j <= n"))
                .toString();
        assertThat(run("check", good)).isEqualTo(new Weft(0, "", ""));
        var weft = run("check", bad, good, bad);
        assertThat(weft.status()).isEqualTo(1);
        assertThat(weft.err().split("error\\[W", -1)).hasSize(3);
    }

    @Test
    void explainShowsTilesOnceSizesAreBound() {
        var spec = Weft.spec(folder, "causal.weft", CAUSAL).toString();
        assertThat(run("explain", spec).out())
                .contains("keep      j <= i")
                .contains("keys      [0, greatest(i) + 1)")
                .endsWith("adds schedule and cost, and the tile classes of an attention.\n");
        var bound = run("explain", spec, "--bind", "B=1,H=1,N=1000,D=64");
        assertThat(bound.err()).isEmpty();
        assertThat(bound.out())
                .contains("500 500 kept pairs, 256 flops each")
                .contains("#")
                .contains("roofline");
    }

    /// One tile of rows, one of codes: 1 for the tile, 2 to begin, and half a tile of keys folds, rounded up.
    @Test
    void explainPrintsWhatPrefixesCost() {
        var spec = Weft.spec(folder, "coded.weft", """
                        attention Coded {
                          dim   N, D, S
                          query q : f32[1, 1, N, D]
                          key   k : f32[1, 1, N, D]
                          value v : f32[1, 1, N, D]
                          table c : f32[S, D]
                          out   o : f32[1, 1, N, D]
                          let   z = nearest(k, c)
                          score = q @ c[z]
                          keep  = j <= i
                          o     = softmax(score) @ v
                          by    codes(of = z, block = 8)
                        }
                        """).toString();
        assertThat(run("explain", spec, "--bind", "N=10,D=8,S=12").out())
                .contains("prefix    serial: the state of each of 1 groups goes from tile to tile")
                .contains("tile of keys: serial 4; two-level 5 with 1 runs, 5 with 1")
                .contains("made of 1 for each tile of rows, less where nothing is far yet, 2 to begin a run, ")
                .contains(", 1 to fold all first;");
        assertThat(run("explain", spec, "--bind", "N=100000,D=8,S=12").out())
                .containsPattern("prefix    (serial|two-level): ")
                .containsPattern("costs, .* serial \\d+; two-level \\d+ with \\d+ runs, \\d+ with \\d+");
    }

    /// 8 states after every 16 keys, each of 12 counts twice and 12 means of 8 numbers, and two of its label.
    @Test
    void explainSaysWhoseStatesADeviceKeeps() {
        var spec = Weft.spec(folder, "packed.weft", """
                        attention Packed {
                          dim   N, D, S
                          query q : f32[1, 1, N, D]
                          key   k : f32[1, 1, N, D]
                          value v : f32[1, 1, N, D]
                          table c : f32[S, D]
                          table doc : i32[N]
                          out   o : f32[1, 1, N, D]
                          let   z = nearest(k, c)
                          score = q @ c[z]
                          keep  = j <= i and doc[i] == doc[j]
                          o     = softmax(score) @ v
                          by    codes(of = z, block = 8)
                        }
                        """).toString();
        assertThat(run("explain", spec, "--bind", "N=100,D=8,S=12").out())
                .contains("reset     the state begins anew where doc[i] changes")
                .contains("about as many means as there are values; each is of one query's labels")
                .contains("on a device 8 states of codes, which take 3.90 kB");
    }

    @Test
    void generateWritesOnlyWhatChanges() throws IOException {
        var spec = Weft.spec(folder, "causal.weft", CAUSAL).toString();
        var out = folder.resolve("java").toString();
        assertThat(run("generate", spec, "--out", out, "--package", "demo", "--target", "v256,scalar")
                        .out())
                .startsWith("3 of 3 files written");
        assertThat(run("generate", spec, "--out", out, "--package", "demo", "--target", "v256,scalar")
                        .out())
                .startsWith("0 of 3 files written");
        try (var files = Files.list(folder.resolve("java/demo"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("Causal.java", "CausalV256.java", "CausalScalar.java");
        }
    }

    @Test
    void generateWritesKernelsForTornado() throws IOException {
        var spec = Weft.spec(folder, "causal.weft", CAUSAL).toString();
        var out = folder.resolve("java").toString();
        var weft = run("generate", spec, "--out", out, "--package", "demo", "--target", "tornado");
        assertThat(weft.err()).isEmpty();
        try (var files = Files.list(folder.resolve("java/demo"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("Causal.java", "CausalTornado.java");
        }
        assertThat(folder.resolve("java/demo/CausalTornado.java"))
                .content()
                .contains("import uk.ac.manchester.tornado.api.KernelContext;")
                .contains("context.localBarrier();");
    }

    @Test
    void devicesSayWhyNot() {
        var weft = run("devices");
        assertThat(weft.status()).isZero();
        assertThat(weft.out().lines())
                .anyMatch(line -> line.startsWith("jvm          yes  "))
                .anyMatch(line -> line.startsWith("tornado      no   TORNADOVM_HOME is not set: "))
                .containsSequence(
                        "emulator     yes  TornadoVM OPENCL, Weft emulator (CPU)",
                        "                  48 KiB local memory, work-groups of up to 1,024, 1 compute unit, 2,048 MiB, with double precision; kernels as work-groups (the device has work-groups and local memory)");
    }

    @Test
    void helpNamesEveryOptionOfTheLanguagePage() {
        assertThat(run("run", "--help").out())
                .contains("--kernel", "--bind", "--in", "--out", "--device", "--verify", "--repeat");
        assertThat(run("--help").out())
                .contains("check", "format", "explain", "generate", "run", "devices", "cache", "lsp");
    }
}
