package dev.weft.dsl.model;

/// The weights with which a row of scores meets the values.
public sealed interface Row {
    /// `softmax(score)`: weights that sum to 1; all 0 for a row that keeps nothing.
    record Softmax() implements Row {}

    /// `softmax(score, sink = logit)`: one more logit in the denominator.
    ///
    /// @param sink a REAL scalar over b, h, i
    record SoftmaxWithSink(Term sink) implements Row {}

    /// `relu(score)^2`, …: any expression of [Term.Score]; a pair that is not kept counts 0.
    ///
    /// @param weight a REAL scalar over b, h, i, j
    record Elementwise(Term weight) implements Row {}
}
