package dev.weft.dsl.check.types;

import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Terms and types in the words of the language, for messages.
public final class Show {
    private Show() {}

    /// "a vector of D reals", …
    public static String type(Type type) {
        return switch (type) {
            case Type.Scalar(var kind) -> kind(kind);
            case Type.Vector(var kind, var size) -> "a vector of " + term(size) + " " + kinds(kind);
            case Type.Matrix(var kind, var rows, var columns) ->
                "a matrix of " + term(rows) + " by " + term(columns) + " " + kinds(kind);
        };
    }

    /// What a name stands for, unless that was wrong.
    public static Optional<String> value(Value value) {
        return switch (value) {
            case Value.Known(var term) -> Optional.of(type(term.type()));
            case Value.Whole(var tensor) -> Optional.of(whole(tensor));
            case Value.Weights _ -> Optional.of("a row of weights, one real per key");
            case Value.Function _ -> Optional.of("a function");
            case Value.Unknown _ -> Optional.empty();
        };
    }

    private static String whole(Tensor tensor) {
        int left = tensor.shape().size() - tensor.at().size();
        return left > 2 || tensor.at().isEmpty()
                ? tensor(tensor)
                : type(new Term.Element(tensor, tensor.at()).type()) + ", read at " + list(tensor.at());
    }

    /// `[D]`, `[S, D]`; nothing for a scalar.
    public static String shape(Type type) {
        return switch (type) {
            case Type.Scalar _ -> "[]";
            case Type.Vector(var _, var size) -> "[" + term(size) + "]";
            case Type.Matrix(var _, var rows, var columns) -> "[" + term(rows) + ", " + term(columns) + "]";
        };
    }

    /// `f32[B, H, N, D]`
    public static String tensor(Tensor tensor) {
        return tensor.storage().keyword() + list(tensor.shape());
    }

    /// `[a, b]`
    public static String list(List<Term> terms) {
        return terms.stream().map(Show::term).collect(Collectors.joining(", ", "[", "]"));
    }

    /// "an integer", …
    public static String kind(Kind kind) {
        return switch (kind) {
            case BOOL -> "a truth value";
            case INT -> "an integer";
            case REAL -> "a real";
        };
    }

    private static String kinds(Kind kind) {
        return switch (kind) {
            case BOOL -> "truth values";
            case INT -> "integers";
            case REAL -> "reals";
        };
    }

    /// A size in its shortest form, such as `N - 1`.
    public static String size(Term size) {
        return term(Sizes.normal(size));
    }

    /// The term as one would write it.
    public static String term(Term term) {
        return term(term, 0);
    }

    private static String term(Term term, int outer) {
        return switch (term) {
            case Term.Constant(var kind, var value) -> constant(kind, value);
            case Term.Index(Axis axis) -> axis.letter();
            case Term.Size(var dim) -> dim.name();
            case Term.Parameter(var param) -> param.name();
            case Term.Element(var tensor, var _) when tensor.role() == Tensor.Role.INPUT -> tensor.name() + "[t]";
            case Term.Element(var tensor, var at) ->
                at.isEmpty() || at.equals(tensor.at()) ? tensor.name() : tensor.name() + list(at);
            case Term.Apply(var _, var op, var arguments) -> apply(op, arguments, outer);
            case Term.Choose(var _, var when, var then, var otherwise) ->
                "(if " + term(when) + " then " + term(then) + " else " + term(otherwise) + ")";
            case Term.Contract(var _, var left, var right) -> term(left, 6) + " @ " + term(right, 6);
            case Term.Fold(var op, var vector) -> op.name().toLowerCase(Locale.ROOT) + "(" + term(vector) + ")";
            case Term.Nearest(var vector, var codes) -> "nearest(" + term(vector) + ", " + term(codes) + ")";
            case Term.Rotate(var vector, var position, var _) -> "rope(" + term(vector) + ", " + term(position) + ")";
            case Term.PairNumber() -> "m";
            case Term.Score() -> "score";
            case Term.OverKeys(var _, var vector) -> "(… @ " + term(vector) + ")";
            case Term.Previous(var state) -> state.name() + "[t-1]";
            case Term.Current(var state) -> state.name() + "[t]";
            case Term.RowStatistic(var statistic) ->
                switch (statistic) {
                    case LOG_SUM_EXP -> "logsumexp(score)";
                    case MAX -> "rowmax(score)";
                };
        };
    }

    private static String constant(Kind kind, double value) {
        return switch (kind) {
            case BOOL -> value == 0 ? "false" : "true";
            case INT -> Long.toString((long) value);
            case REAL -> Double.isInfinite(value) ? (value < 0 ? "-inf" : "inf") : Double.toString(value);
        };
    }

    private static String apply(Op op, List<Term> x, int outer) {
        return switch (op) {
            case TO_REAL -> term(x.getFirst(), outer);
            case NEGATE -> "-" + term(x.getFirst(), 7);
            case NOT -> "not " + term(x.getFirst(), 3);
            case OR -> infix(" or ", 1, x, outer);
            case AND -> infix(" and ", 2, x, outer);
            case LESS -> infix(" < ", 3, x, outer);
            case LESS_EQUAL -> infix(" <= ", 3, x, outer);
            case EQUAL -> infix(" == ", 3, x, outer);
            case NOT_EQUAL -> infix(" != ", 3, x, outer);
            case ADD -> sum(x, outer);
            case SUBTRACT -> infix(" - ", 4, x, outer);
            case MULTIPLY -> product(x, outer);
            case DIVIDE -> infix(" / ", 5, x, outer);
            case DIV -> infix(" div ", 5, x, outer);
            case MOD -> infix(" mod ", 5, x, outer);
            case POWER -> infix("^", 8, x, outer);
            case MIN, MAX, ABS, SIGN, FLOOR, CEIL, ROUND, EXP, EXP2, LOG, LOG2, SQRT, RSQRT -> call(op, x);
            case SIN, COS, TANH, SIGMOID, RELU, SILU, GELU, SOFTPLUS, ERF -> call(op, x);
        };
    }

    /// `a + -1 * b` reads as `a - b`.
    private static String sum(List<Term> x, int outer) {
        Term right = x.get(1);
        if (right instanceof Term.Constant(var kind, var value) && kind == Kind.INT && value < 0) {
            return infix(" - ", 4, List.of(x.get(0), new Term.Constant(kind, -value)), outer);
        }
        if (right instanceof Term.Apply(var _, var op, var factors)
                && op == Op.MULTIPLY
                && factors.get(0).equals(Sizes.of(-1))) {
            return infix(" - ", 4, List.of(x.get(0), factors.get(1)), outer);
        }
        return infix(" + ", 4, x, outer);
    }

    private static String product(List<Term> x, int outer) {
        return x.getFirst().equals(Sizes.of(-1)) ? "-" + term(x.get(1), 7) : infix(" * ", 5, x, outer);
    }

    private static String infix(String symbol, int level, List<Term> x, int outer) {
        String text = term(x.get(0), level) + symbol + term(x.get(1), level + 1);
        return level < outer ? "(" + text + ")" : text;
    }

    private static String call(Op op, List<Term> x) {
        return op.name().toLowerCase(Locale.ROOT)
                + x.stream().map(Show::term).collect(Collectors.joining(", ", "(", ")"));
    }
}
