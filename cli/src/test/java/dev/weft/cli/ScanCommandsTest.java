package dev.weft.cli;

import static dev.weft.cli.Weft.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.runtime.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scans from the command line.
final class ScanCommandsTest {
    private static final String GRU = """
            /// A gated recurrent unit.
            scan Gru {
              dim    B, N, X, D
              where  D <= 64
              input  x : f32[B, N, X]
              weight Wr, Wz, Wn : f32[D, X]
              weight Ur, Uz, Un : f32[D, D]
              weight br, bz, bn, cn : f32[D]
              init   h0 : f32[B, D]
              state  h : f32[B, N, D] from h0
              let r = sigmoid(Wr @ x[t] + Ur @ h[t-1] + br)
              let z = sigmoid(Wz @ x[t] + Uz @ h[t-1] + bz)
              let n = tanh(Wn @ x[t] + r * (Un @ h[t-1] + cn) + bn)
              h[t] = (1 - z) * n + z * h[t-1]
            }
            """;
    private static final String SIZES = "B=1,N=300,X=3,D=8";

    @TempDir
    private Path folder = Path.of("");

    private String spec = "";

    @BeforeEach
    void write() {
        spec = Weft.spec(folder, "gru.weft", GRU).toString();
    }

    @Test
    void jvmAgreesWithTheInterpreter() {
        var out = folder.resolve("h.npy");
        var weft = run("run", spec, "--bind", SIZES, "--device", "jvm", "--verify", "--out", "h=" + out);
        assertThat(weft.err()).isEmpty();
        assertThat(weft.status()).isZero();
        assertThat(weft.out().lines())
                .anyMatch(line -> line.equals("kernel   Gru  B=1, N=300, X=3, D=8"))
                .anyMatch(line -> line.startsWith("solved   "))
                .anyMatch(line -> line.equals("work     158 kFLOP in products: 300 steps, 528 flops each"))
                .anyMatch(line -> line.startsWith("verified `h` on all 300 rows: max error "))
                .anyMatch(line -> line.equals("wrote    " + out));
        assertThat(dev.weft.runtime.npy.Npy.header(out).shape()).containsExactly(1L, 300L, 8L);
    }

    /// What the run found is told: whether the steps agreed, and how many did not.
    @Test
    void howTheStepsWereFoundIsSaid() {
        var steps = Weft.spec(folder, "steps.weft", GRU.replace("}\n", "  by sequential()\n}\n"))
                .toString();
        assertThat(run("run", steps, "--bind", SIZES, "--device", "jvm").out()).contains("solved   step by step\n");
        var interpreted = run("run", spec, "--bind", SIZES, "--device", "interpreter");
        assertThat(interpreted.err()).isEmpty();
        assertThat(interpreted.out()).doesNotContain("solved");
    }

    @Test
    void everyStateAndOutIsVerifiedAndWritten() {
        var lstm = Weft.spec(folder, "two.weft", """
                scan Two {
                  dim   B, N
                  input x : f64[B, N]
                  state p : f64[B, N]
                  state q : f64[B, N]
                  out   y : f16[B, N]
                  p[t] = 0.5 * p[t-1] + x[t]
                  q[t] = tanh(p[t] - q[t-1])
                  y[t] = p[t] + q[t-1]
                }
                """).toString();
        var p = folder.resolve("p.npy");
        var y = folder.resolve("y.npy");
        var weft = run(
                "run", lstm, "--bind", "B=3,N=40", "--device", "jvm", "--verify", "--out", "p=" + p, "--out", "y=" + y);
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out())
                .contains(
                        "verified `p` on all 120 rows", "verified `q` on all 120 rows", "verified `y` on all 120 rows");
        assertThat(dev.weft.runtime.npy.Npy.header(p).shape()).containsExactly(3L, 40L);
        assertThat(dev.weft.runtime.npy.Npy.header(y).shape()).containsExactly(3L, 40L);
    }

    @Test
    void noStepsAndNoNumbers() {
        for (var more : new String[] {"x=const(0)", "x=const(nan)", "h0=const(inf)"}) {
            for (var sizes : new String[] {"B=1,N=0,X=3,D=8", "B=0,N=5,X=3,D=8", "B=2,N=30,X=3,D=8"}) {
                var weft = run("run", spec, "--bind", sizes, "--device", "jvm", "--verify", "--in", more);
                assertThat(weft.err()).isEmpty();
                assertThat(weft.status()).isZero();
            }
        }
    }

    @Test
    void explainTellsWhatIsDoneWhen() {
        var weft = run("explain", spec);
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out()).startsWith("""
                Gru
                  r         sigmoid(Wr @ x[t] + Ur @ h[t-1] + br)
                  z         sigmoid(Wz @ x[t] + Uz @ h[t-1] + bz)
                  n         tanh(Wn @ x[t] + r * (Un @ h[t-1] + cn) + bn)
                  h         (1 - z) * n + z * h[t-1]
                  strategy  \
                """);
        assertThat(weft.out())
                .contains("  states    h\n")
                .contains("  ahead     Wz, Wn, Wr multiplied for many steps at once, as no state is needed\n")
                .contains("  step      Uz, Ur, Un multiplied at every step\n")
                .contains("  after     no product\n");
        var bound = run("explain", spec, "--bind", SIZES);
        assertThat(bound.err()).isEmpty();
        assertThat(bound.out())
                .contains("  for       B=1, N=300, X=3, D=8\n")
                .contains("  schedule  ")
                .contains("  work      158 kFLOP in products: 300 steps, 528 flops each\n")
                .contains("  traffic   14.4 kB at least, every tensor once")
                .contains("  roofline  ");
    }

    /// A gated mean stays between its parts, and where it started.
    @Test
    void explainTellsWhatIterationsAreClippedTo() {
        var newton = Weft.spec(folder, "newton.weft", GRU.replace("}\n", "  by deer()\n}\n"))
                .toString();
        assertThat(run("explain", newton).out())
                .contains("  range     h is proved to stay within [-1, 1] and what it starts with; iterates are clipped"
                        + " to that\n");
        assertThat(run("explain", spec).out()).doesNotContain("  range ");
    }

    /// What was chosen for a scan, before the run and after it: how long windows are, and how many.
    @Test
    void explainAndReportTellTheWindows() {
        var windows = Weft.spec(folder, "windows.weft", GRU.replace("}\n", "  by deer(window = 128)\n}\n"))
                .toString();
        assertThat(run("explain", windows, "--bind", SIZES).out())
                .contains(": 3 windows of 128 steps, one after the other, as the spec asks; up to 32 iterations each;")
                .contains(" steps are evaluated ");
        assertThat(run("run", windows, "--bind", SIZES, "--device", "jvm").out())
                .containsPattern("solved   3 windows of 128 steps, \\d+ iterations in all, residual ");
        var whole = Weft.spec(folder, "whole.weft", GRU.replace("}\n", "  by deer()\n}\n"))
                .toString();
        assertThat(run("explain", whole, "--bind", SIZES).out()).contains(": all 300 steps in one window; ");
        assertThat(run("run", whole, "--bind", SIZES, "--device", "jvm").out())
                .contains("solved   all 300 steps at once, ");
    }

    /// What each way is estimated to take, which is the least, and that the run does it.
    @Test
    void explainPrintsTheEstimatesThatKernelsChooseBy() {
        var few = run("explain", spec, "--bind", "B=1,N=30000,X=3,D=8");
        assertThat(few.err()).isEmpty();
        assertThat(few.out())
                .containsPattern(
                        "  estimate  sequential: 30 000 steps of \\d[\\d ]* vector operations, one sequence at a time"
                                + " on a worker: [\\d.]+ m?s\n")
                .containsPattern(
                        "            parts: \\d+ of [\\d ]+ steps, \\d+ side by side on a worker, and 64 of each"
                                + " again: [\\d.]+ (ms|µs)\n")
                .containsPattern("            newton: all steps evaluated and differentiated 6 times, 5 linear"
                        + " recurrences: [\\d.]+ m?s\n")
                .containsPattern("  choice    parts, for 0\\.\\d+ of the time of single steps where the cell forgets; ")
                .contains("            `weft run --probe` measures parts and single steps, and keeps the faster\n");
        var brief = run("explain", spec, "--bind", "B=1,N=100,X=3,D=8").out();
        assertThat(brief)
                .contains(
                        "            parts: no more than one\n",
                        "  choice    sequential: a part has 64 steps at least\n");
        assertThat(run("run", spec, "--bind", "B=1,N=100,X=3,D=8", "--device", "jvm")
                        .out())
                .contains("solved   step by step\n");
        assertThat(run("explain", spec, "--bind", "B=4096,N=300,X=3,D=8").out())
                .contains("  choice    sequential: there are sequences enough for all workers\n");
        var steps = Weft.spec(folder, "by.weft", GRU.replace("}\n", "  by sequential()\n}\n"))
                .toString();
        assertThat(run("explain", steps, "--bind", SIZES).out()).doesNotContain("estimate", "choice");
    }

    @Test
    void explainTellsTheStream() {
        var gated = Weft.spec(folder, "gated.weft", """
                scan Gated {
                  dim   B, N, D
                  input a, x : f32[B, N, D]
                  state h : f32[B, N, D]
                  h[t] = sigmoid(a[t]) * h[t-1] + x[t]
                }
                """).toString();
        assertThat(run("explain", gated, "--bind", "B=64,N=300,D=64").out())
                .contains(": step by step, ", "each number a recurrence of its own that is read and written once")
                .contains("  choice    sequential as a stream: there are sequences enough for all workers\n");
    }

    @Test
    void wrongShapesGetOneClearLine() {
        var wide = Npy.file(folder, "wide.npy", DType.F32, 8, 9);
        var flat = Npy.file(folder, "flat.npy", DType.F32, 8);
        assertFails(
                run("run", spec, "--bind", SIZES, "--in", "Ur=" + wide),
                "dim `D` is 8 by --bind D=8, but 9 by axis 1 of " + wide);
        assertFails(
                run("run", spec, "--bind", SIZES, "--in", "Ur=" + flat),
                "`Ur` is f32[D, D], which has 2 axes, but %s has shape [8]".formatted(flat));
        assertFails(
                run("run", spec, "--bind", SIZES, "--out", "x=" + folder.resolve("x.npy")),
                "--out x: Gru has no out `x`; its outs are h");
        assertFails(run("run", spec, "--bind", "B=1,N=3,X=3,D=80"), "where D <= 64 does not hold: D=80");
    }

    /// A probe measures both ways where there are two, and says so where there are not.
    @Test
    void probesSayWhatTheyMeasured() {
        var weft = run("run", spec, "--bind", "B=1,N=2048,X=3,D=8", "--device", "jvm", "--probe", "--repeat", "2");
        assertThat(weft.err()).isEmpty();
        assertThat(weft.status()).isZero();
        assertThat(weft.out().lines())
                .anyMatch(line -> line.matches("probed   \\d+ parts in .* ms, step by step in .* ms: .* kept")
                        || line.matches("probed   step by step in .* ms, \\d+ parts in .* ms: .* kept"));
        assertThat(run("run", spec, "--bind", "B=1,N=9,X=3,D=8", "--device", "interpreter", "--probe")
                        .out())
                .contains("probed   nothing: there is one way to run this here\n");
    }

    /// By angles from a table, and by such as the device computes from an input.
    @Test
    void scansTurnVectorsOnDevices() {
        var turned = Weft.spec(folder, "turned.weft", """
                scan Turned {
                  dim   B, N
                  dim   D = 6
                  param s : f32
                  input x : f32[B, N, D]
                  input p : f32[B, N]
                  state h : f32[B, N, D]
                  h[t] = 0.5 * rope(h[t-1], t + s) + rope(x[t], p[t], dims = 4, pairing = interleaved)
                }
                """).toString();
        for (var device : List.of("emulator", "jvm")) {
            var weft = run("run", turned, "--bind", "B=2,N=9,s=0.5", "--device", device, "--verify");
            assertThat(weft.err()).isEmpty();
            assertThat(weft.status()).isZero();
        }
    }

    @Test
    void emulatorAgreesWithTheInterpreter() {
        var weft = run("run", spec, "--bind", "B=2,N=9,X=3,D=8", "--device", "emulator", "--verify");
        assertThat(weft.err()).isEmpty();
        assertThat(weft.status()).isZero();
        assertThat(weft.out().lines())
                .anyMatch(line -> line.endsWith(": 2 sequences step by step, 8 work-items each"))
                .anyMatch(line -> line.equals("solved   step by step"))
                .anyMatch(line -> line.startsWith("verified `h` on all 18 rows: max error "));
    }

    @Test
    void generateWritesAFormEach() throws IOException {
        var java = folder.resolve("java");
        var weft = run("generate", spec, "--out", java.toString(), "--package", "demo", "--target", "v256,scalar");
        assertThat(weft.err()).isEmpty();
        try (var files = Files.list(java.resolve("demo"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("Gru.java", "GruV256.java", "GruScalar.java");
        }
        assertThat(java.resolve("demo/GruV256.java"))
                .content()
                .startsWith("// Generated by weft from ")
                .contains("h = (1 - z) * n + z * h[t-1]");
    }

    private static void assertFails(Weft weft, String message) {
        assertThat(weft.err()).isEqualTo("weft: " + message + "\n");
        assertThat(weft.status()).isEqualTo(1);
        assertThat(weft.out()).isEmpty();
    }
}
