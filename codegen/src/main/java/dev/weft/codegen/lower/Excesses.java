package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Signature.Excess;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Terms;
import java.util.List;
import java.util.stream.Stream;

/// Says what becomes of a whole number that a run passes and that no place of a token comes near.
///
/// Kernels compute with whole numbers of 32 bits, in which `i + w` is negative where `w` is the greatest of
/// them. A number that is compared with places, as a window's length is, may be cut: no place is that far
/// away. Elsewhere a cut would change what is computed: there a number that is added or multiplied is refused.
final class Excesses {
    /// Sums of places and of literals up to this one are smaller than what a number is cut to.
    private static final double GREAT = 1 << 28;

    private final Param param;
    private Excess found = Excess.KEPT;
    private boolean exact;

    private Excesses(Param param) {
        this.param = param;
    }

    static Excess of(Kernel model, Param param) {
        var excesses = new Excesses(param);
        if (param.storage().kind() == Kind.INT) {
            equations(model).forEach(excesses::visit);
        }
        return excesses.exact && excesses.found != Excess.KEPT ? Excess.REFUSED : excesses.found;
    }

    private static Stream<Term> equations(Kernel model) {
        var outs = switch (model) {
            case Attention attention -> attention.outs();
            case Scan scan -> scan.outs();
        };
        var others = switch (model) {
            case Attention attention ->
                Stream.of(attention.keys(), attention.exists(), attention.keep(), attention.score());
            case Scan scan -> scan.states().stream().flatMap(state -> Stream.of(state.initial(), state.next()));
        };
        return Stream.concat(others, outs.stream().map(out -> out.value()));
    }

    private void visit(Term term) {
        if (!reads(term)) {
            return;
        }
        if (term instanceof Term.Parameter) {
            exact = true;
        } else if (term instanceof Term.Apply(var _, Op op, List<Term> of)
                && of.getFirst().type().equals(Type.INT)) {
            switch (op) {
                case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> compared(of);
                case MIN -> least(of);
                case MAX, TO_REAL -> of.forEach(this::visit);
                default -> note(Excess.REFUSED);
            }
        } else {
            Terms.children(term).forEach(this::visit);
        }
    }

    /// `min(x, w)` is `x` wherever `w` is greater than every place, if `x` is one.
    private void least(List<Term> of) {
        var others = of.stream()
                .filter(operand -> !(operand instanceof Term.Parameter))
                .toList();
        if (others.size() == 1 && params(others.getFirst()) == 0 && isPlace(others.getFirst())) {
            note(Excess.CUT_ABOVE);
        } else {
            of.forEach(this::visit);
        }
    }

    private void note(Excess excess) {
        if (excess.compareTo(found) > 0) {
            found = excess;
        }
    }

    private void compared(List<Term> sides) {
        if (sides.stream().mapToInt(Excesses::params).sum() > 1
                || sides.stream().anyMatch(Excesses::isScaled)) {
            note(Excess.REFUSED);
        } else if (sides.stream().allMatch(Excesses::isPlace)) {
            note(Excess.CUT);
        } else {
            exact = true;
        }
    }

    private static int params(Term term) {
        return term instanceof Term.Parameter
                ? 1
                : Terms.children(term).stream().mapToInt(Excesses::params).sum();
    }

    /// Whether no value of it, a param's aside, is as great as a number that is cut: sums of places, distances.
    private static boolean isPlace(Term term) {
        return switch (term) {
            case Term.Index _, Term.Size _, Term.Parameter _ -> true;
            case Term.Constant(var _, double value) -> Math.abs(value) <= GREAT;
            case Term.Apply(var _, Op op, var of) when op == Op.DIV -> isPlace(of.getFirst());
            case Term.Apply(var _, Op op, var of) -> isShift(op) && of.stream().allMatch(Excesses::isPlace);
            default -> false;
        };
    }

    /// Whether a param is multiplied or divided, or divides.
    private static boolean isScaled(Term term) {
        return params(term) > 0
                && term instanceof Term.Apply(var _, Op op, var of)
                && (!isShift(op) || of.stream().anyMatch(Excesses::isScaled));
    }

    private static boolean isShift(Op op) {
        return switch (op) {
            case ADD, SUBTRACT, NEGATE, MIN, MAX, ABS -> true;
            default -> false;
        };
    }

    private boolean reads(Term term) {
        return term instanceof Term.Parameter(var read)
                ? read.equals(param)
                : Terms.children(term).stream().anyMatch(this::reads);
    }
}
