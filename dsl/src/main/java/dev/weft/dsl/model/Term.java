package dev.weft.dsl.model;

import java.util.List;

/// An expression whose meaning is settled. Two terms that are equal as records mean the same.
///
/// Scalars meet vectors elementwise without a conversion node: an [Apply] or [Choose] of vector type may
/// have scalar operands. `a > b` and `a >= b` have become LESS and LESS_EQUAL with their operands
/// exchanged, a chain has become an AND, `clamp(x, lo, hi)` is `min(max(x, lo), hi)`.
public sealed interface Term {
    Type type();

    /// A literal; BOOL is 0 or 1; `inf` is infinite.
    record Constant(Kind kind, double value) implements Term {
        @Override
        public Type type() {
            return new Type.Scalar(kind);
        }
    }

    /// One of `b h i j t`.
    record Index(Axis axis) implements Term {
        @Override
        public Type type() {
            return Type.INT;
        }
    }

    /// The size that a dim is bound to. A fixed dim is a [Constant] instead.
    record Size(Dim dim) implements Term {
        @Override
        public Type type() {
            return Type.INT;
        }
    }

    /// A run-time scalar.
    record Parameter(Param param) implements Term {
        @Override
        public Type type() {
            return new Type.Scalar(param.storage().kind());
        }
    }

    /// `x[at]`: fewer indices than axes leave the rest, so this is a scalar, a vector or a matrix.
    /// Tensors of role out and state are never read so.
    record Element(Tensor tensor, List<Term> at) implements Term {
        public Element {
            at = List.copyOf(at);
        }

        @Override
        public Type type() {
            return tensor.typeAt(at.size());
        }
    }

    /// An elementwise operation.
    record Apply(Type type, Op op, List<Term> arguments) implements Term {
        public Apply {
            arguments = List.copyOf(arguments);
        }
    }

    /// `if when then … else …`; only the chosen branch is evaluated. `when` is a BOOL scalar.
    record Choose(Type type, Term when, Term then, Term otherwise) implements Term {}

    /// `left @ right`: vector·vector is a scalar, matrix·vector a vector. REAL.
    record Contract(Type type, Term left, Term right) implements Term {}

    /// `sum(x)`, `mean(x)`, `norm(x)` (the 2-norm), `rms(x)` (root of the mean square) of a REAL vector.
    record Fold(FoldOp op, Term vector) implements Term {
        @Override
        public Type type() {
            return Type.REAL;
        }
    }

    /// `nearest(vector, codes)`: the number of the row of `codes` that is closest to `vector`, the lowest
    /// where several are.
    ///
    /// Closest is where the score below is greatest, in f32 (f64 if any operand is), entry after entry and
    /// fused, so that every device finds the same row:
    ///
    /// ```
    /// norm = 0;          norm  = fma(code[d], code[d], norm)      for d = 0, 1, …
    /// score = -norm / 2; score = fma(vector[d], code[d], score)   for d = 0, 1, …
    /// ```
    ///
    /// A score that is NaN, and a greatest one that is infinite, are errors: an entry is not finite.
    ///
    /// @param vector a REAL vector
    /// @param codes a REAL matrix, one row or more
    record Nearest(Term vector, Term codes) implements Term {
        @Override
        public Type type() {
            return Type.INT;
        }
    }

    /// `rope(vector, position, …)`.
    ///
    /// @param position a REAL scalar
    record Rotate(Term vector, Term position, Rotation rotation) implements Term {
        @Override
        public Type type() {
            return vector.type();
        }
    }

    /// The number m of a pair, inside [Rotation#theta] alone.
    record PairNumber() implements Term {
        @Override
        public Type type() {
            return Type.INT;
        }
    }

    /// The score of the pair (i, j), inside [Row.Elementwise] alone.
    record Score() implements Term {
        @Override
        public Type type() {
            return Type.REAL;
        }
    }

    /// `row @ vector`: the sum over the keys that count, in out equations alone.
    ///
    /// @param vector a REAL vector or scalar over b, h, j
    record OverKeys(Row row, Term vector) implements Term {
        @Override
        public Type type() {
            return vector.type();
        }
    }

    /// `logsumexp(score)` (natural logarithm; minus infinity for a row that keeps nothing) or
    /// `rowmax(score)` (likewise), in out equations alone.
    record RowStatistic(Statistic statistic) implements Term {
        @Override
        public Type type() {
            return Type.REAL;
        }
    }

    /// `h[t-1]`: a state's value one step before, its initial value at the first step. In scans alone.
    record Previous(Tensor state) implements Term {
        @Override
        public Type type() {
            return state.elementType();
        }
    }

    /// `h[t]`: a state's value at the same step. In scans alone.
    record Current(Tensor state) implements Term {
        @Override
        public Type type() {
            return state.elementType();
        }
    }

    /// What a [Fold] computes.
    enum FoldOp {
        SUM,
        MEAN,
        NORM,
        RMS
    }

    /// What a [RowStatistic] computes.
    enum Statistic {
        LOG_SUM_EXP,
        MAX
    }
}
