package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Target;
import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import dev.weft.dsl.random.RandomSpecs;
import dev.weft.dsl.random.SpecialValues;
import dev.weft.runtime.Device;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Plan;
import dev.weft.runtime.tornado.TornadoTargets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Random legal specs, woven for TornadoVM, on the emulator against the interpreter: as work-groups and
/// as plain loops. It also finds what numbers do not show: races, reads of what nobody wrote, divergent
/// barriers.
///
/// `-Dweft.random.tornado=500` tries more of them, `-Dweft.random.first=1000` starts elsewhere,
/// `-Dweft.random.forms=groups` leaves the loops out. With TORNADOVM_HOME set they run on TornadoVM
/// itself.
class TornadoWalkTest {
    private static final int COUNT = Integer.getInteger("weft.random.tornado", 50);
    private static final Path CLASSES = Path.of("target/test-classes");
    private static final String FORM = "weft.tornado.form";
    private static final List<String> FORMS =
            List.of(System.getProperty("weft.random.forms", "groups,loops").split(",", -1));
    /// A limit that is stated, and told when a plan is made.
    private static final Pattern TOO_MANY_ARGUMENTS = Pattern.compile("Random has \\d+ arguments on a device");

    private static final long FIRST = Long.getLong("weft.random.first", 1);

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
    void randomSpecsMeanTheSame() {
        check(RandomSpecs::of, FIRST, COUNT);
    }

    @Test
    void specialValuesSpreadFromKeptPairsAlone() {
        check(SpecialValues::of, FIRST + 1_000_000, Math.max(1, COUNT / 4));
    }

    /// Which pairs of an infinite value count is asked pair by pair.
    @Test
    void anInfiniteValueMeetsItsOwnPairsAlone() {
        check(_ -> infiniteValue(), 0, 1);
    }

    private static RandomCase infiniteValue() {
        int rows = 21;
        var v = new double[rows];
        Arrays.setAll(v, j -> j == 5 ? Double.POSITIVE_INFINITY : 0.25 * j);
        return new RandomCase(
                0,
                """
                attention Random {
                  dim N
                  query q : f32[N, 1] at [i]
                  key   k : f32[N, 1] at [j]
                  value v : f32[N, 1] at [j]
                  out   o : f32[N, 1] at [i]
                  score = q @ k
                  keep  = (i - j) mod 3 == 0
                  o     = softmax(score) @ v
                }
                """,
                "Random",
                Map.of("N", rows),
                Map.of(),
                Map.of("q", ones(rows), "k", ones(rows), "v", new Values(new int[] {rows, 1}, v)));
    }

    private static Values ones(int rows) {
        var ones = new double[rows];
        Arrays.fill(ones, 1);
        return new Values(new int[] {rows, 1}, ones);
    }

    /// Weaves cases and runs them in all forms.
    static void check(LongFunction<RandomCase> cases, long first, int count) {
        var specs = LongStream.range(first, first + count)
                .mapToObj(cases)
                .map(Spec::of)
                .toList();
        var batch = batch(specs);
        assertThat(specs.stream()
                        .flatMap(spec -> failures(spec, batch).stream())
                        .toList())
                .isEmpty();
    }

    /// The kernels of specs, compiled where TornadoVM finds them.
    ///
    /// @param more what else they are woven for
    static Batch batch(List<Spec> specs, Target... more) {
        var targets = EnumSet.of(Target.TORNADO, more);
        try {
            if (TornadoTargets.started()) {
                return Batch.into(CLASSES, specs, targets);
            }
            // A run on TornadoVM that was broken off has left its own.
            removeKernels();
            return Batch.of(specs, _ -> targets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> failures(Spec spec, Batch batch) {
        var failures = new ArrayList<String>();
        var expected = spec.expected();
        for (var form : FORMS) {
            var wrong = Walk.wrong(spec, expected, batch.kernel(spec), (kernel, sizes) -> plan(form, kernel, sizes));
            if (!wrong.isEmpty() && !TOO_MANY_ARGUMENTS.matcher(wrong).find()) {
                failures.add("as " + form + ": " + wrong + "\n" + spec.one());
            }
        }
        return failures;
    }

    static Plan plan(String form, KernelDefinition kernel, int... sizes) {
        return plan(form, kernel, Set.of(), sizes);
    }

    /// The same with inputs that stay on the device.
    static Plan plan(String form, KernelDefinition kernel, Set<String> resident, int... sizes) {
        System.setProperty(FORM, form);
        try {
            return Device.tornado().plan(kernel, resident, sizes);
        } finally {
            System.clearProperty(FORM);
        }
    }
}
