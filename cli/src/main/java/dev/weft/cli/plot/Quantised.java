package dev.weft.cli.plot;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.console.Failure;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Folding;
import dev.weft.dsl.prove.Terms;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.codes.Codebook;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The keys that an attention quantises, and their codebooks, as numbers.
final class Quantised implements AutoCloseable {
    private final Bound bound;
    private final Term.Element vector;
    private final Term.Element codes;
    private final Tensor keys;
    private final Tensor books;

    private Quantised(Bound bound, Term.Element vector, Term.Element codes, Tensor keys, Tensor books) {
        this.bound = bound;
        this.vector = vector;
        this.codes = codes;
        this.keys = keys;
        this.books = books;
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
        var nearest = Stream.concat(
                        Stream.of(attention.score(), attention.keep()),
                        attention.outs().stream().map(out -> out.value()))
                .flatMap(term -> Terms.find(term, Term.Nearest.class::isInstance).stream())
                .findFirst()
                .orElseThrow(() -> new Failure(name + " quantises no keys: it has no `nearest(k, c)`"));
        if (!(nearest instanceof Term.Nearest(Term.Element vector, Term.Element codes))) {
            throw new Failure(name + " quantises something else than a key as it is given");
        }
        var keys = subject.inputs().read(vector.tensor(), bound.shape(vector.tensor()));
        var books = subject.inputs().read(codes.tensor(), bound.shape(codes.tensor()));
        return new Quantised(bound, vector, codes, keys, books);
    }

    /// All keys of all batches and heads, those that heads share once.
    Set<Pair> pairs() {
        var attention = bound.attention();
        var pairs = new LinkedHashSet<Pair>();
        for (int b = 0; b < number(attention.batches(), 0, 0, 0); b++) {
            for (int h = 0; h < number(attention.heads(), b, 0, 0); h++) {
                var places = new ArrayList<Long>();
                for (int j = 0; j < number(attention.keys(), b, h, 0); j++) {
                    places.add(place(vector, keys, b, h, j));
                }
                pairs.add(new Pair(places, place(codes, books, b, h, 0)));
            }
        }
        return pairs;
    }

    private long place(Term.Element read, Tensor tensor, int b, int h, int j) {
        long offset = 0;
        for (int axis = 0; axis < tensor.rank(); axis++) {
            long index = axis < read.at().size() ? number(read.at().get(axis), b, h, j) : 0;
            offset = offset * tensor.size(axis) + index;
        }
        return offset;
    }

    private long number(Term term, int b, int h, int j) {
        return Folding.constant(settled(term, b, h, j))
                .map(constant -> (long) constant.value())
                .orElseThrow(() ->
                        new Failure(bound.kernel().name() + " finds its keys by tables: their codes cannot be drawn"));
    }

    private Term settled(Term term, int b, int h, int j) {
        return switch (term) {
            case Term.Index(var axis) when axis == Axis.BATCH -> new Term.Constant(Kind.INT, b);
            case Term.Index(var axis) when axis == Axis.HEAD -> new Term.Constant(Kind.INT, h);
            case Term.Index(var axis) when axis == Axis.KEY -> new Term.Constant(Kind.INT, j);
            case Term.Size(var dim) -> new Term.Constant(Kind.INT, bound.sizes().getOrDefault(dim.name(), 0));
            case Term other -> Terms.map(other, inside -> settled(inside, b, h, j));
        };
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
    }
}
