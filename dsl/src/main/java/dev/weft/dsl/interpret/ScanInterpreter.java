package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Scan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Evaluates a scan's equations as they stand, in double precision: for every batch one step after the
/// other. `by` is ignored, for it never changes a result.
///
/// ```java
/// Values h = ScanInterpreter.of(scan, Map.of("B", 1, …), Map.of(), Map.of("x", x, …)).run().get("h");
/// ```
public final class ScanInterpreter {
    private final Scan scan;
    private final Binding binding;

    private ScanInterpreter(Scan scan, Binding binding) {
        this.scan = scan;
        this.binding = binding;
    }

    /// Binds a scan to sizes, params and input tensors by name.
    ///
    /// @param sizes of every dim that is not fixed
    /// @param params of every param; an i32 as an integral number, a bool as 0 or 1
    /// @param tensors of every tensor that is neither state nor out, in the declared shape
    /// @throws InterpretException where something is missing or does not fit, or a `where` does not hold
    public static ScanInterpreter of(
            Scan scan,
            Map<String, Integer> sizes,
            Map<String, Double> params,
            Map<String, ? extends Elements> tensors) {
        return new ScanInterpreter(scan, Binding.of(scan, sizes, params, tensors));
    }

    /// All steps: states and outs by name, in declaration order.
    ///
    /// @throws InterpretException where an integer is divided by zero
    public Map<String, Values> run() {
        var results = new LinkedHashMap<String, Values>();
        var compiler = compiler();
        for (var tensor : scan.tensors()) {
            if (tensor.role().written()) {
                results.put(tensor.name(), Values.zeros(compiler.sizes(tensor.shape())));
            }
        }
        int batches = batches();
        int steps = steps();
        // Batches are independent of one another: every core takes one at a time, with code of its own.
        var next = new AtomicInteger();
        int workers = Math.min(Runtime.getRuntime().availableProcessors(), batches);
        IntStream.range(0, workers).parallel().forEach(_ -> {
            var evaluation = new StepEvaluation(scan, binding, results);
            for (int b; (b = next.getAndIncrement()) < batches; ) {
                evaluation.evaluate(b, steps);
            }
        });
        return results;
    }

    /// How many values `b` has; likewise [#steps()] for `t`.
    public int batches() {
        return compiler().size(scan.batches());
    }

    public int steps() {
        return compiler().size(scan.steps());
    }

    private Compiler compiler() {
        return new Compiler(binding, new Kept(), new Carried());
    }
}
