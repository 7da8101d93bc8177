package dev.weft.dsl.prove;

import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;

/// What can be seen of a sign at a glance.
final class Signs {
    private Signs() {}

    /// Whether the INT scalar `term` is never negative by its form alone.
    static boolean neverNegative(Term term) {
        return switch (term) {
            case Term.Constant(var kind, var value) -> kind == Kind.INT && value >= 0;
            case Term.Index _, Term.Size _, Term.PairNumber _, Term.Nearest _ -> true;
            case Term.Apply(var _, var op, var x) ->
                op == Op.ABS
                        || (op == Op.MOD && neverNegative(x.get(1)))
                        || (op == Op.MAX && x.stream().anyMatch(Signs::neverNegative))
                        || ((op == Op.ADD || op == Op.MULTIPLY || op == Op.DIV || op == Op.MIN)
                                && x.stream().allMatch(Signs::neverNegative));
            case Term.Choose(var _, var _, var then, var otherwise) -> neverNegative(then) && neverNegative(otherwise);
            case Term.Parameter _, Term.Element _ -> false;
            case Term.Contract _, Term.Fold _, Term.Rotate _, Term.Score _ -> false;
            case Term.OverKeys _, Term.RowStatistic _, Term.Previous _, Term.Current _ -> false;
        };
    }
}
