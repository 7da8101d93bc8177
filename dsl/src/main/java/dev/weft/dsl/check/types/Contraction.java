package dev.weft.dsl.check.types;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.syntax.Expr;

/// `@`: vector·vector, matrix·vector, and a row of weights over the keys.
final class Contraction {
    private Contraction() {}

    static Value value(Typing typing, Expr.Binary binary) {
        Value left = typing.value(binary.left());
        var right = typing.term(binary.right()).flatMap(term -> typing.numeric(term, binary.right()));
        if (left instanceof Value.Weights(var row)) {
            return right.isEmpty() ? Value.Unknown.UNKNOWN : overKeys(typing, binary, row, right.get());
        }
        var first = typing.term(left, binary.left()).flatMap(term -> typing.numeric(term, binary.left()));
        if (first.isEmpty() || right.isEmpty()) {
            return Value.Unknown.UNKNOWN;
        }
        if (first.get().type() instanceof Type.Scalar && Terms.any(first.get(), Term.Score.class::isInstance)) {
            return weighted(typing, binary, typing.toReal(first.get()), right.get());
        }
        return contract(typing, binary, typing.toReal(first.get()), typing.toReal(right.get()));
    }

    private static Value contract(Typing typing, Expr.Binary binary, Term left, Term right) {
        Type a = Shapes.normal(left.type());
        Type b = Shapes.normal(right.type());
        if (a instanceof Type.Vector(var _, var n) && b instanceof Type.Vector(var _, var m) && n.equals(m)) {
            return new Value.Known(new Term.Contract(Type.REAL, left, right));
        }
        if (a instanceof Type.Matrix(var _, var rows, var n) && b instanceof Type.Vector(var _, var m) && n.equals(m)) {
            return new Value.Known(new Term.Contract(new Type.Vector(Kind.REAL, rows), left, right));
        }
        boolean scalar = a instanceof Type.Scalar || b instanceof Type.Scalar;
        String why = scalar
                ? "`@` needs vectors, and this is " + Show.type(a instanceof Type.Scalar ? a : b)
                : "`@` cannot contract " + Show.shape(a) + " with " + Show.shape(b);
        var diagnostic = Diagnostic.error(
                        scalar ? Code.NEED_VECTOR : Code.CONTRACT_SIZES,
                        why,
                        binary.operatorSpan(),
                        "the only contraction")
                .because(binary.left().span(), Show.type(a))
                .because(binary.right().span(), Show.type(b));
        typing.report()
                .add(diagnostic.help(
                        scalar
                                ? "multiply by a scalar with `*`; a row of weights must hold `score`"
                                : b instanceof Type.Matrix
                                        ? "a matrix stands on the left: `matrix @ vector`"
                                        : "the last size on the left must be the size on the right"));
        return Value.Unknown.UNKNOWN;
    }

    private static Value weighted(Typing typing, Expr.Binary binary, Term weight, Term right) {
        var statistic = Terms.find(weight, term -> term instanceof Term.RowStatistic || term instanceof Term.OverKeys);
        if (statistic.isPresent()) {
            typing.report()
                    .error(
                            Code.ROW_WEIGHT,
                            "the weights of a row may not depend on the whole row",
                            typing.origins().of(statistic.get(), binary.left().span()),
                            "known only when the row is complete",
                            "`softmax(score)` normalises a row; other factors of the row go outside of `… @ …`");
            return Value.Unknown.UNKNOWN;
        }
        return overKeys(typing, binary, new Row.Elementwise(weight), right);
    }

    private static Value overKeys(Typing typing, Expr.Binary binary, Row row, Term right) {
        var nested = Terms.find(
                right,
                term -> term instanceof Term.OverKeys
                        || term instanceof Term.RowStatistic
                        || term instanceof Term.Score);
        var query = nested.isPresent()
                ? nested
                : Terms.find(right, term -> term instanceof Term.Index(var axis) && axis == Axis.QUERY);
        if (right.type() instanceof Type.Matrix || query.isPresent()) {
            var reads = Terms.find(
                    right, term -> term instanceof Term.Element element && Terms.mentions(element, Axis.QUERY));
            var place = query.map(term -> typing.origins()
                            .of(reads.orElse(term), binary.right().span()))
                    .orElse(binary.right().span());
            typing.report()
                    .add(Diagnostic.error(
                                    Code.ROW_VALUES,
                                    "`row @ x` sums x over the keys, so x may depend on the key alone",
                                    place,
                                    right.type() instanceof Type.Matrix
                                            ? "a matrix"
                                            : nested.isPresent() ? "belongs to a row" : "depends on the query")
                            .because(binary.operatorSpan(), "sums over all keys j of one query i")
                            .help("move what depends on the query outside: `u * (softmax(score) @ v)`"));
            return Value.Unknown.UNKNOWN;
        }
        return new Value.Known(new Term.OverKeys(row, typing.toReal(right)));
    }
}
