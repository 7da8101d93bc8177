package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.syntax.WeftParser.ArgumentsContext;
import dev.weft.dsl.syntax.WeftParser.ComparisonContext;
import dev.weft.dsl.syntax.WeftParser.ExprContext;
import dev.weft.dsl.syntax.WeftParser.ExprsContext;
import dev.weft.dsl.syntax.WeftParser.IndicesContext;
import dev.weft.dsl.syntax.WeftParser.NameContext;
import dev.weft.dsl.syntax.WeftParser.NegationContext;
import dev.weft.dsl.syntax.WeftParser.PostfixContext;
import dev.weft.dsl.syntax.WeftParser.PowerContext;
import dev.weft.dsl.syntax.WeftParser.PrimaryContext;
import dev.weft.dsl.syntax.WeftParser.UnaryContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Phrases of the grammar to expressions.
final class Expressions {
    private Expressions() {}

    static Name name(NameContext phrase) {
        return new Name(phrase.getText(), Spans.of(phrase));
    }

    static List<Expr> all(ExprsContext phrases) {
        return phrases.expr().stream().map(Expressions::expr).toList();
    }

    static List<Expr> indices(@Nullable IndicesContext phrase) {
        return phrase == null ? List.of() : all(phrase.exprs());
    }

    static List<Argument> arguments(@Nullable ArgumentsContext phrases) {
        return phrases == null
                ? List.of()
                : phrases.argument().stream()
                        .<Argument>map(phrase -> phrase.name() == null
                                ? new Argument.Positional(expr(phrase.expr()))
                                : new Argument.Named(Spans.of(phrase), name(phrase.name()), expr(phrase.expr())))
                        .toList();
    }

    static Expr expr(ExprContext phrase) {
        if (phrase.disjunction() != null) {
            return chain(
                    phrase.disjunction(),
                    phrase.disjunction().conjunction(),
                    conjunction -> chain(conjunction, conjunction.negation(), Expressions::negation));
        }
        return new Expr.Conditional(Spans.of(phrase), expr(phrase.when), expr(phrase.then), expr(phrase.otherwise));
    }

    private static Expr negation(NegationContext phrase) {
        return phrase.comparison() != null
                ? comparison(phrase.comparison())
                : new Expr.Unary(Spans.of(phrase), UnaryOperator.NOT, negation(phrase.negation()));
    }

    private static Expr comparison(ComparisonContext phrase) {
        var operands = phrase.sum().stream()
                .map(sum -> chain(
                        sum,
                        sum.product(),
                        product -> chain(
                                product,
                                product.contraction(),
                                contraction -> chain(contraction, contraction.unary(), Expressions::unary))))
                .toList();
        if (operands.size() == 1) {
            return operands.getFirst();
        }
        var operators = new ArrayList<ComparisonOperator>();
        for (int child = 1; child < phrase.getChildCount(); child += 2) {
            operators.add(comparisonOperator(operator(phrase, child)));
        }
        return new Expr.Comparison(Spans.of(phrase), operands, operators);
    }

    private static Expr unary(UnaryContext phrase) {
        return phrase.power() != null
                ? power(phrase.power())
                : new Expr.Unary(Spans.of(phrase), UnaryOperator.NEGATE, unary(phrase.unary()));
    }

    private static Expr power(PowerContext phrase) {
        Expr base = postfix(phrase.postfix());
        return phrase.unary() == null
                ? base
                : new Expr.Binary(
                        Spans.of(phrase),
                        BinaryOperator.POWER,
                        Spans.of(operator(phrase, 1)),
                        base,
                        unary(phrase.unary()));
    }

    private static Expr postfix(PostfixContext phrase) {
        Expr expr = primary(phrase.primary());
        for (var indices : phrase.indices()) {
            expr = new Expr.Subscript(Spans.of(phrase.getStart(), indices.getStop()), expr, indices(indices));
        }
        return expr;
    }

    private static Expr primary(PrimaryContext phrase) {
        Span span = Spans.of(phrase);
        return switch (phrase) {
            case WeftParser.IntegerContext _ -> integer(span);
            case WeftParser.RealContext _ -> real(span);
            case WeftParser.InfinityContext _ -> new Expr.RealLiteral(span, Double.POSITIVE_INFINITY);
            case WeftParser.TruthContext truth -> new Expr.BoolLiteral(span, truth.TRUE() != null);
            case WeftParser.GroupContext group -> expr(group.expr());
            case WeftParser.NameOrCallContext call ->
                call.LEFT_PAREN() == null
                        ? new Expr.Reference(span, call.name().getText())
                        : new Expr.Call(span, name(call.name()), arguments(call.arguments()));
            default -> throw new IllegalStateException("no such primary: " + phrase.getClass());
        };
    }

    private static Expr integer(Span span) {
        try {
            return new Expr.IntLiteral(span, Integer.parseInt(span.text()));
        } catch (NumberFormatException tooLarge) {
            throw new Misread(Diagnostic.error(
                            Code.NUMBER_TOO_LARGE,
                            "the integer is too large",
                            span,
                            "integers have 32 bits: at most " + Integer.MAX_VALUE)
                    .help("write a real number, such as `1e12`"));
        }
    }

    private static Expr real(Span span) {
        double value = Double.parseDouble(span.text());
        if (Double.isInfinite(value)) {
            throw new Misread(Diagnostic.error(
                            Code.NUMBER_TOO_LARGE,
                            "the number is too large",
                            span,
                            "beyond every f64: at most " + Double.MAX_VALUE)
                    .help("write `inf` for infinity"));
        }
        return new Expr.RealLiteral(span, value);
    }

    /// A left-associative chain: operands at the even children of `phrase`, operators at the odd ones.
    private static <P extends ParserRuleContext> Expr chain(
            ParserRuleContext phrase, List<P> operands, Function<P, Expr> read) {
        Expr left = read.apply(operands.getFirst());
        for (int next = 1; next < operands.size(); next++) {
            Token operator = operator(phrase, 2 * next - 1);
            left = new Expr.Binary(
                    Spans.of(phrase.getStart(), operands.get(next).getStop()),
                    binaryOperator(operator),
                    Spans.of(operator),
                    left,
                    read.apply(operands.get(next)));
        }
        return left;
    }

    private static Token operator(ParserRuleContext phrase, int child) {
        return ((TerminalNode) phrase.getChild(child)).getSymbol();
    }

    private static BinaryOperator binaryOperator(Token token) {
        for (var operator : BinaryOperator.values()) {
            if (operator.symbol().equals(token.getText())) {
                return operator;
            }
        }
        throw new IllegalStateException("no such operator: " + token.getText());
    }

    private static ComparisonOperator comparisonOperator(Token token) {
        for (var operator : ComparisonOperator.values()) {
            if (operator.symbol().equals(token.getText())) {
                return operator;
            }
        }
        throw new IllegalStateException("no such comparison: " + token.getText());
    }
}
