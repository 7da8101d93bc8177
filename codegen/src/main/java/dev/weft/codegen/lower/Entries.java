package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.List;

/// One entry of a vector over pairs, read from the tensors' own elements: slow, and right for everything.
///
/// @param entry which entry, INT
/// @param scalars what scalar contractions and folds inside become
record Entries(Value entry, Leaves scalars) implements Leaves {
    private static final Value ZERO = Values.whole(0);

    /// `left @ right` as a sum over entries.
    static Value product(Term left, Term right, Leaves scalars) {
        if (isTransformed(right) && !isTransformed(left)) {
            return product(right, left, scalars);
        }
        var size = Side.features(left).size();
        var feature = Values.ramp(Axis.FEATURE);
        if (left instanceof Term.Contract(var _, Term.Element matrix, var of)) {
            var inner = Side.features(of).size();
            var row = Values.apply(Op.DIV, feature, inner);
            var column = Values.apply(Op.MOD, feature, inner);
            var product = Values.multiply(
                    Values.multiply(element(matrix, row, column, scalars), entry(of, column, scalars)),
                    entry(right, row, scalars));
            return new Value.FeatureSum(Values.multiply(size, inner), product);
        }
        return new Value.FeatureSum(
                size, Values.multiply(entry(left, feature, scalars), entry(right, feature, scalars)));
    }

    static Value entry(Term vector, Value entry, Leaves scalars) {
        return new Points(new Entries(entry, scalars)).value(vector);
    }

    @Override
    public Value element(Term.Element element, List<Value> at) {
        return Points.cell(element, at, entry);
    }

    @Override
    public Value contract(Term.Contract contract) {
        if (contract.type() instanceof Type.Scalar) {
            return scalars.contract(contract);
        }
        throw new IllegalStateException("lowering: a matrix times a vector over pairs, inside a function");
    }

    @Override
    public Value fold(Term.Fold fold) {
        return scalars.fold(fold);
    }

    @Override
    public Value score() {
        return scalars.score();
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
        var position = new Points(scalars).value(rotate.position());
        var theta = dev.weft.codegen.tile.Simplifier.replace(rotation.theta(), Values.ramp(Axis.PAIR), pair);
        var angle = Values.multiply(position, theta);
        var cos = Values.apply(Op.COS, angle);
        var sin = Values.apply(Op.SIN, angle);
        var a = entry(rotate.vector(), x, scalars);
        var b = entry(rotate.vector(), y, scalars);
        var turned = Truths.choose(
                first,
                Values.subtract(Values.multiply(a, cos), Values.multiply(b, sin)),
                Values.add(Values.multiply(a, sin), Values.multiply(b, cos)));
        boolean all = rotation.dims().equals(Side.features(rotate.vector()).size());
        return all
                ? turned
                : Truths.choose(Truths.less(entry, rotation.dims()), turned, entry(rotate.vector(), entry, scalars));
    }

    private static Value element(Term.Element matrix, Value row, Value column, Leaves scalars) {
        var at = new java.util.ArrayList<>(new Points(scalars).values(matrix.at()));
        at.add(row);
        at.add(column);
        return new Value.Cell(matrix.tensor().name(), Kind.REAL, at);
    }

    private static boolean isTransformed(Term term) {
        return term instanceof Term.Contract;
    }
}
