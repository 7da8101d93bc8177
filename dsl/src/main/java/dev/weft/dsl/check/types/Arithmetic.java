package dev.weft.dsl.check.types;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Folding;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.syntax.BinaryOperator;
import dev.weft.dsl.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `+ - * / div mod ^` and the elementwise functions.
final class Arithmetic {
    private Arithmetic() {}

    /// `-x`; a literal becomes a negative literal.
    static Value negate(Typing typing, Expr.Unary unary) {
        var operand = typing.term(unary.operand()).flatMap(term -> typing.numeric(term, unary.operand()));
        if (operand.isEmpty()) {
            return Value.Unknown.UNKNOWN;
        }
        if (operand.get() instanceof Term.Constant(var kind, var value)) {
            return new Value.Known(new Term.Constant(kind, kind == Kind.INT ? 0 - value : -value));
        }
        return elementwise(typing, Op.NEGATE, List.of(unary.operand()), List.of(operand.get()), unary);
    }

    /// `+ - *`: two integers give an integer, anything else a real.
    static Value sameKind(Typing typing, Expr.Binary binary) {
        var operands = numbers(typing, List.of(binary.left(), binary.right()));
        if (operands.isEmpty()) {
            return Value.Unknown.UNKNOWN;
        }
        Op op = binary.operator() == BinaryOperator.ADD
                ? Op.ADD
                : binary.operator() == BinaryOperator.SUBTRACT ? Op.SUBTRACT : Op.MULTIPLY;
        return elementwise(typing, op, List.of(binary.left(), binary.right()), alike(typing, operands.get()), binary);
    }

    /// `/` and `^`: always real.
    static Value real(Typing typing, Expr.Binary binary) {
        var operands = numbers(typing, List.of(binary.left(), binary.right()));
        if (operands.isEmpty()) {
            return Value.Unknown.UNKNOWN;
        }
        if (binary.operator() == BinaryOperator.DIVIDE) {
            refuseZero(typing, binary, operands.get().get(1));
        }
        var reals = operands.get().stream().map(typing::toReal).toList();
        Op op = binary.operator() == BinaryOperator.DIVIDE ? Op.DIVIDE : Op.POWER;
        return elementwise(typing, op, List.of(binary.left(), binary.right()), reals, binary);
    }

    /// `div` and `mod`: integers alone.
    static Value integer(Typing typing, Expr.Binary binary) {
        String name = "`" + binary.operator().symbol() + "`";
        var left = typing.integer(binary.left(), "what " + name + " divides");
        var right = typing.integer(binary.right(), "the divisor of " + name);
        if (left.isEmpty() || right.isEmpty() || refuseZero(typing, binary, right.get())) {
            return Value.Unknown.UNKNOWN;
        }
        Op op = binary.operator() == BinaryOperator.DIV ? Op.DIV : Op.MOD;
        return new Value.Known(Terms.integers(op, left.get(), right.get()));
    }

    private static boolean refuseZero(Typing typing, Expr.Binary binary, Term divisor) {
        boolean zero = Folding.constant(divisor)
                .filter(constant -> constant.value() == 0)
                .isPresent();
        if (zero) {
            typing.report()
                    .error(
                            Code.DIVISION_BY_ZERO,
                            "division by 0",
                            binary.right().span(),
                            "this is always 0",
                            "write `inf` if infinity is meant");
        }
        return zero;
    }

    /// `op` of operands that have one kind already.
    static Value elementwise(Typing typing, Op op, List<Expr> written, List<Term> operands, Expr whole) {
        Type type = Shapes.normal(operands.getFirst().type());
        if (type instanceof Type.Matrix) {
            return refuseMatrix(typing, written.getFirst(), type);
        }
        for (int a = 1; a < operands.size(); a++) {
            Type next = operands.get(a).type();
            if (next instanceof Type.Matrix) {
                return refuseMatrix(typing, written.get(a), next);
            }
            var together = Shapes.elementwise(type, next, type.kind());
            if (together.isEmpty()) {
                typing.report()
                        .add(Diagnostic.error(
                                        Code.SIZES_DIFFER,
                                        "sizes differ: " + Show.shape(type) + " meets " + Show.shape(next)
                                                + ", element by element",
                                        whole.span(),
                                        "needs vectors of one size")
                                .because(written.getFirst().span(), Show.type(type))
                                .because(written.get(a).span(), Show.type(next))
                                .help("use one dim for both sizes if they are always equal"));
                return Value.Unknown.UNKNOWN;
            }
            type = together.get();
        }
        return new Value.Known(new Term.Apply(Shapes.withKind(type, result(op, type.kind())), op, operands));
    }

    private static Kind result(Op op, Kind kind) {
        return op == Op.FLOOR || op == Op.CEIL || op == Op.ROUND ? Kind.INT : kind;
    }

    private static Value refuseMatrix(Typing typing, Expr at, Type type) {
        typing.report()
                .error(
                        Code.MATRIX_ELEMENTWISE,
                        "a matrix stands only at the left of `@`",
                        at.span(),
                        Show.type(type),
                        "give one more index for a vector, or contract it: `matrix @ vector`");
        return Value.Unknown.UNKNOWN;
    }

    /// The operands, none of them a truth value; empty if any is unknown.
    static Optional<List<Term>> numbers(Typing typing, List<Expr> written) {
        var all = new ArrayList<Term>();
        for (Expr expression : written) {
            typing.term(expression)
                    .flatMap(term -> typing.numeric(term, expression))
                    .ifPresent(all::add);
        }
        return all.size() == written.size() ? Optional.of(all) : Optional.empty();
    }

    /// All integers as they are, or all converted to reals.
    static List<Term> alike(Typing typing, List<Term> operands) {
        boolean integers = operands.stream().allMatch(term -> term.type().kind() == Kind.INT);
        return integers ? operands : operands.stream().map(typing::toReal).toList();
    }
}
