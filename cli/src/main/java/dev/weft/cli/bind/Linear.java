package dev.weft.cli.bind;

import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import java.util.List;
import java.util.Map;

/// A size as far as it is known: a number, a number times one unknown dim plus another, or neither.
sealed interface Linear {
    /// `value`
    record Known(long value) implements Linear {}

    /// `factor * dim + offset`, factor not 0
    record InOne(String dim, long factor, long offset) implements Linear {}

    /// Anything else; nothing can be solved from it yet.
    record Open() implements Linear {}

    Linear OPEN = new Open();

    /// How far a size is known.
    ///
    /// @param size an INT term over dims and constants
    /// @param known the dims that have a value
    static Linear of(Term size, Map<String, Long> known) {
        return switch (size) {
            case Term.Constant(var _, double value) -> new Known((long) value);
            case Term.Size(Dim dim) -> ofDim(dim, known);
            case Term.Apply(var _, Op op, List<Term> arguments) ->
                apply(op, arguments.stream().map(term -> of(term, known)).toList());
            case Term other -> OPEN;
        };
    }

    private static Linear ofDim(Dim dim, Map<String, Long> known) {
        if (dim instanceof Dim.Fixed(var _, int value)) {
            return new Known(value);
        }
        var value = known.get(dim.name());
        return value == null ? new InOne(dim.name(), 1, 0) : new Known(value);
    }

    private static Linear apply(Op op, List<Linear> arguments) {
        var left = arguments.getFirst();
        var right = arguments.getLast();
        if (left instanceof Known(long a) && right instanceof Known(long b)) {
            return arguments.size() == 1 && op != Op.NEGATE ? OPEN : known(op, a, b);
        }
        if (op == Op.ADD
                && left instanceof InOne(var dim, long factor, long offset)
                && right instanceof Known(long b)) {
            return new InOne(dim, factor, offset + b);
        }
        if (op == Op.ADD && left instanceof Known && right instanceof InOne) {
            return apply(op, List.of(right, left));
        }
        if (op == Op.SUBTRACT && right instanceof Known(long b)) {
            return apply(Op.ADD, List.of(left, new Known(-b)));
        }
        if (op == Op.SUBTRACT && left instanceof Known) {
            return apply(Op.ADD, List.of(apply(Op.MULTIPLY, List.of(right, new Known(-1))), left));
        }
        if (op == Op.MULTIPLY
                && left instanceof InOne(var dim, long factor, long offset)
                && right instanceof Known(long b)) {
            return b == 0 ? new Known(0) : new InOne(dim, factor * b, offset * b);
        }
        if (op == Op.MULTIPLY && left instanceof Known && right instanceof InOne) {
            return apply(op, List.of(right, left));
        }
        return OPEN;
    }

    private static Linear known(Op op, long a, long b) {
        if (op == Op.NEGATE) {
            return new Known(-a);
        }
        if ((op == Op.DIV || op == Op.MOD) && b == 0) {
            return OPEN;
        }
        return switch (op) {
            case ADD -> new Known(a + b);
            case SUBTRACT -> new Known(a - b);
            case MULTIPLY -> new Known(a * b);
            case DIV -> new Known(Math.floorDiv(a, b));
            case MOD -> new Known(Math.floorMod(a, b));
            case MIN -> new Known(Math.min(a, b));
            case MAX -> new Known(Math.max(a, b));
            case TO_REAL, NEGATE, DIVIDE, POWER, ABS, SIGN, FLOOR, CEIL, ROUND, EXP, EXP2, LOG, LOG2, SQRT, RSQRT ->
                OPEN;
            case SIN, COS, TANH, SIGMOID, RELU, SILU, GELU, SOFTPLUS, ERF -> OPEN;
            case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT -> OPEN;
        };
    }
}
