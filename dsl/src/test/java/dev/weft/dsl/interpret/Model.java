package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Argument;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Fact;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Source;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// An attention put together by hand, and the numbers that it is run on. Sizes are constants.
final class Model {
    private final int batches;
    private final int heads;
    private final int queries;
    private final Term keys;
    private final List<Dim> dims = new ArrayList<>();
    private final List<Argument> arguments = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final List<OutEquation> outs = new ArrayList<>();
    private final Map<String, Elements> values = new LinkedHashMap<>();
    private final Map<String, Double> params = new LinkedHashMap<>();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private Term exists = Terms.TRUE;
    private Term keep = Terms.TRUE;
    private Term score = Terms.r(0);

    Model(int batches, int heads, int queries, int keys) {
        this(batches, heads, queries, Terms.n(keys));
    }

    Model(int batches, int heads, int queries, Term keys) {
        this.batches = batches;
        this.heads = heads;
        this.queries = queries;
        this.keys = keys;
    }

    Tensor query(String name, double[] data, int size) {
        return input(name, Tensor.Role.QUERY, data, List.of(Terms.B, Terms.H, Terms.I), batches, heads, queries, size);
    }

    Tensor key(String name, double[] data, int keyCount, int size) {
        return input(name, Tensor.Role.KEY, data, List.of(Terms.B, Terms.H, Terms.J), batches, heads, keyCount, size);
    }

    Tensor input(String name, Tensor.Role role, double[] data, List<Term> at, int... shape) {
        return input(name, role, Storage.F32, data, at, shape);
    }

    Tensor table(String name, Storage storage, double[] data, int... shape) {
        return input(name, Tensor.Role.TABLE, storage, data, List.of(), shape);
    }

    Tensor input(String name, Tensor.Role role, Storage storage, double[] data, List<Term> at, int... shape) {
        var tensor = new Tensor(name, role, storage, constants(shape), at, "");
        arguments.add(tensor);
        values.put(name, new Values(shape, data));
        return tensor;
    }

    Model dim(String name, int size) {
        dims.add(new Dim.Symbolic(name));
        sizes.put(name, size);
        return this;
    }

    Model fact(Term condition, String text) {
        facts.add(new Fact(condition, text));
        return this;
    }

    Term param(String name, Storage storage, double value) {
        var param = new Param(name, storage, "");
        arguments.add(param);
        params.put(name, value);
        return new Term.Parameter(param);
    }

    Model exists(Term condition) {
        exists = condition;
        return this;
    }

    Model keep(Term condition) {
        keep = condition;
        return this;
    }

    Model score(Term value) {
        score = value;
        return this;
    }

    /// An out `[b, h, i]` of vectors of `size`; of scalars where `size` is 0.
    Model out(String name, int size, Term value) {
        var shape = size == 0 ? constants(batches, heads, queries) : constants(batches, heads, queries, size);
        var tensor = new Tensor(name, Tensor.Role.OUT, Storage.F32, shape, List.of(Terms.B, Terms.H, Terms.I), "");
        arguments.add(tensor);
        outs.add(new OutEquation(tensor, value));
        return this;
    }

    Interpreter bind() {
        return Interpreter.of(attention(), sizes, params, values);
    }

    Map<String, Values> run() {
        return bind().run();
    }

    /// The numbers of one out.
    double[] run(String out) {
        return java.util.Objects.requireNonNull(run().get(out)).data();
    }

    Attention attention() {
        return new Attention(
                "ByHand",
                "",
                dims,
                arguments,
                facts,
                Terms.n(batches),
                Terms.n(heads),
                Terms.n(queries),
                keys,
                exists,
                keep,
                score,
                outs,
                new Algorithm.Flash(),
                new Source(List.of()));
    }

    private static List<Term> constants(int... shape) {
        return java.util.Arrays.stream(shape).mapToObj(Terms::n).toList();
    }

    /// Seeded normal numbers.
    static double[] normal(long seed, int count) {
        var random = new Random(seed);
        var data = new double[count];
        for (int e = 0; e < count; e++) {
            data[e] = random.nextGaussian();
        }
        return data;
    }

    /// The rows of the unit matrix, `copies` times: a value j that marks position j of the out.
    static double[] marks(int copies, int size) {
        var data = new double[copies * size * size];
        for (int copy = 0; copy < copies; copy++) {
            for (int j = 0; j < size; j++) {
                data[(copy * size + j) * size + j] = 1;
            }
        }
        return data;
    }

    static double[] filled(double value, int count) {
        var data = new double[count];
        java.util.Arrays.fill(data, value);
        return data;
    }
}
