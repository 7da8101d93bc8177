package dev.weft.cli.run;

import dev.weft.cli.bind.Bound;
import dev.weft.dsl.interpret.Interpreter;
import dev.weft.dsl.interpret.Place;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How many (b, h, i, j) count: the work that a kernel cannot avoid.
///
/// @param exact whether all rows were counted, or only some of each head, evenly spread
public record KeptPairs(double count, boolean exact) {
    /// Pairs that are enumerated before rows are sampled.
    private static final double MOST = 1 << 26;

    /// Counts them with the interpreter: an attention whose weights are all 1 sums to the number of keys of
    /// each row.
    public static KeptPairs of(Bound bound, Map<String, dev.weft.runtime.Tensor> tensors) {
        var kernel = bound.attention();
        var counter = InterpreterExecutor.of(new Bound(counting(kernel), bound.sizes(), bound.params()), tensors);
        int batches = counter.batches();
        int heads = counter.heads();
        int queries = counter.queries();
        int sampledBatches = dependsOn(kernel, Axis.BATCH) ? batches : Math.min(1, batches);
        int sampledHeads = dependsOn(kernel, Axis.HEAD) ? heads : Math.min(1, heads);
        double rows = (double) sampledBatches * sampledHeads * queries;
        if (rows == 0) {
            return new KeptPairs(0, true);
        }
        double keys = Math.max(1, rows(counter, List.of(new Place(0, 0, queries - 1))));
        int step = (int) Math.max(1, Math.ceil(rows * Math.max(keys, queries) / MOST));
        var places = new ArrayList<Place>();
        for (int b = 0; b < sampledBatches; b++) {
            for (int h = 0; h < sampledHeads; h++) {
                for (int i = step / 2; i < queries; i += step) {
                    places.add(new Place(b, h, i));
                }
            }
        }
        double all = (double) batches * heads * queries;
        return new KeptPairs(rows(counter, places) * (all / Math.max(1, places.size())), step == 1);
    }

    private static double rows(Interpreter counter, List<Place> places) {
        return counter.rows(places).stream().mapToDouble(row -> row.values()[0]).sum();
    }

    private static Attention counting(Attention kernel) {
        var one = new Term.Constant(Kind.REAL, 1);
        var at = List.<Term>of(new Term.Index(Axis.BATCH), new Term.Index(Axis.HEAD), new Term.Index(Axis.QUERY));
        var shape = List.of(kernel.batches(), kernel.heads(), kernel.queries());
        var kept = new Tensor("kept", Tensor.Role.OUT, Storage.F64, shape, at, "");
        return new Attention(
                kernel.name(),
                "",
                kernel.dims(),
                kernel.arguments().stream()
                        .filter(argument -> !(argument instanceof Tensor tensor) || reads(kernel, tensor))
                        .toList(),
                List.of(),
                kernel.batches(),
                kernel.heads(),
                kernel.queries(),
                kernel.keys(),
                kernel.exists(),
                kernel.keep(),
                one,
                List.of(new OutEquation(kept, new Term.OverKeys(new Row.Elementwise(one), one))),
                kernel.algorithm(),
                kernel.source());
    }

    private static boolean reads(Attention kernel, Tensor tensor) {
        return Stream.of(kernel.keys(), kernel.exists(), kernel.keep())
                .anyMatch(term -> Mentions.any(
                        term,
                        part -> part instanceof Term.Element(var read, var _)
                                && read.name().equals(tensor.name())));
    }

    private static boolean dependsOn(Attention kernel, Axis axis) {
        return Mentions.axis(kernel.keys(), axis)
                || Mentions.axis(kernel.exists(), axis)
                || Mentions.axis(kernel.keep(), axis);
    }
}
