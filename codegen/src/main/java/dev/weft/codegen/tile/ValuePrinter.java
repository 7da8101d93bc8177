package dev.weft.codegen.tile;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes a value as one would on paper.
final class ValuePrinter {
    private static final int CHOICE = 0;
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int COMPARISON = 4;
    private static final int SUM = 5;
    private static final int PRODUCT = 6;
    private static final int SIGN = 7;
    private static final int ATOM = 9;

    private ValuePrinter() {}

    static String print(Value value) {
        return print(value, CHOICE);
    }

    private static String print(Value value, int least) {
        return strength(value) < least ? "(" + text(value) + ")" : text(value);
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Literal literal -> literal(literal);
            case Value.Size(var dimension) -> dimension;
            case Value.Parameter parameter -> parameter.name();
            case Value.Ramp(var axis) -> axis.letter();
            case Value.Bound(var axis, var end) -> end(end) + "(" + axis.letter() + ")";
            case Value.Extreme(var end, var cell, var over) ->
                end(end) + "(" + text(cell) + " over " + over.letter() + ")";
            case Value.At(var tile) -> tile.name();
            case Value.Other(var tile) -> tile.name() + "'";
            case Value.Cell cell -> cell.tensor() + "[" + list(cell.at()) + "]";
            case Value.Apply apply -> apply(apply);
            case Value.Choose choose ->
                "if " + print(choose.when(), OR) + " then " + print(choose.then(), OR) + " else "
                        + print(choose.otherwise(), CHOICE);
            case Value.FeatureSum(var over, var size, var term) ->
                "sum(" + over.letter() + " < " + print(size, SUM) + ": " + print(term) + ")";
        };
    }

    private static String apply(Value.Apply apply) {
        var of = apply.arguments();
        int own = strength(apply);
        return switch (apply.op()) {
            case ADD -> infix(of, "+", own, own + 1);
            case SUBTRACT -> infix(of, "-", own, own + 1);
            case MULTIPLY -> infix(of, "*", own, own + 1);
            case DIVIDE -> infix(of, "/", own, own + 1);
            case DIV -> infix(of, "div", own, own + 1);
            case MOD -> infix(of, "mod", own, own + 1);
            case LESS -> infix(of, "<", SUM, SUM);
            case LESS_EQUAL -> infix(of, "<=", SUM, SUM);
            case EQUAL -> infix(of, "==", SUM, SUM);
            case NOT_EQUAL -> infix(of, "!=", SUM, SUM);
            case AND -> infix(of, "and", AND, AND);
            case OR -> infix(of, "or", OR, OR);
            case NOT -> "not " + print(of.get(0), NOT);
            case NEGATE -> "-" + print(of.get(0), SIGN);
            case TO_REAL -> "real(" + list(of) + ")";
            case POWER, MIN, MAX, ABS, SIGN, FLOOR, CEIL, ROUND, EXP, EXP2, EXP2_BELOW, LOG, LOG2, SQRT, RSQRT ->
                call(apply);
            case SIN, COS, TANH, SIGMOID, RELU, SILU, GELU, SOFTPLUS, ERF -> call(apply);
        };
    }

    private static String infix(List<Value> of, String operator, int left, int right) {
        return print(of.get(0), left) + " " + operator + " " + print(of.get(1), right);
    }

    private static String call(Value.Apply apply) {
        return apply.op().name().toLowerCase(Locale.ROOT) + "(" + list(apply.arguments()) + ")";
    }

    private static String list(List<Value> values) {
        return values.stream().map(ValuePrinter::print).collect(Collectors.joining(", "));
    }

    private static String end(Value.End end) {
        return switch (end) {
            case LEAST -> "least";
            case GREATEST -> "greatest";
        };
    }

    private static String literal(Value.Literal literal) {
        double value = literal.value();
        return switch (literal.kind()) {
            case BOOL -> value != 0 ? "true" : "false";
            case INT -> Double.isInfinite(value) ? infinity(value) : Long.toString((long) value);
            case REAL -> Double.isInfinite(value) ? infinity(value) : Double.toString(value);
        };
    }

    private static String infinity(double value) {
        return value > 0 ? "inf" : "-inf";
    }

    private static int strength(Value value) {
        return switch (value) {
            case Value.Choose _ -> CHOICE;
            case Value.Literal literal -> literal.value() < 0 ? SIGN : ATOM;
            case Value.Apply apply ->
                switch (apply.op()) {
                    case OR -> OR;
                    case AND -> AND;
                    case NOT -> NOT;
                    case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> COMPARISON;
                    case ADD, SUBTRACT -> SUM;
                    case MULTIPLY, DIVIDE, DIV, MOD -> PRODUCT;
                    case NEGATE -> SIGN;
                    case TO_REAL, POWER, MIN, MAX, ABS, SIGN, FLOOR, CEIL, ROUND, EXP, EXP2, EXP2_BELOW, LOG, LOG2 ->
                        ATOM;
                    case SQRT, RSQRT, SIN, COS, TANH, SIGMOID, RELU, SILU, GELU, SOFTPLUS, ERF -> ATOM;
                };
            case Value.Size _, Value.Parameter _, Value.Ramp _, Value.Bound _, Value.Extreme _ -> ATOM;
            case Value.At _, Value.Other _, Value.Cell _, Value.FeatureSum _ -> ATOM;
        };
    }
}
