package dev.weft.dsl.syntax;

/// How tightly an expression holds together, loosest first.
enum Level {
    CHOICE,
    DISJUNCTION,
    CONJUNCTION,
    NEGATION,
    COMPARISON,
    SUM,
    PRODUCT,
    CONTRACTION,
    SIGN,
    POWER,
    POSTFIX;

    static Level of(Expr expr) {
        return switch (expr) {
            case Expr.IntLiteral _,
                    Expr.RealLiteral _,
                    Expr.BoolLiteral _,
                    Expr.Reference _,
                    Expr.Subscript _,
                    Expr.Call _ -> POSTFIX;
            case Expr.Unary unary ->
                switch (unary.operator()) {
                    case NEGATE -> SIGN;
                    case NOT -> NEGATION;
                };
            case Expr.Binary binary ->
                switch (binary.operator()) {
                    case OR -> DISJUNCTION;
                    case AND -> CONJUNCTION;
                    case ADD, SUBTRACT -> SUM;
                    case MULTIPLY, DIVIDE, DIV, MOD -> PRODUCT;
                    case CONTRACT -> CONTRACTION;
                    case POWER -> POWER;
                };
            case Expr.Comparison _ -> COMPARISON;
            case Expr.Conditional _ -> CHOICE;
        };
    }
}
