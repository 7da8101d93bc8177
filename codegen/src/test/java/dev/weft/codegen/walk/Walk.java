package dev.weft.codegen.walk;

import dev.weft.codegen.schedule.JvmForm;
import dev.weft.dsl.interpret.Values;
import dev.weft.runtime.KernelDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Takes specs all the way and compares.
final class Walk {
    private static final int[] WORKERS = {1, 2, 5};

    private Walk() {}

    /// What is wrong, each with what to paste to see it again.
    static List<String> failures(List<Spec> specs) {
        var batch = Batch.of(specs);
        var failures = new ArrayList<String>();
        for (var spec : specs) {
            var expected = spec.expected();
            int turn = (int) Long.remainderUnsigned(spec.one().seed(), WORKERS.length);
            for (var form : Forms.of(spec)) {
                int workers = WORKERS[turn++ % WORKERS.length];
                var wrong = wrong(spec, expected, Forms.as(form, batch.kernel(spec)), workers);
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

    private static String wrong(Spec spec, Map<String, Values> expected, KernelDefinition kernel, int workers) {
        try {
            var got = Run.of(kernel, spec.one(), workers);
            var all = new ArrayList<String>();
            expected.forEach((out, values) -> {
                var have = got.get(out);
                var difference = have == null
                        ? "not written"
                        : Tolerance.of(spec.attention(), out).difference(values, have);
                if (!difference.isEmpty()) {
                    all.add(out + ": " + difference);
                }
            });
            return String.join("; ", all);
        } catch (RuntimeException e) {
            return e + (e.getCause() == null ? "" : " because of " + e.getCause() + " at "
                    + e.getCause().getStackTrace()[0]);
        }
    }
}
