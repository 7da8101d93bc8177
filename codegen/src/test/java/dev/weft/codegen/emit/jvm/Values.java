package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Value.End;
import java.util.List;

/// Short ways to write values in tests.
final class Values {
    static final Value TRUE = new Value.Literal(Kind.BOOL, 1);
    static final Value B = new Value.Ramp(Axis.BATCH);
    static final Value H = new Value.Ramp(Axis.HEAD);
    static final Value I = new Value.Ramp(Axis.QUERY);
    static final Value J = new Value.Ramp(Axis.KEY);
    static final Value M = new Value.Ramp(Axis.PAIR);

    private Values() {}

    static Value n(int value) {
        return new Value.Literal(Kind.INT, value);
    }

    static Value x(double value) {
        return new Value.Literal(Kind.REAL, value);
    }

    static Value size(String name) {
        return new Value.Size(name);
    }

    static Value at(Tile tile) {
        return new Value.At(tile);
    }

    static Value other(Tile tile) {
        return new Value.Other(tile);
    }

    static Value bound(Axis axis, End end) {
        return new Value.Bound(axis, end);
    }

    static Value real(Value value) {
        return new Value.Apply(Kind.REAL, Op.TO_REAL, List.of(value));
    }

    static Value op(Op op, Value... on) {
        var kind = switch (op) {
            case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT -> Kind.BOOL;
            case DIVIDE, EXP, EXP2, LOG, LOG2, TANH, SQRT, RSQRT, TO_REAL, ERF, GELU, SIGMOID -> Kind.REAL;
            case FLOOR, CEIL, ROUND -> Kind.INT;
            default -> on[0].kind();
        };
        return new Value.Apply(kind, op, List.of(on));
    }

    static Value add(Value a, Value b) {
        return op(Op.ADD, a, b);
    }

    static Value sub(Value a, Value b) {
        return op(Op.SUBTRACT, a, b);
    }

    static Value mul(Value a, Value b) {
        return op(Op.MULTIPLY, a, b);
    }

    static Value div(Value a, Value b) {
        return op(Op.DIV, a, b);
    }

    static Value le(Value a, Value b) {
        return op(Op.LESS_EQUAL, a, b);
    }

    static Value and(Value a, Value b) {
        return op(Op.AND, a, b);
    }

    static Value or(Value a, Value b) {
        return op(Op.OR, a, b);
    }

    static Value choose(Value when, Value then, Value otherwise) {
        return new Value.Choose(then.kind(), when, then, otherwise);
    }
}
