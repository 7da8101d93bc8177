package dev.weft.dsl.model;

/// The elementwise operations. Unless said otherwise, operands and result have one kind, INT or REAL; there is no
/// implicit conversion in the model: the checker inserts [#TO_REAL].
public enum Op {
    /// INT to REAL.
    TO_REAL,
    NEGATE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    /// REAL alone.
    DIVIDE,
    /// INT alone, toward minus infinity; the divisor is positive or negative, never 0 (a divisor of 0 is an
    /// error at bind).
    DIV,
    /// INT alone, `a - b * (a div b)`.
    MOD,
    /// REAL alone; `0 ^ 0` is 1.
    POWER,
    MIN,
    MAX,
    ABS,
    SIGN,
    /// REAL to INT, toward minus infinity; likewise CEIL; ROUND is half to even. Saturating, NaN gives 0.
    FLOOR,
    CEIL,
    ROUND,
    EXP,
    EXP2,
    LOG,
    LOG2,
    SQRT,
    RSQRT,
    SIN,
    COS,
    TANH,
    SIGMOID,
    RELU,
    SILU,
    /// `x * (1 + erf(x / sqrt 2)) / 2`
    GELU,
    SOFTPLUS,
    ERF,
    /// INT or REAL operands, BOOL result; EQUAL and NOT_EQUAL take BOOL operands too.
    LESS,
    LESS_EQUAL,
    EQUAL,
    NOT_EQUAL,
    /// BOOL alone.
    AND,
    OR,
    NOT
}
