package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Value;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.List;

/// What the parts of a term become that are more than arithmetic at one point.
interface Leaves {
    /// A vector that a tensor holds; `at` are its indices, the vector's own excepted.
    default Value element(Term.Element element, List<Value> at) {
        throw misplaced("a vector of " + element.tensor().name());
    }

    default Value contract(Term.Contract contract) {
        throw misplaced("a contraction");
    }

    default Value fold(Term.Fold fold) {
        throw misplaced("a fold");
    }

    default Value rotate(Term.Rotate rotate) {
        throw misplaced("a rotation");
    }

    default Value score() {
        throw misplaced("`score`");
    }

    default Value overKeys(Term.OverKeys over) {
        throw misplaced("a sum over keys");
    }

    default Value statistic(Term.RowStatistic statistic) {
        throw misplaced("a row statistic");
    }

    default Value previous(Tensor state) {
        throw misplaced("a step before");
    }

    default Value current(Tensor state) {
        throw misplaced("a state of the same step");
    }

    Leaves NONE = new Leaves() {};

    private static IllegalStateException misplaced(String what) {
        return new IllegalStateException("lowering: " + what + " where only plain scalars may stand");
    }
}
