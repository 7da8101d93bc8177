package dev.weft.dsl.prove;

import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import java.util.Optional;

/// Works out terms that hold nothing but constants.
public final class Folding {
    private Folding() {}

    /// The value of `term`, if it is scalar and holds constants alone; BOOL is 0 or 1. A division of
    /// integers by 0 has none.
    public static Optional<Term.Constant> constant(Term term) {
        return switch (term) {
            case Term.Constant constant -> Optional.of(constant);
            case Term.Apply(var type, var op, var arguments) -> {
                double[] values = new double[arguments.size()];
                for (int a = 0; a < values.length; a++) {
                    var value = constant(arguments.get(a));
                    if (value.isEmpty()) {
                        yield Optional.empty();
                    }
                    values[a] = value.get().value();
                }
                boolean undefined = (op == Op.DIV || op == Op.MOD) && values[1] == 0;
                yield undefined
                        ? Optional.empty()
                        : Optional.of(new Term.Constant(type.kind(), apply(op, type.kind(), values)));
            }
            case Term.Choose(var _, var when, var then, var otherwise) ->
                constant(when).flatMap(chosen -> constant(chosen.value() != 0 ? then : otherwise));
            case Term.Index _, Term.Size _, Term.Parameter _, Term.Element _ -> Optional.empty();
            case Term.Contract _, Term.Fold _, Term.Nearest _, Term.Rotate _, Term.PairNumber _ -> Optional.empty();
            case Term.Score _, Term.OverKeys _, Term.RowStatistic _ -> Optional.empty();
            case Term.Previous _, Term.Current _ -> Optional.empty();
        };
    }

    private static double apply(Op op, Kind kind, double[] x) {
        return switch (op) {
            case TO_REAL -> x[0];
            case NEGATE -> kind == Kind.INT ? 0 - x[0] : -x[0];
            case ADD -> x[0] + x[1];
            case SUBTRACT -> x[0] - x[1];
            case MULTIPLY -> x[0] * x[1];
            case DIVIDE -> x[0] / x[1];
            case DIV -> Math.floorDiv((long) x[0], (long) x[1]);
            case MOD -> Math.floorMod((long) x[0], (long) x[1]);
            case POWER -> Math.pow(x[0], x[1]);
            case MIN -> Math.min(x[0], x[1]);
            case MAX -> Math.max(x[0], x[1]);
            case ABS -> Math.abs(x[0]);
            case SIGN -> Math.signum(x[0]);
            case FLOOR -> (int) Math.floor(x[0]);
            case CEIL -> (int) Math.ceil(x[0]);
            case ROUND -> (int) Math.rint(x[0]);
            case EXP -> Math.exp(x[0]);
            case EXP2 -> Math.pow(2, x[0]);
            case LOG -> Math.log(x[0]);
            case LOG2 -> Math.log(x[0]) / Math.log(2);
            case SQRT -> Math.sqrt(x[0]);
            case RSQRT -> 1 / Math.sqrt(x[0]);
            case SIN -> Math.sin(x[0]);
            case COS -> Math.cos(x[0]);
            case TANH -> Math.tanh(x[0]);
            case SIGMOID -> 1 / (1 + Math.exp(-x[0]));
            case RELU -> Math.max(x[0], 0);
            case SILU -> x[0] / (1 + Math.exp(-x[0]));
            case GELU -> x[0] * (1 + erf(x[0] / Math.sqrt(2))) / 2;
            case SOFTPLUS -> Math.max(x[0], 0) + Math.log1p(Math.exp(-Math.abs(x[0])));
            case ERF -> erf(x[0]);
            case LESS -> truth(x[0] < x[1]);
            case LESS_EQUAL -> truth(x[0] <= x[1]);
            case EQUAL -> truth(x[0] == x[1]);
            case NOT_EQUAL -> truth(x[0] != x[1]);
            case AND -> Math.min(x[0], x[1]);
            case OR -> Math.max(x[0], x[1]);
            case NOT -> 1 - x[0];
        };
    }

    private static double truth(boolean value) {
        return value ? 1 : 0;
    }

    /// The error function, from the series of positive terms `2/sqrt(pi) exp(-x^2) sum 2^n x^(2n+1) /
    /// (2n+1)!!`.
    private static double erf(double x) {
        if (Double.isNaN(x) || Math.abs(x) > 6) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}
