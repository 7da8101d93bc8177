package dev.weft.codegen.walk;

import dev.weft.codegen.schedule.JvmForm;
import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import dev.weft.runtime.Device;
import dev.weft.runtime.KernelDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/// Takes specs all the way and compares.
final class Walk {
    private static final int[] WORKERS = {1, 2, 5};

    private static final int AT_ONCE = 25;

    private Walk() {}

    /// What is wrong with the cases of `count` seeds from `first` on. The next batch compiles while one
    /// runs.
    static List<String> failures(LongFunction<RandomCase> cases, long first, int count) {
        var failures = new ArrayList<String>();
        var batch = batch(cases, first, first + count);
        for (long from = first; from < first + count; from += AT_ONCE) {
            var ready = batch.join();
            batch = batch(cases, from + AT_ONCE, first + count);
            failures.addAll(failures(ready));
        }
        return failures;
    }

    private static CompletableFuture<Batch> batch(LongFunction<RandomCase> cases, long from, long end) {
        return CompletableFuture.supplyAsync(() -> Batch.of(LongStream.range(from, Math.min(end, from + AT_ONCE))
                .mapToObj(cases)
                .map(Spec::of)
                .toList()));
    }

    /// What is wrong, each with what to paste to see it again.
    static List<String> failures(Batch batch) {
        var failures = new ArrayList<String>();
        for (var spec : batch.specs()) {
            var expected = spec.expected();
            int turn = (int) Long.remainderUnsigned(spec.one().seed(), WORKERS.length);
            for (var form : Forms.of(spec)) {
                int workers = WORKERS[turn++ % WORKERS.length];
                var wrong = wrong(spec, expected, Forms.as(form, batch.kernel(spec)), Device.jvm(workers)::plan);
                if (!wrong.isEmpty()) {
                    failures.add(report(spec, form, workers, wrong));
                }
            }
        }
        return failures;
    }

    private static String report(Spec spec, JvmForm form, int workers, String wrong) {
        return form + " with " + workers + " workers: " + wrong + "\n" + spec.one();
    }

    static String wrong(Spec spec, Map<String, Values> expected, KernelDefinition kernel, Run.Planner planner) {
        try {
            var got = Run.of(kernel, spec.one(), planner);
            var all = new ArrayList<String>();
            expected.forEach((out, values) -> {
                var have = got.get(out);
                var difference = have == null
                        ? "not written"
                        : Tolerance.of(spec.kernel(), out).difference(values, have);
                if (!difference.isEmpty()) {
                    all.add(out + ": " + difference);
                }
            });
            return String.join("; ", all);
        } catch (RuntimeException e) {
            return e
                    + (e.getCause() == null
                            ? ""
                            : " because of " + e.getCause() + " at "
                                    + e.getCause().getStackTrace()[0]);
        }
    }
}
