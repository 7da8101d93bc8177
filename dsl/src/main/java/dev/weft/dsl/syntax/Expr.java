package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Span;
import java.util.List;

/// An expression as written. Parentheses are gone (the tree holds the grouping), everything else is kept.
public sealed interface Expr {
    Span span();

    /// `1`, `50`: a literal without point or exponent is an integer.
    record IntLiteral(Span span, long value) implements Expr {}

    /// `1.5`, `1e-6`, `inf`.
    record RealLiteral(Span span, double value) implements Expr {}

    /// `true`, `false`.
    record BoolLiteral(Span span, boolean value) implements Expr {}

    /// A bare name: a tensor, a let, a dim, an index, …
    record Reference(Span span, String name) implements Expr {}

    /// `x[a, b]`.
    record Subscript(Span span, Expr of, List<Expr> at) implements Expr {
        public Subscript {
            at = List.copyOf(at);
        }
    }

    /// `f(a, b, name = c)`.
    record Call(Span span, Name function, List<Argument> arguments) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// `-x`, `not x`.
    record Unary(Span span, UnaryOperator operator, Expr operand) implements Expr {}

    /// `a + b`, `a @ b`, `a and b`; `operatorSpan` is where the operator stands.
    record Binary(Span span, BinaryOperator operator, Span operatorSpan, Expr left, Expr right) implements Expr {}

    /// `0 <= i - j < w`: n operands and n-1 operators; a single comparison is a chain of two.
    record Comparison(Span span, List<Expr> operands, List<ComparisonOperator> operators) implements Expr {
        public Comparison {
            operands = List.copyOf(operands);
            operators = List.copyOf(operators);
        }
    }

    /// `if a then b else c`.
    record Conditional(Span span, Expr when, Expr then, Expr otherwise) implements Expr {}
}
