package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import dev.weft.dsl.model.Term;
import java.util.ArrayList;
import java.util.List;

/// One entry of a vector over pairs. A part that depends on one side alone is computed there and read back; the rest is
/// worked out from the tensors' own elements: slow, and right for everything.
///
/// @param over which sum runs through the entries: an entry of a matrix product is a sum over the other of the two axes
/// @param entry which entry, INT over that axis
/// @param pairs what scalars inside become
record Entries(Axis over, Value entry, Pairs pairs) implements Leaves {
    private static final Value ZERO = Values.whole(0);

    static Entries of(Pairs pairs) {
        return new Entries(Axis.FEATURE, Values.ramp(Axis.FEATURE), pairs);
    }

    /// `left @ right` as a sum over entries.
    Value product(Term left, Term right) {
        return new Value.FeatureSum(over, Side.features(left).size(), Values.multiply(entry(left), entry(right)));
    }

    Value entry(Term vector) {
        if (entry.equals(Values.ramp(Axis.FEATURE)) && Terms.any(vector, Entries::isWork)) {
            if (pairs.reach().rows(vector)) {
                return Values.at(pairs.rows().tile(vector));
            }
            if (pairs.reach().keys(vector)) {
                return Values.at(pairs.keys().tile(vector));
            }
        }
        return switch (vector) {
            case Term.Apply(var _, var op, var of) ->
                Values.apply(Points.op(op), of.stream().map(this::part).toList());
            case Term.Choose(var _, var when, var then, var otherwise) ->
                Truths.choose(pairs.value(when), part(then), part(otherwise));
            case Term other -> new Points(this).value(other);
        };
    }

    /// A scalar meets every entry.
    private Value part(Term term) {
        return Terms.isScalar(term) ? pairs.value(term) : entry(term);
    }

    /// Whether it is worth a tile of its own.
    private static boolean isWork(Term term) {
        return term instanceof Term.Contract || term instanceof Term.Apply || term instanceof Term.Rotate;
    }

    @Override
    public Value element(Term.Element element, List<Value> at) {
        return Points.cell(element, at, entry);
    }

    /// The row of the matrix for this entry, times the vector.
    @Override
    public Value contract(Term.Contract contract) {
        var spread = Contractions.spread(contract, pairs.reach());
        if (!spread.equals(contract)) {
            return entry(spread);
        }
        var other = over == Axis.FEATURE ? Axis.INNER : Axis.FEATURE;
        var column = Values.ramp(other);
        var term = Values.multiply(
                matrix(contract.left(), column), new Entries(other, column, pairs).entry(contract.right()));
        return new Value.FeatureSum(other, Side.features(contract.right()).size(), term);
    }

    private Value matrix(Term matrix, Value column) {
        return switch (matrix) {
            case Term.Element(var tensor, var indices) -> {
                var at = new ArrayList<>(new Points(pairs).values(indices));
                at.add(entry);
                at.add(column);
                yield new Value.Cell(tensor.name(), Points.kind(tensor.storage().kind()), at);
            }
            case Term.Apply(var _, var op, var of)
            when of.size() == 1 -> Values.apply(Points.op(op), matrix(of.getFirst(), column));
            case Term other -> throw new IllegalStateException("lowering: no matrix: " + other);
        };
    }

    /// (x, y) becomes (x cos a - y sin a, x sin a + y cos a).
    @Override
    public Value rotate(Term.Rotate rotate) {
        var rotation = Side.rotation(rotate.rotation());
        var two = Values.whole(2);
        var half = Values.apply(Op.DIV, rotation.dims(), two);
        var halves = rotation.pairing() == dev.weft.codegen.tile.Rotation.Pairing.HALVES;
        var pair = Values.apply(halves ? Op.MOD : Op.DIV, entry, halves ? half : two);
        var first = halves ? Truths.less(entry, half) : Truths.equal(Values.apply(Op.MOD, entry, two), ZERO);
        var x = halves ? pair : Values.multiply(two, pair);
        var y = halves ? Values.add(pair, half) : Values.add(x, Values.whole(1));
        var position = pairs.value(rotate.position());
        var theta = dev.weft.codegen.tile.Simplifier.replace(rotation.theta(), Values.ramp(Axis.PAIR), pair);
        var angle = Values.multiply(position, theta);
        var cos = Values.apply(Op.COS, angle);
        var sin = Values.apply(Op.SIN, angle);
        var a = new Entries(over, x, pairs).entry(rotate.vector());
        var b = new Entries(over, y, pairs).entry(rotate.vector());
        var turned = Truths.choose(
                first,
                Values.subtract(Values.multiply(a, cos), Values.multiply(b, sin)),
                Values.add(Values.multiply(a, sin), Values.multiply(b, cos)));
        boolean all = rotation.dims().equals(Side.features(rotate.vector()).size());
        return all ? turned : Truths.choose(Truths.less(entry, rotation.dims()), turned, entry(rotate.vector()));
    }
}
