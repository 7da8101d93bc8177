package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Target;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.dsl.random.RandomCase;
import dev.weft.dsl.random.ScanTensors;
import dev.weft.runtime.Device;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Scans that people write give the interpreter's numbers, in every form of code and with any number of
/// workers, whether their sequences are cut into parts or not.
class ScanWalkTest {
    private static final int[] WORKERS = {1, 2, 5};

    /// The norm of the matrices is about twice this: the cells forget.
    private static final double GAIN = 0.3;

    @Test
    void everyFormGivesTheInterpretersNumbers() {
        var scans = Scans.all();
        var specs = new ArrayList<Spec>();
        for (int n = 0; n < scans.size(); n++) {
            specs.add(Spec.of(
                    sized(scans.get(n), 5_000_000 + n, scans.get(n).sizes().getFirst())));
        }
        var batch = Batch.of(specs, _ -> Target.jvm());
        var failures = new ArrayList<String>();
        for (int n = 0; n < scans.size(); n++) {
            for (var sizes : scans.get(n).sizes()) {
                var spec = specs.get(n).on(sized(scans.get(n), 5_000_000 + n, sizes));
                failures.addAll(failures(spec, batch));
            }
        }
        assertThat(failures).isEmpty();
    }

    /// Fixed points, each over two sizes with windows, chunks and tails of the linear recurrence.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "deer()",
                "deer(jacobian = diagonal, iterations = 6)",
                "deer(jacobian = blocks, window = 7)",
                "picard(iterations = 3)",
                "jacobi(iterations = 9, window = 30)",
                "elk(sigma = 3.0, iterations = 8)",
                "elk(sigma = 30.0, jacobian = diagonal)",
                "deer(tolerance = 1e-5, iterations = 0)"
            })
    void everySolverGivesThem(String solver) {
        // Blocks over states are refused where these have different sizes.
        var scans = Scans.all().stream()
                .filter(scan -> !solver.contains("blocks")
                        || !List.of("Folded", "Fixed").contains(scan.name()))
                .map(scan -> scan.by(solver))
                .toList();
        var specs = new ArrayList<Spec>();
        for (int n = 0; n < scans.size(); n++) {
            specs.add(Spec.of(
                    sized(scans.get(n), 6_000_000 + n, scans.get(n).sizes().getFirst())));
        }
        var batch = Batch.of(specs, _ -> Target.jvm());
        var failures = new ArrayList<String>();
        for (int n = 0; n < scans.size(); n++) {
            for (var sizes : scans.get(n).sizes().subList(0, 2)) {
                var spec = specs.get(n).on(sized(scans.get(n), 6_000_000 + n, sizes));
                failures.addAll(failures(spec, batch));
            }
        }
        assertThat(failures).isEmpty();
    }

    private static RandomCase sized(Scans scan, long seed, int... sizes) {
        return ScanTensors.of(seed, scan.text(), scan.name(), GAIN, scan.bind(sizes), scan.params());
    }

    private static List<String> failures(Spec spec, Batch batch) {
        var failures = new ArrayList<String>();
        var expected = spec.expected();
        int turn = spec.one().sizes().values().stream().mapToInt(size -> size).sum();
        for (var form : JvmForm.values()) {
            int workers = WORKERS[turn++ % WORKERS.length];
            var wrong = Walk.wrong(spec, expected, Forms.as(form, batch.kernel(spec)), Device.jvm(workers)::plan);
            if (!wrong.isEmpty()) {
                failures.add(form + " with " + workers + " workers: " + wrong + "\n" + spec.one());
            }
        }
        return failures;
    }
}
