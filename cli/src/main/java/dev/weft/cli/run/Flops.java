package dev.weft.cli.run;

import dev.weft.cli.bind.Bound;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.LinkedHashSet;
import java.util.Set;

/// The useful floating-point operations of one kept pair: 2 D for a product of a query and a key, 2 E for a
/// value that is added up. What is done once per row or per key (rotations, matrices), exponentials and
/// biases do not count.
public final class Flops {
    private final Bound bound;

    private Flops(Bound bound) {
        this.bound = bound;
    }

    /// Flops per kept pair.
    public static long perPair(Bound bound) {
        var flops = new Flops(bound);
        var sums = new LinkedHashSet<Term>();
        bound.attention().outs().stream().map(OutEquation::value).forEach(value -> collect(value, sums));
        long values = sums.stream()
                .mapToLong(
                        sum -> 2 * flops.length(((Term.OverKeys) sum).vector().type()))
                .sum();
        return flops.score(bound.attention().score()) + values;
    }

    /// Flops of one step of one sequence: 2 for each entry of a matrix that a vector is multiplied with,
    /// and 2 for each entry of a product of two vectors. What is elementwise does not count.
    static long perStep(Bound bound, Scan scan) {
        var products = new LinkedHashSet<Term.Contract>();
        scan.states().forEach(state -> contractions(state.next(), products));
        scan.outs().forEach(out -> contractions(out.value(), products));
        var flops = new Flops(bound);
        return products.stream()
                .mapToLong(product -> 2 * flops.length(product.left().type()))
                .sum();
    }

    private static void contractions(Term term, Set<Term.Contract> products) {
        if (term instanceof Term.Contract product) {
            products.add(product);
        }
        Mentions.parts(term).forEach(part -> contractions(part, products));
    }

    /// Of a choice only the dearer side counts: a pair pays for one.
    private long score(Term term) {
        return switch (term) {
            case Term.Choose(var _, Term when, Term then, Term otherwise) ->
                score(when) + Math.max(score(then), score(otherwise));
            case Term.Contract(var _, Term left, Term right)
            when perPairProduct(left, right) -> 2 * length(left.type());
            case Term other -> Mentions.parts(other).mapToLong(this::score).sum();
        };
    }

    private static boolean perPairProduct(Term left, Term right) {
        return left.type() instanceof Type.Vector
                && (Mentions.axis(left, Axis.QUERY) || Mentions.axis(right, Axis.QUERY))
                && (Mentions.axis(left, Axis.KEY) || Mentions.axis(right, Axis.KEY));
    }

    private static void collect(Term term, Set<Term> sums) {
        if (term instanceof Term.OverKeys) {
            sums.add(term);
        }
        Mentions.parts(term).forEach(part -> collect(part, sums));
    }

    private long length(Type type) {
        return switch (type) {
            case Type.Scalar _ -> 1;
            case Type.Vector(var _, Term size) -> bound.size(size);
            case Type.Matrix(var _, Term rows, Term columns) -> bound.size(rows) * bound.size(columns);
        };
    }

    /// The tensors' bytes, each read or written once: the least traffic there can be.
    public static double bytes(Bound bound) {
        return bound.kernel().tensors().stream()
                .mapToDouble(tensor -> (double) tensor.storage().bytes()
                        * java.util.stream.LongStream.of(bound.shape(tensor))
                                .asDoubleStream()
                                .reduce(1, (a, b) -> a * b))
                .sum();
    }
}
