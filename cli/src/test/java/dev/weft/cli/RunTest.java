package dev.weft.cli;

import static dev.weft.cli.Weft.CAUSAL;
import static dev.weft.cli.Weft.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.runtime.DType;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs that go well.
final class RunTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void jvmAgreesWithTheInterpreter() {
        var spec = Weft.spec(folder, "causal.weft", CAUSAL).toString();
        var weft = run("run", spec, "--bind", "B=1,H=2,N=70,D=16", "--device", "jvm", "--verify", "--repeat", "3");
        assertThat(weft.err()).isEmpty();
        assertThat(weft.status()).isZero();
        assertThat(weft.out().lines())
                .anyMatch(line -> line.startsWith("kernel   Causal  B=1, H=2, N=70, D=16"))
                .anyMatch(line -> line.startsWith("device   JVM, ") && line.endsWith("asked for)"))
                .anyMatch(line -> line.matches("time     best .* median .* of 3 runs"))
                .anyMatch(line -> line.equals("work     318 kFLOP useful: 4 970 kept pairs, 64 flops each"))
                .anyMatch(
                        line -> line.matches("speed    .*FLOP/s, too little work to compare with this machine's peak"))
                .anyMatch(line -> line.startsWith("verified `o` on all 140 rows: max error "));
    }

    @Test
    void workOfFoldedKeysIsWhatIsVisited() {
        var spec = Weft.spec(folder, "coded.weft", CODED.formatted("", "")).toString();
        var weft = run("run", spec, "--bind", "H=2,N=40,D=4,S=3", "--device", "jvm", "--verify");
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out().lines())
                .anyMatch(line -> line.equals("work     280 pairs of near keys and 198 of codes, 16 flops each, and"
                        + " 240 distances of 8: 9.57 kFLOP"))
                .anyMatch(line -> line.startsWith("verified `o` on all 80 rows: max error "));
    }

    @Test
    void workOfKeysThatFoldOnBothSides() {
        var text = CODED.formatted("", "")
                .replace("keep  = j <= i", "")
                .replace("score = q @ c[h, z]", "score = if abs(i - j) < 8 then q @ k else q @ c[h, z]");
        var spec = Weft.spec(folder, "coded.weft", text).toString();
        var weft = run("run", spec, "--bind", "H=2,N=40,D=4,S=3", "--device", "jvm", "--verify");
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out().lines())
                .anyMatch(line -> line.equals("work     1 536 pairs of near keys and 240 of codes, 16 flops each, and"
                        + " 240 distances of 8: 30.3 kFLOP"))
                .anyMatch(line -> line.startsWith("verified `o` on all 80 rows: max error "));
        assertThat(run("explain", spec).out())
                .contains(
                        "far       keys j < i - 7 differ by z alone: they fold, 8 at a time, and are visited no more\n")
                .contains(
                        "far       keys j >= i + 8 differ by z alone: they fold, 8 at a time, and are visited no more\n")
                .contains(": once of what is folded before a query, once of what is after it\n")
                .contains("sides     both meet where rows meet codes: counts add up, means are weighed by them\n")
                .contains("whose scores have log counts + countsAfter added");
    }

    @Test
    void workThatATableDecidesIsCountedAsFarAsItIsSure() {
        var spec = Weft.spec(folder, "coded.weft", CODED.formatted("table doc : i32[N]", "and doc[i] == doc[j]"))
                .toString();
        var weft =
                run("run", spec, "--bind", "H=2,N=40,D=4,S=3", "--in", "doc=const(7)", "--device", "jvm", "--verify");
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out().lines())
                .anyMatch(line -> line.equals("work     at least 1.92 kFLOP: 240 distances of 8; a table says how many"
                        + " pairs of near keys and of codes come on top"))
                .anyMatch(line -> line.startsWith("verified `o` on all 80 rows: max error "));
    }

    private static final String CODED = """
            attention Coded {
              dim   H, N, D, S
              query q : f32[1, H, N, D]
              key   k : f32[1, H, N, D]
              value v : f32[1, H, N, D]
              table c : f32[H, S, D]
              %s
              out   o : f32[1, H, N, D]
              let   z = nearest(k, c[h])
              score = q @ c[h, z]
              keep  = j <= i %s
              o     = softmax(score) @ v
              by    codes(of = z, block = 8)
            }
            """;

    @Test
    void emulatorAgreesWithTheInterpreter() {
        var spec = Weft.spec(folder, "causal.weft", CAUSAL).toString();
        var weft = run("run", spec, "--bind", "B=1,H=2,N=37,D=8", "--device", "emulator", "--verify");
        assertThat(weft.err()).isEmpty();
        assertThat(weft.status()).isZero();
        assertThat(weft.out().lines())
                .anyMatch(line -> line.startsWith("device   TornadoVM OPENCL, Weft emulator (CPU)")
                        && line.endsWith("asked for)"))
                .anyMatch(line -> line.startsWith(
                        "form     work-groups (the device has work-groups and local memory): 2 of 10 x 4 work-items, "))
                .anyMatch(line -> line.startsWith("verified `o` on all 74 rows: max error "));
    }

    @Test
    void inputsStayOnTheDevice() {
        var spec = Weft.spec(folder, "causal.weft", CAUSAL).toString();
        var command = List.of("run", spec, "--bind", "B=1,H=1,N=9,D=8", "--device", "emulator", "--repeat", "3");
        var weft = run(Stream.concat(command.stream(), Stream.of("--resident", "k,v", "--verify"))
                .toArray(String[]::new));
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out()).contains("verified `o` on all 9 rows");
        var wrong = run(
                Stream.concat(command.stream(), Stream.of("--resident", "o")).toArray(String[]::new));
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).contains("Causal has no input `o` to keep on the device; its inputs are q, k, v");
    }

    @Test
    void plainLoopsAgreeWithTheInterpreter() {
        var spec = Weft.spec(folder, "causal.weft", CAUSAL).toString();
        var weft = with(
                "weft.tornado.form",
                "loops",
                () -> run("run", spec, "--bind", "B=1,H=2,N=37,D=8", "--device", "emulator", "--verify"));
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out().lines())
                .anyMatch(line ->
                        line.equals("form     plain loops (asked for by weft.tornado.form): 20 work-items, 1 part"))
                .anyMatch(line -> line.startsWith("verified `o` on all 74 rows: max error "));
    }

    @Test
    void aFormThatIsNoneIsNamed() {
        var spec = Weft.spec(folder, "causal.weft", CAUSAL).toString();
        var weft = with(
                "weft.tornado.form",
                "loop",
                () -> run("run", spec, "--bind", "B=1,H=2,N=37,D=8", "--device", "emulator"));
        assertThat(weft.status()).isNotZero();
        assertThat(weft.err())
                .contains(
                        "weft.tornado.form is `loop`: say `groups` or `loops`, or leave it out, and the device decides");
    }

    private static Weft with(String property, String value, Supplier<Weft> run) {
        System.setProperty(property, value);
        try {
            return run.get();
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void muchWorkIsComparedWithThePeak() {
        var spec = Weft.spec(folder, "causal.weft", CAUSAL).toString();
        var weft = run("run", spec, "--bind", "B=1,H=2,N=1024,D=64", "--device", "jvm");
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out().lines())
                .anyMatch(line -> line.matches("speed    .*FLOP/s, .* % of the measured FMA peak of .*FLOP/s on .*"));
    }

    @Test
    void sizesComeFromFiles() {
        var spec = Weft.spec(folder, "causal.weft", CAUSAL).toString();
        var q = Npy.file(folder, "q.npy", DType.F64, 1, 2, 9, 8);
        var out = folder.resolve("o.npy");
        var weft = run("run", spec, "--in", "q=" + q, "--out", "o=" + out, "--device", "interpreter");
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out()).contains("B=1, H=2, N=9, D=8").contains("wrote    " + out);
        assertThat(dev.weft.runtime.npy.Npy.header(out).shape()).containsExactly(1L, 2L, 9L, 8L);
    }

    @Test
    void sameNumbersFromSameNames() {
        var spec = Weft.spec(folder, "causal.weft", CAUSAL).toString();
        var first = folder.resolve("first.npy");
        var second = folder.resolve("second.npy");
        for (var out : new Path[] {first, second}) {
            assertThat(run("run", spec, "--bind", "B=1,H=1,N=4,D=4", "--device", "interpreter", "--out", "o=" + out)
                            .status())
                    .isZero();
        }
        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void notANumberSpreadsAndNothingBreaks() {
        var spec = Weft.spec(folder, "causal.weft", CAUSAL).toString();
        var weft =
                run("run", spec, "--bind", "B=1,H=1,N=33,D=8", "--in", "v=const(nan)", "--verify", "--device", "jvm");
        assertThat(weft.err()).isEmpty();
        assertThat(weft.status()).isZero();
    }

    @Test
    void noQueriesGiveAnEmptyResult() {
        var spec = Weft.spec(folder, "causal.weft", CAUSAL).toString();
        for (var device : new String[] {"jvm", "interpreter"}) {
            var out = folder.resolve(device + ".npy");
            var weft =
                    run("run", spec, "--bind", "B=1,H=1,N=0,D=8", "--verify", "--device", device, "--out", "o=" + out);
            assertThat(weft.err()).isEmpty();
            assertThat(weft.status()).isZero();
            assertThat(dev.weft.runtime.npy.Npy.header(out).shape()).containsExactly(1L, 1L, 0L, 8L);
        }
    }

    @Test
    void storageTypesRoundTrip() {
        for (var type : new String[] {"f16", "bf16", "f64"}) {
            var spec = Weft.spec(folder, type + ".weft", CAUSAL.replace("f32", type))
                    .toString();
            var weft = run("run", spec, "--bind", "B=1,H=2,N=40,D=8", "--verify", "--device", "jvm");
            assertThat(weft.err()).isEmpty();
            assertThat(weft.out()).contains("verified");
            assertThat(weft.status()).isZero();
        }
    }
}
