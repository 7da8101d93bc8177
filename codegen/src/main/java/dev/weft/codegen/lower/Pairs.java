package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import dev.weft.dsl.model.Term;

/// Writes a scalar over pairs as a value; what belongs to one side is computed there, a product of a row vector and a
/// key vector is a dot, and any other product or fold is summed entry by entry.
///
/// @param score the tile that holds the score, where a weight may ask for it
record Pairs(Side rows, Side keys, Dots dots, Reach reach, Value score) implements Leaves {
    Value value(Term term) {
        return new Points(this).value(term);
    }

    @Override
    public Value contract(Term.Contract contract) {
        var left = contract.left();
        var right = contract.right();
        if (reach.rows(contract)) {
            return rows.value(contract);
        }
        if (reach.keys(contract)) {
            return keys.value(contract);
        }
        if (reach.rows(left) && reach.keys(right)) {
            return Values.at(dots.result(left, right));
        }
        if (reach.keys(left) && reach.rows(right)) {
            return Values.at(dots.result(right, left));
        }
        return Entries.of(this).product(left, right);
    }

    @Override
    public Value fold(Term.Fold fold) {
        if (reach.rows(fold)) {
            return rows.value(fold);
        }
        if (reach.keys(fold)) {
            return keys.value(fold);
        }
        var size = Side.features(fold.vector()).size();
        var entry = Entries.of(this).entry(fold.vector());
        var sum = new Value.FeatureSum(Axis.FEATURE, size, entry);
        var squares = new Value.FeatureSum(Axis.FEATURE, size, Values.multiply(entry, entry));
        return switch (fold.op()) {
            case SUM -> sum;
            case MEAN -> Values.divide(sum, Values.toReal(size));
            case NORM -> Values.apply(Op.SQRT, squares);
            case RMS -> Values.apply(Op.SQRT, Values.divide(squares, Values.toReal(size)));
        };
    }
}
