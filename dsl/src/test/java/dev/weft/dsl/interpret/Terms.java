package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Rotation;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.List;

/// Terms written by hand. Where an INT meets a REAL it is converted, as the checker would.
final class Terms {
    static final Term B = new Term.Index(Axis.BATCH);
    static final Term H = new Term.Index(Axis.HEAD);
    static final Term I = new Term.Index(Axis.QUERY);
    static final Term J = new Term.Index(Axis.KEY);
    static final Term SCORE = new Term.Score();
    static final Term M = new Term.PairNumber();
    static final Term TRUE = new Term.Constant(Kind.BOOL, 1);
    static final Row SOFTMAX = new Row.Softmax();

    private Terms() {}

    static Term n(int value) {
        return new Term.Constant(Kind.INT, value);
    }

    static Term r(double value) {
        return new Term.Constant(Kind.REAL, value);
    }

    static Term size(String dim) {
        return new Term.Size(new Dim.Symbolic(dim));
    }

    static Term param(String name, Storage storage) {
        return new Term.Parameter(new Param(name, storage, ""));
    }

    static Term bare(Tensor tensor) {
        return new Term.Element(tensor, tensor.at());
    }

    static Term at(Tensor tensor, Term... indices) {
        return new Term.Element(tensor, List.of(indices));
    }

    static Term real(Term term) {
        return term.type().kind() == Kind.INT
                ? new Term.Apply(withKind(term.type(), Kind.REAL), Op.TO_REAL, List.of(term))
                : term;
    }

    static Term apply(Op op, Term x) {
        var kind = op == Op.FLOOR || op == Op.CEIL || op == Op.ROUND
                ? Kind.INT
                : x.type().kind();
        return new Term.Apply(withKind(x.type(), kind), op, List.of(x));
    }

    static Term apply(Op op, Term x, Term y) {
        boolean mixed = x.type().kind() != y.type().kind() || op == Op.DIVIDE || op == Op.POWER;
        var left = mixed ? real(x) : x;
        var right = mixed ? real(y) : y;
        var shape = left.type() instanceof Type.Scalar ? right.type() : left.type();
        boolean truth = List.of(Op.LESS, Op.LESS_EQUAL, Op.EQUAL, Op.NOT_EQUAL, Op.AND, Op.OR)
                .contains(op);
        return new Term.Apply(withKind(shape, truth ? Kind.BOOL : left.type().kind()), op, List.of(left, right));
    }

    private static Type withKind(Type type, Kind kind) {
        return switch (type) {
            case Type.Scalar _ -> new Type.Scalar(kind);
            case Type.Vector(var _, Term size) -> new Type.Vector(kind, size);
            case Type.Matrix(var _, Term rows, Term columns) -> new Type.Matrix(kind, rows, columns);
        };
    }

    static Term plus(Term x, Term y) {
        return apply(Op.ADD, x, y);
    }

    static Term minus(Term x, Term y) {
        return apply(Op.SUBTRACT, x, y);
    }

    static Term times(Term x, Term y) {
        return apply(Op.MULTIPLY, x, y);
    }

    static Term over(Term x, Term y) {
        return apply(Op.DIVIDE, x, y);
    }

    static Term div(Term x, Term y) {
        return apply(Op.DIV, x, y);
    }

    static Term mod(Term x, Term y) {
        return apply(Op.MOD, x, y);
    }

    static Term less(Term x, Term y) {
        return apply(Op.LESS, x, y);
    }

    static Term atMost(Term x, Term y) {
        return apply(Op.LESS_EQUAL, x, y);
    }

    static Term same(Term x, Term y) {
        return apply(Op.EQUAL, x, y);
    }

    static Term and(Term x, Term y) {
        return apply(Op.AND, x, y);
    }

    static Term or(Term x, Term y) {
        return apply(Op.OR, x, y);
    }

    static Term choose(Term when, Term then, Term otherwise) {
        return new Term.Choose(then.type(), when, then, otherwise);
    }

    static Term dot(Term x, Term y) {
        return new Term.Contract(Type.REAL, x, y);
    }

    static Term matrixTimes(Term matrix, Term vector) {
        var type = (Type.Matrix) matrix.type();
        return new Term.Contract(new Type.Vector(Kind.REAL, type.rows()), matrix, vector);
    }

    static Term fold(Term.FoldOp op, Term vector) {
        return new Term.Fold(op, vector);
    }

    static Term overKeys(Row row, Term value) {
        return new Term.OverKeys(row, value);
    }

    static Term scaled(Term score, int size) {
        return over(score, apply(Op.SQRT, r(size)));
    }

    /// `base ^ (-2 m / dims)`
    static Term theta(double base, int dims) {
        return apply(Op.POWER, r(base), over(times(n(-2), M), n(dims)));
    }

    static Term rope(Term x, Term position, int dims, Rotation.Pairing pairing, Term theta) {
        return new Term.Rotate(x, real(position), new Rotation(n(dims), pairing, theta));
    }

    static Term rope(Term x, Term position, int dims) {
        return rope(x, position, dims, Rotation.Pairing.HALVES, theta(10000, dims));
    }
}
