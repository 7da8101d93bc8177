package dev.weft.dsl.check.types;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.syntax.Expr;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The functions of the language that work element by element, and the folds of a vector.
public final class Builtins {
    private static final Map<String, Op> REAL = byName(
            Op.EXP,
            Op.EXP2,
            Op.LOG,
            Op.LOG2,
            Op.SQRT,
            Op.RSQRT,
            Op.SIN,
            Op.COS,
            Op.TANH,
            Op.SIGMOID,
            Op.RELU,
            Op.SILU,
            Op.GELU,
            Op.SOFTPLUS,
            Op.ERF);
    private static final Map<String, Op> SAME_KIND = byName(Op.ABS, Op.SIGN);
    private static final Map<String, Op> TO_INTEGER = byName(Op.FLOOR, Op.CEIL, Op.ROUND);
    private static final Map<String, Op> EXTREME = byName(Op.MIN, Op.MAX);
    private static final Map<String, Term.FoldOp> FOLDS =
            Map.of("sum", Term.FoldOp.SUM, "mean", Term.FoldOp.MEAN, "norm", Term.FoldOp.NORM, "rms", Term.FoldOp.RMS);
    private static final Set<String> OF_THEIR_OWN =
            Set.of("clamp", "rope", "softmax", "logsumexp", "rowmax", "nearest");

    /// Every function that the language has.
    public static final Set<String> NAMES = Stream.of(
                    REAL.keySet(),
                    SAME_KIND.keySet(),
                    TO_INTEGER.keySet(),
                    EXTREME.keySet(),
                    FOLDS.keySet(),
                    OF_THEIR_OWN)
            .flatMap(Set::stream)
            .collect(Collectors.toCollection(TreeSet::new));

    private Builtins() {}

    /// `name(arguments)` for an elementwise function or a fold.
    static Value value(Typing typing, Expr.Call call, List<Expr> arguments) {
        String name = call.function().text();
        int least = name.equals("clamp") ? 3 : EXTREME.containsKey(name) ? 2 : 1;
        boolean more = EXTREME.containsKey(name) && arguments.size() > 2;
        if (arguments.size() != least && !more) {
            Calls.wrongCount(typing, call, name, least, arguments.size());
            return Value.Unknown.UNKNOWN;
        }
        var operands = Arithmetic.numbers(typing, arguments);
        if (operands.isEmpty()) {
            return Value.Unknown.UNKNOWN;
        }
        var terms = operands.get();
        if (FOLDS.containsKey(name)) {
            return fold(typing, arguments.getFirst(), FOLDS.getOrDefault(name, Term.FoldOp.SUM), terms.getFirst());
        }
        if (name.equals("clamp")) {
            var alike = Arithmetic.alike(typing, terms);
            var raised = Arithmetic.elementwise(typing, Op.MAX, arguments.subList(0, 2), alike.subList(0, 2), call);
            return raised instanceof Value.Known(var term)
                    ? Arithmetic.elementwise(
                            typing, Op.MIN, List.of(call, arguments.get(2)), List.of(term, alike.get(2)), call)
                    : raised;
        }
        if (EXTREME.containsKey(name)) {
            return extreme(
                    typing, call, EXTREME.getOrDefault(name, Op.MIN), arguments, Arithmetic.alike(typing, terms));
        }
        if (TO_INTEGER.containsKey(name)) {
            return terms.getFirst().type().kind() == Kind.INT
                    ? new Value.Known(terms.getFirst())
                    : Arithmetic.elementwise(typing, TO_INTEGER.getOrDefault(name, Op.FLOOR), arguments, terms, call);
        }
        if (SAME_KIND.containsKey(name)) {
            return Arithmetic.elementwise(typing, SAME_KIND.getOrDefault(name, Op.ABS), arguments, terms, call);
        }
        var real = List.of(typing.toReal(terms.getFirst()));
        return Arithmetic.elementwise(typing, REAL.getOrDefault(name, Op.EXP), arguments, real, call);
    }

    private static Value extreme(Typing typing, Expr.Call call, Op op, List<Expr> written, List<Term> operands) {
        Term best = operands.getFirst();
        for (int a = 1; a < operands.size(); a++) {
            var next = Arithmetic.elementwise(
                    typing, op, List.of(written.getFirst(), written.get(a)), List.of(best, operands.get(a)), call);
            if (!(next instanceof Value.Known(var term))) {
                return next;
            }
            best = term;
        }
        return new Value.Known(best);
    }

    private static Value fold(Typing typing, Expr written, Term.FoldOp op, Term vector) {
        if (!(vector.type() instanceof Type.Vector)) {
            typing.report()
                    .error(
                            Code.NEED_VECTOR,
                            "`" + op.name().toLowerCase(Locale.ROOT) + "` folds a vector, and this is "
                                    + Show.type(vector.type()),
                            written.span(),
                            Show.type(vector.type()),
                            "sums over keys are written `row @ x`");
            return Value.Unknown.UNKNOWN;
        }
        return new Value.Known(new Term.Fold(op, typing.toReal(vector)));
    }

    private static Map<String, Op> byName(Op... ops) {
        return Stream.of(ops).collect(Collectors.toMap(op -> op.name().toLowerCase(Locale.ROOT), Function.identity()));
    }
}
