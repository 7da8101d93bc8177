package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;

/// Evaluates an attention's equations as they stand, in double precision: for every row the keys that
/// exist and are kept, their scores, and the outs. Slow and right; `by` is ignored, for it never changes
/// a result.
///
/// What the equations leave open is settled here: `and`, `or` and `if` evaluate no more than they need; a
/// pair that is not kept contributes nothing, whatever its elements hold; a row that keeps nothing (or
/// only scores of minus infinity) has softmax weights of 0.
///
/// ```java
/// Values o = Interpreter.of(attention, Map.of("B", 1, …), Map.of("w", 256.0), Map.of("q", q, …)).run().get("o");
/// ```
public final class Interpreter {
    /// Rows that a thread takes at a time.
    private static final int ROWS_AT_A_TIME = 16;

    private final Attention attention;
    private final Binding binding;

    private Interpreter(Attention attention, Binding binding) {
        this.attention = attention;
        this.binding = binding;
    }

    /// Binds an attention to sizes, params and input tensors by name.
    ///
    /// @param sizes of every dim that is not fixed
    /// @param params of every param; an i32 as an integral number, a bool as 0 or 1
    /// @param tensors of every tensor that is no out, in the declared shape
    /// @throws InterpretException where something is missing or does not fit, or a `where` does not hold
    public static Interpreter of(
            Attention attention,
            Map<String, Integer> sizes,
            Map<String, Double> params,
            Map<String, ? extends Elements> tensors) {
        return new Interpreter(attention, Binding.of(attention, sizes, params, tensors));
    }

    /// Checks sizes and params of any kernel before there is any tensor.
    ///
    /// @throws InterpretException where something is missing or does not fit, or a `where` does not hold
    public static void check(Kernel kernel, Map<String, Integer> sizes, Map<String, Double> params) {
        Binding.checkScalars(kernel, sizes, params);
    }

    /// Evaluates any kernel: what it writes, by name, in declaration order.
    ///
    /// @throws InterpretException as [#of] and [#run()]
    public static Map<String, Values> run(
            Kernel kernel,
            Map<String, Integer> sizes,
            Map<String, Double> params,
            Map<String, ? extends Elements> tensors) {
        return switch (kernel) {
            case Attention attention -> of(attention, sizes, params, tensors).run();
            case Scan scan -> ScanInterpreter.of(scan, sizes, params, tensors).run();
        };
    }

    /// All rows: the outs by name, in declaration order. Elements of an out that no row writes are 0.
    ///
    /// @throws InterpretException where an index leaves its axis or an integer is divided by zero
    public Map<String, Values> run() {
        var outs = new LinkedHashMap<String, Values>();
        var compiler = compiler();
        for (Tensor tensor : attention.tensors()) {
            if (tensor.role() == Tensor.Role.OUT) {
                outs.put(tensor.name(), Values.zeros(compiler.sizes(tensor.shape())));
            }
        }
        long heads = heads();
        long queries = queries();
        evaluate(
                batches() * heads * queries,
                row -> new Place((int) (row / queries / heads), (int) (row / queries % heads), (int) (row % queries)),
                (results, _) -> results.forEach(result -> store(result, outs)));
        return outs;
    }

    /// The chosen rows alone, in their order, and for each row the outs in declaration order.
    ///
    /// @throws InterpretException as [#run()]
    /// @throws IllegalArgumentException for a place that does not exist
    public List<OutRow> rows(List<Place> places) {
        for (Place place : places) {
            if (!inside(place.b(), batches()) || !inside(place.h(), heads()) || !inside(place.i(), queries())) {
                throw new IllegalArgumentException("no such row: " + place);
            }
        }
        var rows = new ArrayList<List<OutRow>>(Collections.nCopies(places.size(), List.of()));
        evaluate(places.size(), row -> places.get((int) row), (results, row) -> rows.set((int) row, results));
        return rows.stream().flatMap(List::stream).toList();
    }

    /// How many values `b` has; likewise [#heads()] and [#queries()].
    public int batches() {
        return compiler().size(attention.batches());
    }

    public int heads() {
        return compiler().size(attention.heads());
    }

    public int queries() {
        return compiler().size(attention.queries());
    }

    private Compiler compiler() {
        return new Compiler(binding, new Kept(), new Carried());
    }

    private static boolean inside(int index, int size) {
        return 0 <= index && index < size;
    }

    private static void store(OutRow row, Map<String, Values> outs) {
        var out = outs.get(row.out());
        if (out != null) {
            System.arraycopy(row.values(), 0, out.data(), Math.toIntExact(row.offset()), row.values().length);
        }
    }

    /// Rows are independent of one another: every core takes some at a time, with code of its own.
    private void evaluate(long rows, LongFunction<Place> places, ObjLongConsumer<List<OutRow>> consumer) {
        var next = new AtomicLong();
        int workers = (int) Math.min(Runtime.getRuntime().availableProcessors(), rows / ROWS_AT_A_TIME + 1);
        IntStream.range(0, workers).parallel().forEach(_ -> {
            var evaluation = new RowEvaluation(attention, binding);
            for (long from; (from = next.getAndAdd(ROWS_AT_A_TIME)) < rows; ) {
                for (long row = from; row < Math.min(rows, from + ROWS_AT_A_TIME); row++) {
                    consumer.accept(evaluation.evaluate(places.apply(row)), row);
                }
            }
        });
    }
}
