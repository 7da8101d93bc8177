package dev.weft.cli;

import static dev.weft.cli.Weft.CAUSAL;
import static dev.weft.cli.Weft.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.console.Heap;
import dev.weft.dsl.model.CompilerBug;
import dev.weft.runtime.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every wrong input gets one clear line, status 1, and leaves nothing behind.
final class BadInputTest {
    private static final String SIZES = "B=1,H=2,N=5,D=8";

    @TempDir
    private Path folder = Path.of("");

    private String spec = "";

    @BeforeEach
    void write() {
        spec = Weft.spec(folder, "causal.weft", CAUSAL).toString();
    }

    private Weft interpret(String... more) {
        var arguments = new ArrayList<>(List.of("run", spec, "--device", "interpreter"));
        arguments.addAll(Arrays.asList(more));
        return run(arguments.toArray(String[]::new));
    }

    private static void assertFails(Weft weft, String message) {
        assertThat(weft.err()).isEqualTo("weft: " + message + "\n");
        assertThat(weft.status()).isEqualTo(1);
        assertThat(weft.out()).isEmpty();
    }

    @Test
    void shapesThatDisagree() {
        var q = Npy.file(folder, "q.npy", DType.F32, 1, 2, 5, 8);
        var k = Npy.file(folder, "k.npy", DType.F32, 1, 2, 6, 8);
        assertFails(
                interpret("--in", "q=" + q, "--in", "k=" + k),
                "dim `N` is 5 by axis 2 of %s, but 6 by axis 2 of %s".formatted(q, k));
        assertFails(
                interpret("--in", "q=" + q, "--bind", "N=7"), "dim `N` is 7 by --bind N=7, but 5 by axis 2 of " + q);
    }

    @Test
    void wrongRank() {
        var q = Npy.file(folder, "q.npy", DType.F32, 5, 8);
        assertFails(
                interpret("--in", "q=" + q),
                "`q` is f32[B, H, N, D], which has 4 axes, but %s has shape [5, 8]".formatted(q));
    }

    @Test
    void wrongType() {
        var q = Npy.file(folder, "q.npy", DType.I32, 1, 2, 5, 8);
        assertFails(interpret("--in", "q=" + q), q + ": holds i4, and `q` is f32; save it with x.astype('f4')");
    }

    @Test
    void columnMajorFile() throws IOException {
        var q = Npy.file(folder, "q.npy", DType.F32, 1, 2, 5, 8);
        var bytes = new String(Files.readAllBytes(q), java.nio.charset.StandardCharsets.ISO_8859_1);
        Files.writeString(q, bytes.replace("False", "True "), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertFails(
                interpret("--in", "q=" + q),
                q + ": the array is stored column by column (fortran_order); save np.ascontiguousarray(a) instead");
    }

    @Test
    void truncatedFile() throws IOException {
        var q = Npy.file(folder, "q.npy", DType.F32, 1, 2, 5, 8);
        Files.write(q, Arrays.copyOf(Files.readAllBytes(q), 200));
        assertFails(
                interpret("--in", "q=" + q),
                q
                        + ": truncated: f4 of shape [1, 2, 5, 8] needs 320 bytes of data, 72 are there; copy or save it again");
        Files.write(q, Arrays.copyOf(Files.readAllBytes(q), 60));
        assertFails(
                interpret("--in", "q=" + q),
                q + ": truncated: the header needs 118 bytes, 50 are there; copy or save it again");
        Files.write(q, new byte[0]);
        assertFails(interpret("--in", "q=" + q), q + ": not an .npy file (it has 0 bytes); write it with np.save");
    }

    @Test
    void missingFiles() {
        assertFails(
                interpret("--in", "q=" + folder.resolve("none.npy")),
                folder.resolve("none.npy") + ": no such file or folder: " + folder.resolve("none.npy"));
        assertFails(interpret("--in", "q=" + folder), folder + ": a folder, not an .npy file");
        assertFails(run("run", "none.weft"), "none.weft: no such file");
        assertFails(run("check", folder.toString()), folder + ": is a directory, not a spec");
    }

    @Test
    void unwritableOutputIsToldBeforeTheRun() {
        var out = folder.resolve("none").resolve("o.npy");
        assertFails(
                interpret("--bind", SIZES, "--out", "o=" + out),
                "%s: the folder %s does not exist".formatted(out, out.getParent()));
        assertFails(
                interpret("--bind", SIZES, "--out", "o=" + folder),
                folder + ": is a directory; an out needs a file of its own");
        var below = Weft.spec(folder, "file", "").resolve("o.npy");
        assertFails(
                interpret("--bind", SIZES, "--out", "o=" + below),
                "%s: %s is a file, not a folder".formatted(below, below.getParent()));
    }

    @Test
    void unboundNames() {
        assertFails(
                interpret("--bind", "B=1,D=8"),
                "Causal has no size for H, N; cure: --bind H=…,N=…, or --in files whose shapes say it");
    }

    @Test
    void unknownNames() {
        assertFails(interpret("--bind", "M=1"), "--bind M: Causal has no dim or param `M`; it has B, H, N, D");
        assertFails(interpret("--in", "x=randn(1)"), "--in x: Causal has no tensor `x`; its inputs are q, k, v");
        assertFails(interpret("--out", "x=x.npy"), "--out x: Causal has no out `x`; its outs are o");
        assertFails(interpret("--in", "o=o.npy"), "--in o: `o` is an out of Causal; to store it: --out o=o.npy");
    }

    @Test
    void badSizes() {
        assertFails(interpret("--bind", "N=-1"), "--bind N=-1: a dim is a whole number from 0 to 2147483647");
        assertFails(interpret("--bind", "N=many"), "--bind N=many: a dim is a whole number from 0 to 2147483647");
    }

    @Test
    void brokenWhere() {
        assertFails(interpret("--bind", "B=1,H=2,N=5,D=65"), "where D <= 64 does not hold: D=65");
    }

    @Test
    void tooLittleMemory() {
        var weft = interpret("--bind", "B=2000000,H=2000000,N=2000000,D=8");
        assertThat(weft.status()).isEqualTo(1);
        assertThat(weft.err().lines()).hasSize(1);
        assertThat(weft.err()).contains("more bytes than a long can count");
    }

    @Test
    void tooLittleMemoryNamesBytes() {
        var weft = interpret("--bind", "B=1,D=64,N=2000000,H=1000");
        assertThat(weft.status()).isEqualTo(1);
        assertThat(weft.err().lines()).hasSize(1);
        assertThat(weft.err()).contains("needs 476.8 GiB of off-heap memory");
    }

    @Test
    void aFullHeapSaysHowMuchWasAskedForAndWhatToRaise() {
        var error = new OutOfMemoryError("Java heap space for 819200000 bytes, a tensor [1, 8, 200000, 64]");
        assertThat(Heap.full(error))
                .contains("819200000 bytes", " MiB", "WEFT_JAVA_OPTS=-Xmx")
                .doesNotContain("\n");
        assertThat(Trouble.of(new CompilerBug("run", error)).message()).isEqualTo(Heap.full(error));
    }

    @Test
    void integersNeedNumbers() {
        spec = Weft.spec(
                        folder,
                        "doc.weft",
                        CAUSAL.replace("out ", "table doc : i32[B, N]\n  out ")
                                .replace("j <= i", "doc[b, i] == doc[b, j]"))
                .toString();
        assertFails(
                interpret("--bind", SIZES),
                "`doc` is i32 and has no natural random numbers; give it some: --in doc=doc.npy or --in doc=const(0)");
        assertFails(
                interpret("--bind", SIZES, "--in", "doc=randn(1)"),
                "--in doc=randn(1): `doc` is i32, and randn gives reals; use a file or const(V)");
        assertFails(
                interpret("--bind", SIZES, "--in", "doc=const(0.5)"),
                "--in doc=const(0.5): `doc` is i32, which has no such value");
    }

    @Test
    void severalKernels() {
        spec = Weft.spec(folder, "two.weft", CAUSAL + CAUSAL.replace("Causal", "Other"))
                .toString();
        assertFails(interpret("--bind", SIZES), spec + ": has 2 kernels, choose one: --kernel Causal | Other");
    }

    @Test
    void tornadoNeedsTornadoVm() {
        assertFails(
                run("run", spec, "--bind", SIZES, "--device", "tornado"),
                "--device tornado: TORNADOVM_HOME is not set: set it to a TornadoVM 5.2 SDK for JDK 25, which brings its devices");
    }

    @Test
    void misuse() {
        assertThat(run("run", spec, "--device", "gpu").status()).isEqualTo(2);
        assertThat(run("run", spec, "--bind", "N").err()).isEqualTo("weft: --bind takes NAME=VALUE, not `N`\n");
        assertThat(run("run", spec, "--bind", "N").status()).isEqualTo(2);
        assertThat(run("run", spec, "--repeat", "0").status()).isEqualTo(2);
        assertThat(run("generate", spec).status()).isEqualTo(2);
        assertThat(run("nonsense").status()).isEqualTo(2);
        assertThat(run().status()).isEqualTo(2);
    }

    @Test
    void randomBytes() throws IOException {
        var bytes = new byte[2000];
        new java.util.Random(1).nextBytes(bytes);
        var weft = run("check", Files.write(folder.resolve("noise.weft"), bytes).toString());
        assertThat(weft.status()).isEqualTo(1);
        assertThat(weft.err())
                .startsWith("error[W01")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        var out = Files.writeString(folder.resolve("o.npy"), "old");
        assertThat(interpret("--bind", "B=1,H=2,N=5,D=65", "--out", "o=" + out).status())
                .isEqualTo(1);
        assertThat(interpret("--bind", SIZES, "--out", "o=" + out, "--in", "q=none.npy")
                        .status())
                .isEqualTo(1);
        assertThat(out).hasContent("old");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(out, Path.of(spec));
        }
    }
}
