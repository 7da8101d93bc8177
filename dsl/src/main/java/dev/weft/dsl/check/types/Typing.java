package dev.weft.dsl.check.types;

import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.check.report.Suggestions;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.syntax.Expr;
import java.util.List;
import java.util.Optional;

/// Settles what expressions mean in one scope.
public record Typing(Scope scope, Functions functions, Report report, Origins origins) {
    /// What `expression` comes to.
    public Value value(Expr expression) {
        Value value = switch (expression) {
            case Expr.IntLiteral(var _, var number) -> new Value.Known(Terms.integer(number));
            case Expr.RealLiteral(var _, var number) -> new Value.Known(Terms.real(number));
            case Expr.BoolLiteral(var _, var truth) -> new Value.Known(Terms.truth(truth));
            case Expr.Reference reference -> reference(reference);
            case Expr.Subscript subscript -> Subscripts.value(this, subscript);
            case Expr.Call call -> Calls.value(this, call);
            case Expr.Unary unary ->
                switch (unary.operator()) {
                    case NEGATE -> Arithmetic.negate(this, unary);
                    case NOT -> Logic.not(this, unary);
                };
            case Expr.Binary binary ->
                switch (binary.operator()) {
                    case OR, AND -> Logic.join(this, binary);
                    case ADD, SUBTRACT, MULTIPLY -> Arithmetic.sameKind(this, binary);
                    case DIVIDE, POWER -> Arithmetic.real(this, binary);
                    case DIV, MOD -> Arithmetic.integer(this, binary);
                    case CONTRACT -> Contraction.value(this, binary);
                };
            case Expr.Comparison comparison -> Logic.compare(this, comparison);
            case Expr.Conditional conditional -> Logic.choose(this, conditional);
        };
        if (value instanceof Value.Known(var term)) {
            if (origins.size(term) > Origins.LARGEST) {
                tooLarge(expression);
                return Value.Unknown.UNKNOWN;
            }
            origins.put(term, expression.span());
        }
        return value;
    }

    void tooLarge(Expr expression) {
        report.error(
                Code.TOO_LARGE,
                "this expression is too large when its functions and lets are written out",
                expression.span(),
                "grows beyond all bounds",
                "hand over what repeats as a table");
    }

    /// The term that `expression` comes to; empty if that is unknown, or reported here because it is no
    /// term.
    public Optional<Term> term(Expr expression) {
        return term(value(expression), expression);
    }

    /// `value`, which `expression` came to, as a term.
    public Optional<Term> term(Value value, Expr expression) {
        return switch (value) {
            case Value.Known(var term) -> Optional.of(term);
            case Value.Whole(var tensor) -> whole(tensor, expression);
            case Value.Weights _ -> {
                report.error(
                        Code.ROW_ALONE,
                        "`softmax(score)` is a whole row of weights and only meets values by `@`",
                        expression.span(),
                        "a row of weights, used as if it were a number",
                        "write `softmax(score) @ v`, and put whatever surrounds it outside");
                yield Optional.empty();
            }
            case Value.Function(var _, var function, var _) -> {
                report.error(
                        Code.NOT_A_VALUE,
                        "`" + function.name().text() + "` is a function, not a value",
                        expression.span(),
                        "a function",
                        "call it: `" + function.name().text() + "(…)`");
                yield Optional.empty();
            }
            case Value.Unknown _ -> Optional.empty();
        };
    }

    private Optional<Term> whole(Tensor tensor, Expr expression) {
        if (Steps.refusesBare(this, tensor, expression)) {
            return Optional.empty();
        }
        int left = tensor.shape().size() - tensor.at().size();
        if (left > 2) {
            report.error(
                    Code.INDEX_COUNT,
                    "`" + tensor.name() + "` has " + left + " axes and needs at least " + (left - 2)
                            + (left == 3 ? " index" : " indices"),
                    expression.span(),
                    "its shape is " + Show.list(tensor.shape()),
                    "index it, as in `" + tensor.name() + "[b]`: what is left must be a scalar, a vector or a matrix");
            return Optional.empty();
        }
        Term element = new Term.Element(tensor, tensor.at());
        origins.put(element, expression.span());
        return Optional.of(element);
    }

    /// A scalar term, or a report.
    public Optional<Term> scalar(Expr expression, String what) {
        return term(expression).flatMap(term -> {
            if (term.type() instanceof Type.Scalar) {
                return Optional.of(term);
            }
            report.error(
                    Code.NEED_SCALAR,
                    what + " must be a scalar, and this is " + Show.type(term.type()),
                    expression.span(),
                    Show.type(term.type()),
                    "`@` contracts two vectors to a scalar; `sum`, `mean`, `norm` and `rms` fold one");
            return Optional.empty();
        });
    }

    /// A scalar integer, or a report.
    public Optional<Term> integer(Expr expression, String what) {
        return scalar(expression, what).flatMap(term -> switch (term.type().kind()) {
            case INT -> Optional.of(term);
            case REAL -> {
                boolean quotient = expression instanceof Expr.Binary binary
                        && binary.operator().symbol().equals("/");
                report.error(
                        Code.NEED_INTEGER,
                        what + " must be an integer, and this is a real",
                        expression.span(),
                        quotient ? "`/` is real division" : "a real",
                        quotient ? "use `div`, which rounds toward minus infinity" : "use `floor`, `ceil` or `round`");
                yield Optional.empty();
            }
            case BOOL -> {
                report.error(
                        Code.NEED_NUMBER,
                        what + " must be an integer, and this is a truth value",
                        expression.span(),
                        "a truth value",
                        "choose numbers by it: `if … then 1 else 0`");
                yield Optional.empty();
            }
        });
    }

    /// A scalar real; an integer is converted.
    public Optional<Term> real(Expr expression, String what) {
        return scalar(expression, what)
                .flatMap(term -> numeric(term, expression))
                .map(this::toReal);
    }

    /// A scalar truth value, or a report.
    public Optional<Term> truth(Expr expression, String what) {
        return scalar(expression, what).flatMap(term -> {
            if (term.type().kind() == Kind.BOOL) {
                return Optional.of(term);
            }
            report.error(
                    Code.NEED_TRUTH,
                    what + " must be a truth value, and this is " + Show.type(term.type()),
                    expression.span(),
                    Show.type(term.type()),
                    "compare it: `" + expression.span().text() + " != 0`");
            return Optional.empty();
        });
    }

    /// `term` unless it is a truth value, which is reported.
    Optional<Term> numeric(Term term, Expr expression) {
        if (term.type().kind() != Kind.BOOL) {
            return Optional.of(term);
        }
        report.error(
                Code.NEED_NUMBER,
                "a truth value is no number",
                expression.span(),
                "a truth value, where a number is wanted",
                "choose numbers by it: `if … then 1 else 0`");
        return Optional.empty();
    }

    /// `term` as reals of the same shape.
    public Term toReal(Term term) {
        if (term.type().kind() == Kind.REAL) {
            return term;
        }
        Term real = term instanceof Term.Constant(var _, var value)
                ? Terms.real(value)
                : new Term.Apply(Shapes.withKind(term.type(), Kind.REAL), Op.TO_REAL, List.of(term));
        origins.put(real, origins.of(term, unplaced()));
        return real;
    }

    private static Span unplaced() {
        return new Span(new SourceText("", ""), 0, 0);
    }

    private Value reference(Expr.Reference reference) {
        var found = scope.find(reference.name(), reference.span());
        if (found.isPresent()) {
            return found.get();
        }
        var function = functions.function(reference.name());
        if (function.isPresent()) {
            return function.get();
        }
        boolean builtin = Builtins.NAMES.contains(reference.name());
        report.error(
                builtin ? Code.NOT_A_VALUE : Code.UNKNOWN_NAME,
                builtin
                        ? "`" + reference.name() + "` is a function, not a value"
                        : "there is no `" + reference.name() + "` in " + scope.place(),
                reference.span(),
                builtin
                        ? "call it: `" + reference.name() + "(…)`"
                        : Suggestions.hint(reference.name(), scope.names(), "unknown name"));
        return Value.Unknown.UNKNOWN;
    }
}
