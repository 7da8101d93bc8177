package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.diagnostic.Span;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Random trees of every kind of expression.
record RandomExpr(Random random) {
    private static final Span NOWHERE = new Span(new SourceText("", ""), 0, 0);
    private static final List<String> NAMES = List.of("q", "k", "score", "key", "value", "by", "x1", "_");

    Expr expr(int depth) {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(9)) {
            case 0 -> leaf();
            case 1 -> new Expr.Unary(NOWHERE, pick(UnaryOperator.values()), expr(depth - 1));
            case 2, 3, 4 ->
                new Expr.Binary(NOWHERE, pick(BinaryOperator.values()), NOWHERE, expr(depth - 1), expr(depth - 1));
            case 5 -> {
                int count = 2 + random.nextInt(2);
                yield new Expr.Comparison(
                        NOWHERE,
                        IntStream.range(0, count).mapToObj(_ -> expr(depth - 1)).toList(),
                        IntStream.range(1, count)
                                .mapToObj(_ -> pick(ComparisonOperator.values()))
                                .toList());
            }
            case 6 -> new Expr.Conditional(NOWHERE, expr(depth - 1), expr(depth - 1), expr(depth - 1));
            case 7 -> new Expr.Subscript(NOWHERE, expr(depth - 1), List.of(expr(depth - 1), leaf()));
            default ->
                new Expr.Call(
                        NOWHERE,
                        name(),
                        List.of(
                                new Argument.Positional(expr(depth - 1)),
                                new Argument.Named(NOWHERE, name(), expr(depth - 1))));
        };
    }

    private Expr leaf() {
        return switch (random.nextInt(5)) {
            case 0 -> new Expr.IntLiteral(NOWHERE, random.nextInt(Integer.MAX_VALUE) >> random.nextInt(31));
            case 1 ->
                new Expr.RealLiteral(NOWHERE, Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(-30, 30)));
            case 2 -> new Expr.RealLiteral(NOWHERE, random.nextBoolean() ? Double.POSITIVE_INFINITY : 2.5);
            case 3 -> new Expr.BoolLiteral(NOWHERE, random.nextBoolean());
            default -> new Expr.Reference(NOWHERE, name().text());
        };
    }

    private Name name() {
        return new Name(NAMES.get(random.nextInt(NAMES.size())), NOWHERE);
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
