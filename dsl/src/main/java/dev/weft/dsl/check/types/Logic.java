package dev.weft.dsl.check.types;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.syntax.BinaryOperator;
import dev.weft.dsl.syntax.ComparisonOperator;
import dev.weft.dsl.syntax.Expr;
import java.util.List;
import java.util.Optional;

/// Truth values: `and or not`, comparisons, `if`.
final class Logic {
    private Logic() {}

    static Value not(Typing typing, Expr.Unary unary) {
        return typing.truth(unary.operand(), "what `not` turns round")
                .<Value>map(operand -> new Value.Known(Terms.not(operand)))
                .orElse(Value.Unknown.UNKNOWN);
    }

    static Value join(Typing typing, Expr.Binary binary) {
        String what = "each side of `" + binary.operator().symbol() + "`";
        var left = typing.truth(binary.left(), what);
        var right = typing.truth(binary.right(), what);
        if (left.isEmpty() || right.isEmpty()) {
            return Value.Unknown.UNKNOWN;
        }
        Op op = binary.operator() == BinaryOperator.AND ? Op.AND : Op.OR;
        return new Value.Known(new Term.Apply(Type.BOOL, op, List.of(left.get(), right.get())));
    }

    /// A chain is the `and` of its links.
    static Value compare(Typing typing, Expr.Comparison chain) {
        var operands = chain.operands().stream()
                .map(operand -> typing.scalar(operand, "what is compared"))
                .toList();
        if (operands.stream().anyMatch(Optional::isEmpty)) {
            return Value.Unknown.UNKNOWN;
        }
        Term all = Terms.truth(true);
        for (int link = 0; link < chain.operators().size(); link++) {
            var one = link(
                    typing,
                    chain.operators().get(link),
                    chain.operands().subList(link, link + 2),
                    operands.get(link).orElseThrow(),
                    operands.get(link + 1).orElseThrow());
            if (one.isEmpty()) {
                return Value.Unknown.UNKNOWN;
            }
            typing.origins().put(one.get(), chain.span());
            all = Terms.and(all, one.get());
        }
        return new Value.Known(all);
    }

    private static Optional<Term> link(
            Typing typing, ComparisonOperator operator, List<Expr> written, Term left, Term right) {
        boolean truths = left.type().kind() == Kind.BOOL && right.type().kind() == Kind.BOOL;
        boolean equality = operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_EQUAL;
        if (!(truths && equality)) {
            var first = typing.numeric(left, written.get(0));
            var second = typing.numeric(right, written.get(1));
            if (first.isEmpty() || second.isEmpty()) {
                return Optional.empty();
            }
        }
        var sides = truths ? List.of(left, right) : Arithmetic.alike(typing, List.of(left, right));
        Term a = sides.get(0);
        Term b = sides.get(1);
        return Optional.of(
                switch (operator) {
                    case LESS -> Terms.compare(Op.LESS, a, b);
                    case LESS_EQUAL -> Terms.compare(Op.LESS_EQUAL, a, b);
                    case GREATER -> Terms.compare(Op.LESS, b, a);
                    case GREATER_EQUAL -> Terms.compare(Op.LESS_EQUAL, b, a);
                    case EQUAL -> Terms.compare(Op.EQUAL, a, b);
                    case NOT_EQUAL -> Terms.compare(Op.NOT_EQUAL, a, b);
                });
    }

    static Value choose(Typing typing, Expr.Conditional conditional) {
        var when = typing.truth(conditional.when(), "the condition of `if`");
        var then = typing.term(conditional.then());
        var otherwise = typing.term(conditional.otherwise());
        if (when.isEmpty() || then.isEmpty() || otherwise.isEmpty()) {
            return Value.Unknown.UNKNOWN;
        }
        Type left = then.get().type();
        Type right = otherwise.get().type();
        boolean truths = left.kind() == Kind.BOOL && right.kind() == Kind.BOOL;
        boolean numbers = left.kind() != Kind.BOOL && right.kind() != Kind.BOOL;
        var branches = truths
                ? List.of(then.get(), otherwise.get())
                : numbers ? Arithmetic.alike(typing, List.of(then.get(), otherwise.get())) : List.<Term>of();
        var type = branches.isEmpty()
                ? Optional.<Type>empty()
                : Shapes.elementwise(left, right, branches.getFirst().type().kind());
        if (type.isEmpty()) {
            typing.report()
                    .add(Diagnostic.error(
                                    Code.BRANCHES_DIFFER,
                                    "the branches of `if` differ: " + Show.type(left) + " or " + Show.type(right),
                                    conditional.span(),
                                    "both branches must give the same kind of thing")
                            .because(conditional.then().span(), Show.type(left))
                            .because(conditional.otherwise().span(), Show.type(right)));
            return Value.Unknown.UNKNOWN;
        }
        return new Value.Known(new Term.Choose(type.get(), when.get(), branches.get(0), branches.get(1)));
    }
}
