package dev.weft.cli;

import static dev.weft.cli.Weft.CAUSAL;
import static dev.weft.cli.Weft.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.runtime.tune.TunedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tuning, and runs by what it wrote.
final class TuneTest {
    private static final String SIZES = "B=1,H=2,N=300,D=16";

    @TempDir
    private Path folder = Path.of("");

    private String spec = "";
    private Path tuned = Path.of("");

    @BeforeEach
    void write() {
        spec = Weft.spec(folder, "causal.weft", CAUSAL).toString();
        tuned = folder.resolve("causal.tuned");
    }

    @AfterEach
    void forget() {
        System.clearProperty("weft.tuned");
    }

    private Weft tune(String file, String sizes, String device) {
        return run("tune", file, "--bind", sizes, "--device", device, "--rounds", "5", "--out", tuned.toString());
    }

    @Test
    void schedulesAreMeasuredAndKept() {
        var weft = tune(spec, SIZES, "jvm");
        assertThat(weft.err()).isEmpty();
        assertThat(weft.status()).isZero();
        assertThat(weft.out().lines())
                .anyMatch(line -> line.equals("kernel   Causal  B=1, H=2, N=300, D=16"))
                .anyMatch(line -> line.matches("formula  rowTile=\\d+ strip=\\d+ keyTile=\\d+ parts=1 : .*s"))
                .anyMatch(line -> line.matches("tried    \\d+ other schedules, in turns; all give the same results"))
                .anyMatch(line -> line.startsWith("chosen   "))
                .anyMatch(line -> line.equals("wrote    " + tuned));
        var schedule = TunedFile.read(tuned).schedules().getFirst();
        assertThat(schedule.formula()).containsKeys("rowTile", "strip", "keyTile", "parts");
        assertThat(schedule.measured()).hasSizeGreaterThan(8);
        assertThat(tune(spec, "B=1,H=1,N=40,D=16", "jvm").status()).isZero();
        assertThat(TunedFile.read(tuned).schedules()).hasSize(2);
        assertThat(tune(spec, SIZES, "jvm").status()).isZero();
        assertThat(TunedFile.read(tuned).schedules()).hasSize(2);
    }

    @Test
    void runsAndExplanationsGoByTheFile() throws IOException {
        assertThat(tune(spec, SIZES, "jvm").status()).isZero();
        choose("rowTile=48 keyTile=256 : 1 ms, for a test");
        var ran = run("run", spec, "--bind", SIZES, "--device", "jvm", "--verify", "--tuned", tuned.toString());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines())
                .anyMatch(line ->
                        line.matches("tuned    .*causal.tuned: rowTile=48 instead of \\d+, keyTile=256 instead of"
                                + " \\d+ \\(1 ms, for a test\\)"))
                .anyMatch(line -> line.startsWith("verified `o`"));
        var explained = run("explain", spec, "--bind", SIZES, "--tuned", tuned.toString());
        assertThat(explained.err()).isEmpty();
        assertThat(explained.out().lines())
                .anyMatch(line -> line.matches(" +schedule .*: tiles of 48 rows.* and 256 keys.*"))
                .anyMatch(line -> line.matches(" +tuned +.*causal.tuned: rowTile=48 instead of .*"));
        var others = run("run", spec, "--bind", "B=1,H=2,N=30,D=16", "--device", "jvm", "--tuned", tuned.toString());
        assertThat(others.out().lines())
                .anyMatch(line -> line.endsWith(
                        "causal.tuned: was not measured for B=1 H=2 N=30 D=16, the formulas say the schedule"));
    }

    /// Writes down a choice, whatever was measured.
    private void choose(String chosen) throws IOException {
        Files.writeString(tuned, Files.readString(tuned).replaceFirst("chosen .*", "chosen   " + chosen));
    }

    @Test
    void whatDoesNotBelongTogetherIsRefused() throws IOException {
        assertThat(tune(spec, SIZES, "jvm").status()).isZero();
        var other = Weft.spec(folder, "other.weft", CAUSAL.replace("j <= i", "j < i"))
                .toString();
        assertRefused(other, "was measured for the equations Causal");
        var named = Weft.spec(folder, "named.weft", CAUSAL.replace("Causal", "Named"))
                .toString();
        assertRefused(named, "has no schedule of Named. Cure: weft tune --kernel Named");
        choose("rowTile=0 : by hand");
        assertRefused(spec, "the schedule's rowTile cannot be 0: it is a multiple of ");
        choose("rows=48 : by hand");
        assertRefused(
                spec, "the schedule has no number `rows` that can be chosen; it has rowTile, strip, keyTile, parts");
        Files.writeString(tuned, "weft-tuned 9\n");
        assertRefused(spec, "is of version 9, and this Weft reads version 1");
        Files.writeString(tuned, "PNG");
        assertRefused(spec, "is damaged at line 1");
        assertThat(tune(spec, SIZES, "jvm").err()).contains("is damaged at line 1");
    }

    private void assertRefused(String file, String why) {
        var weft = run("run", file, "--bind", SIZES, "--device", "jvm", "--tuned", tuned.toString());
        assertThat(weft.status()).isEqualTo(1);
        assertThat(weft.err()).startsWith("weft: ").contains(why);
        assertThat(weft.err().lines()).hasSize(1);
    }

    @Test
    void aPropertyNamesFilesForPlans() throws IOException {
        assertThat(tune(spec, SIZES, "jvm").status()).isZero();
        choose("rows=48 : by hand");
        System.setProperty("weft.tuned", tuned.toString());
        var weft = run("run", spec, "--bind", SIZES, "--device", "jvm");
        assertThat(weft.status()).isEqualTo(1);
        assertThat(weft.err()).contains("the schedule has no number `rows`");
        choose("parts=2 : by hand");
        Files.move(tuned, folder.resolve("again.tuned"));
        System.setProperty("weft.tuned", folder.resolve("again.tuned").toString());
        assertThat(run("run", spec, "--bind", SIZES, "--device", "jvm", "--verify")
                        .status())
                .isZero();
    }

    @Test
    void emulatedDevicesAreTunedToo() {
        var weft = tune(spec, "B=1,H=1,N=40,D=8", "emulator");
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out().lines()).anyMatch(line -> line.matches("formula  teams=\\d+ parts=\\d+ : .*"));
    }

    @Test
    void scansAreTuned() {
        var text = """
                scan Leaky {
                  dim   B, N, D
                  input x : f32[B, N, D]
                  state h : f32[B, N, D]
                  h[t] = 0.5 * tanh(h[t-1]) + x[t]
                }
                """;
        var scan = Weft.spec(folder, "leaky.weft", text).toString();
        var weft = tune(scan, "B=1,N=700,D=8", "jvm");
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out().lines()).anyMatch(line -> line.matches("formula  parts=\\d+ interleaved=\\d+ : .*"));
    }

    @Test
    void badOptionsAreToldAtOnce() {
        assertThat(run("tune", spec, "--bind", SIZES, "--rounds", "1").err())
                .startsWith("weft: --rounds takes a whole number from 5 up, not 1");
        assertThat(run("tune", spec, "--bind", SIZES, "--device", "interpreter").err())
                .startsWith("weft: --device interpreter has no schedule to tune");
        assertThat(run("run", spec, "--bind", SIZES, "--device", "interpreter", "--tuned", tuned.toString())
                        .status())
                .isEqualTo(1);
    }
}
