package dev.weft.dsl.check.types;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Prover;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.syntax.Expr;
import java.util.List;

/// What a scan reads: `x[t]` of an input, `h[t-1]` and `h[t]` of a state, a weight as it stands; the
/// batch goes without saying.
final class Steps {
    private static final Term NOW = new Term.Index(Axis.STEP);
    private static final Term BEFORE = Terms.integers(Op.SUBTRACT, NOW, Terms.integer(1));
    private static final Prover PROVER = Prover.of(List.of());

    private Steps() {}

    static Value value(Typing typing, Expr.Subscript subscript, Tensor tensor, List<Term> at) {
        String name = tensor.name();
        if (tensor.role() == Tensor.Role.INIT) {
            return refuseInit(typing, subscript, name);
        }
        if (tensor.role() == Tensor.Role.WEIGHT) {
            typing.report()
                    .error(
                            Code.READ_WHOLE,
                            "a weight is read as it stands",
                            subscript.span(),
                            "indexed here",
                            "write `" + name + "`; hand a part of it over as a weight of its own");
            return Value.Unknown.UNKNOWN;
        }
        boolean state = tensor.role() == Tensor.Role.STATE;
        if (at.size() != 1) {
            typing.report()
                    .error(
                            Code.INDEX_COUNT,
                            "`" + name + "` takes one index, the step, and " + at.size() + " are given",
                            subscript.span(),
                            "the batch goes without saying",
                            "write `" + name + (state ? "[t-1]`" : "[t]`"));
            return Value.Unknown.UNKNOWN;
        }
        Term step = at.getFirst();
        if (is(Op.EQUAL, step, NOW)) {
            return new Value.Known(state ? new Term.Current(tensor) : new Term.Element(tensor, tensor.at()));
        }
        if (state && is(Op.EQUAL, step, BEFORE)) {
            return new Value.Known(new Term.Previous(tensor));
        }
        typing.report().add(state ? otherState(subscript, name, step) : otherInput(subscript, name, step));
        return Value.Unknown.UNKNOWN;
    }

    private static boolean is(Op op, Term left, Term right) {
        return PROVER.proves(Terms.compare(op, left, right));
    }

    private static Diagnostic otherState(Expr.Subscript subscript, String name, Term step) {
        String label = "reads `" + name + "` at step `" + Show.term(step) + "`";
        var error = Diagnostic.error(
                Code.OTHER_STEP,
                "a state is read one step before, `" + name + "[t-1]`, or at the same step, `" + name + "[t]`",
                subscript.at().getFirst().span(),
                label);
        if (is(Op.LESS, step, BEFORE)) {
            return error.help("carry it in a second state: `g[t] = " + name + "[t-1]`, and read `g[t-1]`");
        }
        if (is(Op.LESS, NOW, step)) {
            return error.help("later steps are not known yet; write the equation from the step before");
        }
        return error.help("what it is before the first step is said by `from`: `state " + name + " : … from h0`");
    }

    private static Diagnostic otherInput(Expr.Subscript subscript, String name, Term step) {
        var error = Diagnostic.error(
                Code.OTHER_STEP,
                "an input is read at its own step, `" + name + "[t]`",
                subscript.at().getFirst().span(),
                "reads `" + name + "` at step `" + Show.term(step) + "`");
        return is(Op.LESS, step, NOW)
                ? error.help("carry it in a state: `p[t] = " + name + "[t]`, and read `p[t-1]`")
                : error.help("hand over what another step needs as an input of its own");
    }

    /// Whether `tensor` says nothing by its bare name; then that is reported.
    static boolean refusesBare(Typing typing, Tensor tensor, Expr expression) {
        String name = tensor.name();
        return switch (tensor.role()) {
            case INIT -> {
                refuseInit(typing, expression, name);
                yield true;
            }
            case INPUT, STATE -> {
                boolean state = tensor.role() == Tensor.Role.STATE;
                typing.report()
                        .error(
                                Code.STEP_MISSING,
                                "`" + name + "` has a value for every step, and this does not say which",
                                expression.span(),
                                state ? "a state" : "an input",
                                state
                                        ? "write `" + name + "[t-1]`, the step before, or `" + name
                                                + "[t]`, the same step"
                                        : "write `" + name + "[t]`");
                yield true;
            }
            case WEIGHT, QUERY, KEY, VALUE, TABLE, OUT -> false;
        };
    }

    private static Value refuseInit(Typing typing, Expr expression, String name) {
        typing.report()
                .error(
                        Code.INIT_READ,
                        "`" + name + "` is what a state is before its first step, and no equation reads it",
                        expression.span(),
                        "an init",
                        "start a state from it, `state h : … from " + name + "`, and read `h[t-1]`",
                        "what does not change from step to step is a `weight`, or an `input` with a step axis");
        return Value.Unknown.UNKNOWN;
    }

    /// Whether `term` is something read at a step.
    static boolean isRead(Term term) {
        return term instanceof Term.Previous
                || term instanceof Term.Current
                || (term instanceof Term.Element(var tensor, var _) && tensor.role() == Tensor.Role.INPUT);
    }

    /// `h[t-1][0]`
    static Value refuseEntry(Typing typing, Expr.Subscript subscript, Term term) {
        String read = Show.term(term);
        typing.report()
                .error(
                        Code.READ_WHOLE,
                        "`" + read + "` is read as a whole, and no entry of it alone",
                        subscript.span(),
                        "one entry",
                        "pick entries with a weight: `w @ " + read + "`, where w is 1 there and 0 elsewhere");
        return Value.Unknown.UNKNOWN;
    }
}
