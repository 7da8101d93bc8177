package dev.weft.dsl.model;

import java.util.List;

/// What `by` asks for: never a different result.
public sealed interface Algorithm {
    /// `by flash()`, the default: one pass over the keys with a running maximum.
    record Flash() implements Algorithm {}

    /// `by split(parts = n)`: the keys in `parts` ranges that are merged exactly.
    record Split(int parts) implements Algorithm {}

    /// `by codes(of = code, block = n)`: keys that are far away fold into one sum per code.
    ///
    /// Proved, for every pair (i, j) whose key lies in a stretch: if `folds` of the stretch holds, `keep` is
    /// `farKeep` and `score` is `farScore`; if it does not hold, the pair does not count.
    ///
    /// @param code what tells far keys apart: over b, h, j
    /// @param block how many keys fold at a time, from 1
    /// @param labels INT over b and i: what tables say of a query, such as its document; queries
    ///     whose labels are equal have the same far keys, as far as both have them
    /// @param stretches where far keys lie: before the query, after it, or both, in this order; no key lies
    ///     in two
    /// @param farScore REAL over b, h, i and `code`
    /// @param farKeep BOOL over b, h, i and `code`
    record Codes(Term.Nearest code, int block, List<Term> labels, List<Stretch> stretches, Term farScore, Term farKeep)
            implements Algorithm {
        public Codes {
            labels = List.copyOf(labels);
            stretches = List.copyOf(stretches);
        }
    }

    /// The far keys on one side of a query.
    ///
    /// @param direction which side
    /// @param border INT over i, dims, params and labels: as far as a row goes, the keys below it, or from it
    ///     on, are far; among queries whose labels are equal it never falls from one to the next
    /// @param folds BOOL over b, h, j and labels: which of them any row may count
    record Stretch(Direction direction, Term border, Term folds) {}
}
