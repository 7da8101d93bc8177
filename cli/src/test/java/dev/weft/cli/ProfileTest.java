package dev.weft.cli;

import static dev.weft.cli.Weft.CAUSAL;
import static dev.weft.cli.Weft.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `run --profile`.
final class ProfileTest {
    private static final String DECODE = """
            attention Decode {
              dim   B, H, N, M, D
              query q : f32[B, H, N, D]
              key   k : f32[B, H, M, D]
              value v : f32[B, H, M, D]
              out   o : f32[B, H, N, D]
              score = q @ k / sqrt(D)
              o     = softmax(score) @ v
            }
            """;
    private static final String PROPERTY = "weft.cache";
    private static final Pattern PHASE = Pattern.compile(" {2}(\\w+) +[\\d.]+ [mµ]?s +([\\d.]+) %  .+");
    private static final Pattern STEP = Pattern.compile(" {2}(\\w+(?: \\w+)?) +[\\d.]+ [mµ]?s");

    private final String before = System.getProperty(PROPERTY, "");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void useACacheOfOurOwn() {
        System.setProperty(PROPERTY, folder.resolve("cache").toString());
    }

    @AfterEach
    void restore() {
        System.setProperty(PROPERTY, before);
    }

    private Weft on(String device, String text, String sizes, String... more) {
        var spec = Weft.spec(folder, "spec.weft", text).toString();
        var words = new ArrayList<>(List.of("run", spec, "--bind", sizes, "--device", device, "--verify"));
        words.addAll(List.of(more));
        var weft = run(words.toArray(String[]::new));
        assertThat(weft.err()).isEmpty();
        assertThat(weft.status()).isZero();
        assertThat(weft.out()).contains("verified `o`");
        return weft;
    }

    /// Each phase's share of the threads' time, in percent.
    private static Map<String, Double> shares(Weft weft) {
        var shares = new LinkedHashMap<String, Double>();
        weft.out().lines().map(PHASE::matcher).forEach(line -> {
            if (line.matches()) {
                shares.put(line.group(1), Double.valueOf(line.group(2)));
            }
        });
        return shares;
    }

    private static List<String> steps(Weft weft) {
        return weft.out()
                .lines()
                .map(STEP::matcher)
                .flatMap(line -> line.matches() ? Stream.of(line.group(1)) : Stream.of())
                .toList();
    }

    private static void assertWhole(Map<String, Double> shares) {
        assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(100, within(0.5));
    }

    @Test
    void aPrefillSpendsItsTimeOnKeysScoresWeightsAndValues() {
        var weft = on("jvm", CAUSAL, "B=1,H=2,N=256,D=64", "--profile", "--repeat", "5");
        var shares = shares(weft);
        assertThat(shares.keySet()).containsExactly("rows", "keys", "scores", "softmax", "values", "rest");
        assertWhole(shares);
        assertThat(shares.get("scores")).isPositive();
        assertThat(weft.out().lines())
                .anyMatch(line -> line.matches("profile {2}the last run: .*s, summed over threads"));
    }

    @Test
    void aDecodeMergesParts() {
        var shares = shares(on("jvm", DECODE, "B=1,H=1,N=1,M=4096,D=64", "--profile"));
        assertThat(shares.keySet()).containsExactly("rows", "keys", "scores", "softmax", "values", "merge", "rest");
        assertWhole(shares);
    }

    @Test
    void tellsTheStepsThatWereTaken() {
        var first = on("jvm", CAUSAL, "B=1,H=1,N=9,D=8", "--profile");
        assertThat(steps(first))
                .containsExactly("parse", "hash", "look up", "generate", "compile", "load", "plan", "first run");
        assertThat(first.out().lines()).anyMatch(line -> line.matches("prepared .*s until the first run had ended"));
        assertThat(steps(on("jvm", CAUSAL, "B=1,H=1,N=9,D=8", "--profile")))
                .containsExactly("parse", "hash", "look up", "load", "plan", "first run");
    }

    @Test
    void saysNothingUnasked() {
        var weft = on("jvm", CAUSAL, "B=1,H=1,N=40,D=8");
        assertThat(shares(weft)).isEmpty();
        assertThat(steps(weft)).isEmpty();
        assertThat(weft.out()).doesNotContain("profile", "prepared");
    }

    @Test
    void changesNoNumber() {
        var plain = folder.resolve("plain.npy");
        var profiled = folder.resolve("profiled.npy");
        on("jvm", CAUSAL, "B=1,H=2,N=100,D=16", "--out", "o=" + plain);
        on("jvm", CAUSAL, "B=1,H=2,N=100,D=16", "--out", "o=" + profiled, "--profile");
        assertThat(plain).hasSameBinaryContentAs(profiled);
    }

    @Test
    void whatHasNoPhasesSaysSo() {
        var emulator = on("emulator", CAUSAL, "B=1,H=1,N=9,D=8", "--profile");
        assertThat(emulator.out()).contains("profile  none: the emulator runs work-items one by one");
        assertThat(shares(emulator)).isEmpty();
        assertThat(steps(emulator)).contains("parse", "compile", "first run");
        var interpreter = on("interpreter", CAUSAL, "B=1,H=1,N=9,D=8", "--profile");
        assertThat(interpreter.out()).contains("profile  none: the interpreter computes pair by pair");
        assertThat(steps(interpreter)).containsExactly("parse", "first run");
        assertThat(on("jvm", CAUSAL, "B=1,H=1,N=0,D=8", "--profile").out())
                .contains("profile  none: there was nothing to do");
    }
}
