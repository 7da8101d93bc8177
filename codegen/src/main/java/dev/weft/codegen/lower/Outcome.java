package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Value;
import dev.weft.dsl.model.Term;

/// What the rows can be told about the keys.
interface Outcome {
    /// A sum over keys, finished.
    ///
    /// @param rows where more can be computed once for each row
    Value overKeys(Term.OverKeys over, Side rows);

    Value statistic(Term.RowStatistic statistic);

    /// Before the loop nothing is known.
    Outcome NONE = new Outcome() {
        @Override
        public Value overKeys(Term.OverKeys over, Side rows) {
            throw new IllegalStateException("lowering: a sum over keys is read before the keys");
        }

        @Override
        public Value statistic(Term.RowStatistic statistic) {
            throw new IllegalStateException("lowering: a row statistic is read before the keys");
        }
    };
}
