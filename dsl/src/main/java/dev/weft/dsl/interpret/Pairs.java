package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Rotation;
import dev.weft.dsl.model.Term;
import java.util.Map;

/// An attention's terms at single pairs of a query and a key, in double precision: what pictures show.
/// For one thread.
///
/// ```java
/// var pairs = Pairs.of(attention, Map.of("B", 1, …), Map.of("w", 3.0), Map.of());
/// boolean seen = pairs.keeps(new Place(0, 0, 4), 2);
/// ```
public final class Pairs {
    private final Compiler compiler;
    private final Point point = new Point();
    private final Code.OfScalar keys;
    private final Code.OfScalar exists;
    private final Code.OfScalar keep;
    private Place place = new Place(0, 0, 0);

    private Pairs(Attention attention, Binding binding) {
        compiler = new Compiler(binding, new Kept(), new Carried());
        keys = compiler.scalar(attention.keys());
        exists = compiler.scalar(attention.exists());
        keep = compiler.scalar(attention.keep());
        point.enter(place);
    }

    /// Binds an attention to sizes, params and those input tensors that its pairs and the terms asked for
    /// later read.
    ///
    /// @throws InterpretException where something is missing or does not fit, or a `where` does not hold
    public static Pairs of(
            Attention attention,
            Map<String, Integer> sizes,
            Map<String, Double> params,
            Map<String, ? extends Elements> tensors) {
        return new Pairs(attention, Binding.partly(attention, sizes, params, tensors));
    }

    /// The value of a scalar term at a pair; truth is 0 or 1.
    @FunctionalInterface
    public interface OfPair {
        double at(Place place, int j);
    }

    /// How many values `j` has in a row.
    public int keys(Place row) {
        enter(row);
        return (int) keys.at(point);
    }

    /// Whether a pair counts: its key exists and is kept.
    public boolean keeps(Place row, int j) {
        enter(row);
        point.key(j);
        return exists.holds(point) && keep.holds(point);
    }

    /// Makes a scalar term ready. It is evaluated wherever it is asked for: an index may leave its axis
    /// where the pair is not kept.
    public OfPair term(Term term) {
        var code = compiler.scalar(term);
        return (row, j) -> {
            enter(row);
            point.key(j);
            return code.at(point);
        };
    }

    /// The value of a term over dims and params alone, such as a size.
    public double value(Term term) {
        return compiler.scalar(term).at(new Point());
    }

    /// The angle per unit of position of each pair of entries that a rotation turns.
    public double[] angles(Rotation rotation) {
        return compiler.angles(rotation);
    }

    private void enter(Place row) {
        if (!row.equals(place)) {
            place = row;
            point.enter(row);
        }
    }
}
