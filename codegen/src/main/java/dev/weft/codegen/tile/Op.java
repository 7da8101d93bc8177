package dev.weft.codegen.tile;

/// The scalar operations. INT and REAL never mix: conversions are written.
public enum Op {
    TO_REAL,
    NEGATE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    /// INT, toward minus infinity.
    DIV,
    /// INT, `a - b * (a DIV b)`.
    MOD,
    POWER,
    MIN,
    MAX,
    ABS,
    SIGN,
    /// REAL to INT, toward minus infinity; CEIL likewise; ROUND half to even. Saturating; NaN gives 0.
    FLOOR,
    CEIL,
    ROUND,
    EXP,
    EXP2,
    /// EXP2 where the argument is known to be at most 0 or no number, as a score less its row's maximum.
    EXP2_BELOW,
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
    GELU,
    SOFTPLUS,
    ERF,
    LESS,
    LESS_EQUAL,
    EQUAL,
    NOT_EQUAL,
    AND,
    OR,
    NOT
}
