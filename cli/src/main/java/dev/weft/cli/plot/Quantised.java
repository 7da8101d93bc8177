package dev.weft.cli.plot;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.console.Failure;
import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Terms;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.codes.Codebook;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The keys that an attention quantises, and their codebooks, as numbers.
final class Quantised implements AutoCloseable {
    private final Bound bound;
    private final Term.Element vector;
    private final Term.Element codes;
    private final Tensor keys;
    private final Tensor books;

    private final Settled settled;

    private Quantised(
            Bound bound, Term.Element vector, Term.Element codes, Tensor keys, Tensor books, Settled settled) {
        this.bound = bound;
        this.vector = vector;
        this.codes = codes;
        this.keys = keys;
        this.books = books;
        this.settled = settled;
    }

    /// Where each key lies, and where its codes begin.
    record Pair(List<Long> keys, long codes) {
        Pair {
            keys = List.copyOf(keys);
        }
    }

    static Quantised of(Subject subject) {
        var bound = subject.bound();
        var name = bound.kernel().name();
        if (!(bound.kernel() instanceof Attention attention)) {
            throw new Failure(name + " is a scan: it quantises no keys");
        }
        var all = nearest(attention);
        if (all.isEmpty()) {
            throw new Failure(name + " quantises no keys: it has no `nearest(k, c)`");
        }
        if (all.size() > 1) {
            throw new Failure("%s has several codes, %s, and a picture shows one; cure: plot a kernel with one of them"
                    .formatted(name, all.stream().map(Show::term).collect(Collectors.joining("`, `", "`", "`"))));
        }
        if (!(all.iterator().next() instanceof Term.Nearest(Term.Element vector, Term.Element codes))) {
            throw new Failure(name + " quantises something else than a key as it is given");
        }
        var keys = subject.inputs().read(vector.tensor(), bound.shape(vector.tensor()));
        try {
            var books = subject.inputs().read(codes.tensor(), bound.shape(codes.tensor()));
            return new Quantised(bound, vector, codes, keys, books, new Settled(subject));
        } catch (RuntimeException | Error e) {
            keys.close();
            throw e;
        }
    }

    /// The different codes in the equations of an attention.
    private static Set<Term> nearest(Attention attention) {
        var equations = new ArrayList<>(List.of(attention.score(), attention.keep()));
        attention.outs().forEach(out -> equations.add(out.value()));
        if (attention.algorithm() instanceof Algorithm.Codes folding) {
            equations.add(folding.code());
        }
        var all = new LinkedHashSet<Term>();
        equations.forEach(term -> all.addAll(Terms.all(term, Term.Nearest.class::isInstance)));
        return all;
    }

    /// All keys of all batches and heads that exist, those that heads share once.
    Set<Pair> pairs() {
        var attention = bound.attention();
        var pairs = new LinkedHashSet<Pair>();
        for (int b = 0; b < settled.number(attention.batches(), 0, 0, 0); b++) {
            for (int h = 0; h < settled.number(attention.heads(), b, 0, 0); h++) {
                var places = new ArrayList<Long>();
                for (int j = 0; j < settled.number(attention.keys(), b, h, 0); j++) {
                    if (settled.number(attention.exists(), b, h, j) != 0) {
                        places.add(settled.place(vector, keys, b, h, j));
                    }
                }
                pairs.add(new Pair(places, settled.place(codes, books, b, h, 0)));
            }
        }
        return pairs;
    }

    Codebook book(Pair pair) {
        int depth = (int) books.size(books.rank() - 1);
        int count = codes.type() instanceof Type.Matrix(var _, var rows, var _) ? (int) bound.size(rows) : 0;
        var rows = new float[Math.multiplyExact(count, depth)];
        for (int e = 0; e < rows.length; e++) {
            rows[e] = (float) books.get(pair.codes() + e);
        }
        return Codebook.of(rows, count, depth);
    }

    /// `[keys, depth]`
    float[] keys(Pair pair) {
        int depth = (int) keys.size(keys.rank() - 1);
        var vectors = new float[Math.multiplyExact(pair.keys().size(), depth)];
        for (int e = 0; e < vectors.length; e++) {
            vectors[e] = (float) keys.get(pair.keys().get(e / depth) + e % depth);
        }
        return vectors;
    }

    @Override
    public void close() {
        keys.close();
        books.close();
        settled.close();
    }
}
