package dev.weft.cli.run;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.bind.Inputs;
import dev.weft.dsl.interpret.Interpreter;
import dev.weft.dsl.interpret.Place;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Storage;
import dev.weft.runtime.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/// Outs against the interpreter: on all rows where that is quick, else on rows drawn from all over,
/// always the same ones.
///
/// The error of an element is `|got - expected| / max(1, |expected|)`; equal infinities and two NaNs
/// agree.
///
/// @param outs by name, in declaration order
/// @param checked how many rows were compared
/// @param rows how many there are
public record Verification(List<Worst> outs, long checked, long rows) {
    /// Multiplications that the interpreter may take; a second or so.
    private static final double BUDGET = 1e8;

    private static final int FEWEST = 64;

    public Verification {
        outs = List.copyOf(outs);
    }

    /// The element of one out that is furthest off.
    ///
    /// @param place where that is, for people: `b=0 h=1 i=7`
    /// @param index flat, row-major
    public record Worst(
            String out, double error, double tolerance, String place, long index, double got, double expected) {
        /// Whether it is near enough.
        public boolean ok() {
            return error <= tolerance;
        }
    }

    /// Whether all outs are near enough.
    public boolean ok() {
        return outs.stream().allMatch(Worst::ok);
    }

    /// Compares.
    ///
    /// @param tensors inputs and outs by name
    public static Verification of(Bound bound, Map<String, Tensor> tensors) {
        var inputs = new LinkedHashMap<>(tensors);
        inputs.keySet()
                .retainAll(Inputs.inputs(bound.kernel()).stream()
                        .map(t -> t.name())
                        .toList());
        return switch (bound.kernel()) {
            case Attention attention -> rows(bound, attention, inputs, tensors);
            case Scan scan -> steps(bound, scan, inputs, tensors);
        };
    }

    /// Every element of every step.
    private static Verification steps(Bound bound, Scan scan, Map<String, Tensor> inputs, Map<String, Tensor> tensors) {
        long steps = bound.size(scan.steps());
        long rows = bound.size(scan.batches()) * steps;
        var expected = InterpreterExecutor.results(bound, inputs);
        var worst = new ArrayList<Worst>();
        for (var tensor : scan.tensors()) {
            var values = expected.get(tensor.name());
            if (values != null) {
                var none = new Worst(tensor.name(), 0, tolerance(tensor.storage()), "", 0, 0, 0);
                var width = Math.max(1, values.data().length / Math.max(1, rows));
                worst.add(worse(
                        none,
                        values.data(),
                        0,
                        tensors.get(tensor.name()),
                        element -> "b=%d t=%d".formatted(element / width / steps, element / width % steps)));
            }
        }
        return new Verification(worst, rows, rows);
    }

    private static Verification rows(
            Bound bound, Attention attention, Map<String, Tensor> inputs, Map<String, Tensor> tensors) {
        var interpreter = InterpreterExecutor.of(bound, inputs);
        long rows = (long) interpreter.batches() * interpreter.heads() * interpreter.queries();
        var places = places(interpreter, rows, costOfRow(bound, interpreter));
        var worst = new LinkedHashMap<String, Worst>();
        for (var out : attention.outs()) {
            var name = out.out().name();
            worst.put(name, new Worst(name, 0, tolerance(out.out().storage()), "", 0, 0, 0));
        }
        for (var row : interpreter.rows(places)) {
            worst.computeIfPresent(
                    row.out(),
                    (name, before) ->
                            worse(before, row.values(), row.offset(), tensors.get(name), _ -> text(row.place())));
        }
        return new Verification(new ArrayList<>(worst.values()), places.size(), rows);
    }

    private static String text(Place place) {
        return "b=%d h=%d i=%d".formatted(place.b(), place.h(), place.i());
    }

    /// The worst of some elements of an out, from `offset` on, and what was worst before.
    private static Worst worse(
            Worst before,
            double[] values,
            long offset,
            @org.jspecify.annotations.Nullable Tensor out,
            LongFunction<String> place) {
        var worst = before;
        for (int e = 0; out != null && e < values.length; e++) {
            double expected = values[e];
            double got = out.get(offset + e);
            double error = error(got, expected);
            if (error > worst.error()) {
                worst = new Worst(
                        before.out(), error, before.tolerance(), place.apply(offset + e), offset + e, got, expected);
            }
        }
        return worst;
    }

    static double error(double got, double expected) {
        if (got == expected || (Double.isNaN(got) && Double.isNaN(expected))) {
            return 0;
        }
        double error = Math.abs(got - expected) / Math.max(1, Math.abs(expected));
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    /// How far an element may be off: the rounding of its storage and of f32 sums.
    static double tolerance(Storage storage) {
        return switch (storage) {
            case F64 -> 1e-10;
            case F32 -> 2e-5;
            case F16 -> 2e-3;
            case BF16 -> 2e-2;
            case I32, BOOL -> 0;
        };
    }

    private static double costOfRow(Bound bound, Interpreter interpreter) {
        double widest = Math.max(1, interpreter.queries());
        for (var tensor : Inputs.inputs(bound.kernel())) {
            for (long size : bound.shape(tensor)) {
                widest = Math.max(widest, (double) size);
            }
        }
        return widest * (Flops.perPair(bound) / 2.0 + 8);
    }

    private static List<Place> places(Interpreter interpreter, long rows, double cost) {
        long wanted = Math.min(rows, (long) Math.max(FEWEST, BUDGET / cost));
        var places = new ArrayList<Place>();
        var random = new SplittableRandom(rows);
        for (long n = 0; n < wanted; n++) {
            // One from each of equal parts; the first part gives its first row and the last its last.
            long from = (long) ((double) n * rows / wanted);
            long to = Math.max(from + 1, (long) ((double) (n + 1) * rows / wanted));
            long row = n == 0 ? 0 : n == wanted - 1 ? rows - 1 : random.nextLong(from, to);
            long head = row / interpreter.queries();
            places.add(new Place((int) (head / interpreter.heads()), (int) (head % interpreter.heads()), (int)
                    (row % interpreter.queries())));
        }
        return places;
    }
}
