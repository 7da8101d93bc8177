package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.random.RandomCase;
import dev.weft.dsl.random.RandomScans;
import dev.weft.dsl.random.ScanTensors;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Plan;
import dev.weft.runtime.RunReport;
import dev.weft.runtime.tornado.TornadoTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Scans, woven for TornadoVM, on the emulator against the interpreter: as work-groups and as plain
/// loops. It also finds what numbers do not show: races, reads of what nobody wrote, divergent barriers.
///
/// `-Dweft.random.tornado.scans=500` tries more random ones, `-Dweft.random.first=1000` starts elsewhere,
/// `-Dweft.random.forms=groups` leaves the loops out. With TORNADOVM_HOME set they run on TornadoVM
/// itself.
class TornadoScansWalkTest {
    private static final int COUNT = Integer.getInteger("weft.random.tornado.scans", 20);
    private static final long FIRST = Long.getLong("weft.random.first", 8_000_001);

    /// The emulator takes its time: longer sequences show nothing more.
    private static final int STEPS = TornadoTargets.started() ? 600 : 12;

    private static final Path CLASSES = Path.of("target/test-classes");
    private static final List<String> FORMS =
            List.of(System.getProperty("weft.random.forms", "groups,loops").split(",", -1));
    /// Sequences as a whole, and in parts that forget nothing before the last.
    private static final List<String> PARTS = List.of("1", "3");

    private static final Pattern TOO_MANY_ARGUMENTS = Pattern.compile("Random has \\d+ arguments on a device");

    /// Compiled for the real TornadoVM, they would be in the emulator's way another time.
    @AfterAll
    static void removeKernels() throws IOException {
        try (var kernels = Files.walk(CLASSES)) {
            for (var file : kernels.filter(path -> path.startsWith(CLASSES.resolve("random")))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void whatPeopleWrite() {
        var scans = Scans.all();
        var specs = new ArrayList<Spec>();
        for (int n = 0; n < scans.size(); n++) {
            specs.add(Spec.of(
                    sized(scans.get(n), 6_000_000 + n, scans.get(n).sizes().getFirst())));
        }
        var batch = TornadoWalkTest.batch(specs);
        var failures = new ArrayList<String>();
        for (int n = 0; n < scans.size(); n++) {
            for (var sizes : scans.get(n).sizes()) {
                if (sizes[1] <= STEPS) {
                    failures.addAll(failures(specs.get(n).on(sized(scans.get(n), 6_000_000 + n, sizes)), batch));
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    private static RandomCase sized(Scans scan, long seed, int... sizes) {
        return ScanTensors.of(seed, scan.text(), scan.name(), 0.3, scan.bind(sizes), scan.params());
    }

    @Test
    void randomOnes() {
        var specs = new ArrayList<Spec>();
        for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
            specs.add(Spec.of(shortened(RandomScans.of(seed))));
        }
        var batch = TornadoWalkTest.batch(specs);
        assertThat(specs.stream()
                        .flatMap(spec -> failures(spec, batch).stream())
                        .toList())
                .isEmpty();
    }

    /// A sum forgets nothing: what three rounds leave is done step by step.
    @Test
    void whatDoesNotSettleIsDoneStepByStep() {
        var text = """
                scan Sum {
                  dim   B, N, D
                  input x : f32[B, N, D]
                  state s : f32[B, N, D]
                  state n : f32[B, N]
                  s[t] = s[t-1] + x[t]
                  n[t] = n[t-1] + s[t] @ s[t-1] / 64
                }
                """;
        var spec = Spec.of(ScanTensors.of(9_000_001, text, "Sum", 1, Map.of("B", 2, "N", 11, "D", 3), Map.of()));
        var batch = TornadoWalkTest.batch(List.of(spec));
        for (var form : FORMS) {
            // Two steps each, and the last part has one.
            var found = new ArrayList<RunReport>();
            var got = Run.of(
                    batch.kernel(spec), spec.one(), (kernel, sizes) -> plan(form, "6", kernel, sizes), found::add);
            spec.expected()
                    .forEach((out, values) -> assertThat(Tolerance.of(spec.kernel(), out)
                                    .difference(values, Objects.requireNonNull(got.get(out))))
                            .isEmpty());
            var solution = found.getFirst().solution();
            assertThat(solution.parts()).isEqualTo(6);
            assertThat(solution.iterations()).isEqualTo(3);
            assertThat(solution.finished()).isEqualTo(2 * 5);
            assertThat(solution.residual()).isPositive();
        }
    }

    private static RandomCase shortened(RandomCase one) {
        var sizes = new HashMap<>(one.sizes());
        sizes.computeIfPresent("N", (_, steps) -> Math.min(steps, STEPS));
        return ScanTensors.of(one.seed(), one.text(), one.kernel(), 0.2, sizes, one.params());
    }

    private static List<String> failures(Spec spec, Batch batch) {
        var failures = new ArrayList<String>();
        var expected = spec.expected();
        for (var form : FORMS) {
            for (var parts : PARTS) {
                var wrong = Walk.wrong(
                        spec, expected, batch.kernel(spec), (kernel, sizes) -> plan(form, parts, kernel, sizes));
                if (!wrong.isEmpty() && !TOO_MANY_ARGUMENTS.matcher(wrong).find()) {
                    failures.add("as " + form + ", parts " + parts + ": " + wrong + "\n" + spec.one());
                }
            }
        }
        return failures;
    }

    private static Plan plan(String form, String parts, KernelDefinition kernel, int... sizes) {
        System.setProperty("weft.tornado.parts", parts);
        try {
            return TornadoWalkTest.plan(form, kernel, sizes);
        } finally {
            System.clearProperty("weft.tornado.parts");
        }
    }
}
