package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Term;
import java.util.Map;

/// What the loop over keys leaves for the outs.
///
/// @param max the greatest score of each row
/// @param sum the sum of the exponentials of the scores less `max`
/// @param softmax sums over keys by vector, to be divided by `sum`
/// @param weighted finished sums over keys
/// @param binary whether scores are in base 2
/// @param proved whether every row is known to keep a key
record Results(Tile max, Tile sum, Map<Term, Tile> softmax, Map<Term, Tile> weighted, boolean binary, boolean proved)
        implements Outcome {
    static final double LN2 = Math.log(2);
    static final double LOG2E = 1 / LN2;

    @Override
    public Value overKeys(Term.OverKeys over, Side rows) {
        return switch (over.row()) {
            case Row.Elementwise _ -> Values.at(tile(weighted, over));
            case Row.Softmax() -> guarded(Values.divide(total(over), Values.at(sum)));
            case Row.SoftmaxWithSink(var logit) -> {
                var sink = rows.scalar(scaled(rows.value(logit)));
                var top = rows.scalar(Values.max(Values.at(max), sink));
                var kept = power(Values.at(max), top);
                var all = Values.add(Values.multiply(Values.at(sum), kept), power(sink, top));
                yield guarded(Values.multiply(total(over), rows.scalar(Values.divide(kept, all))));
            }
        };
    }

    @Override
    public Value statistic(Term.RowStatistic statistic) {
        return switch (statistic.statistic()) {
            case MAX -> natural(Values.at(max));
            case LOG_SUM_EXP ->
                natural(Values.add(Values.at(max), Values.apply(binary ? Op.LOG2 : Op.LOG, Values.at(sum))));
        };
    }

    private Value total(Term.OverKeys over) {
        return Values.at(tile(softmax, over.vector()));
    }

    /// A row without keys is 0.
    private Value guarded(Value value) {
        var empty = Values.apply(Op.EQUAL, Values.at(sum), Values.real(0));
        return proved ? value : Truths.choose(empty, Values.real(0), value);
    }

    private Value natural(Value score) {
        return binary ? Values.multiply(score, Values.real(LN2)) : score;
    }

    private Value scaled(Value score) {
        return binary ? Values.multiply(score, Values.real(LOG2E)) : score;
    }

    private Value power(Value score, Value reference) {
        return Values.apply(binary ? Op.EXP2 : Op.EXP, Values.subtract(score, reference));
    }

    private static Tile tile(Map<Term, Tile> tiles, Term term) {
        var tile = tiles.get(term);
        if (tile == null) {
            throw new IllegalStateException("lowering: the loop did not compute " + term);
        }
        return tile;
    }
}
