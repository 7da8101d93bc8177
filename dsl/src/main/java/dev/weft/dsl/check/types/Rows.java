package dev.weft.dsl.check.types;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.syntax.Argument;
import dev.weft.dsl.syntax.Expr;
import java.util.List;
import java.util.Optional;

/// `softmax(score)`, `logsumexp(score)` and `rowmax(score)`: what takes a whole row of scores.
final class Rows {
    private Rows() {}

    static Value softmax(Typing typing, Expr.Call call) {
        if (!takesScore(typing, call)) {
            return Value.Unknown.UNKNOWN;
        }
        Optional<Expr> sink = Optional.empty();
        for (Argument argument : call.arguments().subList(1, call.arguments().size())) {
            if (argument instanceof Argument.Named(var _, var name, var value)
                    && name.text().equals("sink")) {
                if (sink.isPresent()) {
                    Calls.givenTwice(typing, name);
                    return Value.Unknown.UNKNOWN;
                }
                sink = Optional.of(value);
            } else if (argument instanceof Argument.Named(var _, var name, var _)) {
                Calls.unknownArgument(typing, "softmax", name, List.of("sink"));
                return Value.Unknown.UNKNOWN;
            } else {
                typing.report()
                        .error(
                                Code.ARGUMENT_COUNT,
                                "`softmax` takes the score alone, and `sink =` by name",
                                argument.value().span(),
                                "one too many",
                                "write `softmax(score, sink = …)`");
                return Value.Unknown.UNKNOWN;
            }
        }
        return sink.isEmpty() ? new Value.Weights(new Row.Softmax()) : withSink(typing, sink.get());
    }

    private static Value withSink(Typing typing, Expr sink) {
        var logit = typing.real(sink, "a sink");
        if (logit.isEmpty()) {
            return Value.Unknown.UNKNOWN;
        }
        var pair = Terms.find(
                logit.get(),
                term -> term.equals(new Term.Index(Axis.KEY))
                        || term instanceof Term.Score
                        || term instanceof Term.OverKeys
                        || term instanceof Term.RowStatistic);
        if (pair.isPresent()) {
            typing.report()
                    .error(
                            Code.SINK,
                            "a sink is one logit per row and may depend on b, h and i alone",
                            typing.origins().of(pair.get(), sink.span()),
                            "depends on the keys",
                            "give one number per head: `table s : f32[H]`, `sink = s[h]`");
            return Value.Unknown.UNKNOWN;
        }
        return new Value.Weights(new Row.SoftmaxWithSink(logit.get()));
    }

    static Value statistic(Typing typing, Expr.Call call, Term.Statistic statistic) {
        if (!takesScore(typing, call)) {
            return Value.Unknown.UNKNOWN;
        }
        if (call.arguments().size() > 1) {
            Calls.wrongCount(
                    typing, call, call.function().text(), 1, call.arguments().size());
            return Value.Unknown.UNKNOWN;
        }
        return new Value.Known(new Term.RowStatistic(statistic));
    }

    private static boolean takesScore(Typing typing, Expr.Call call) {
        String name = call.function().text();
        if (!typing.scope().scores()) {
            typing.report()
                    .error(
                            Code.MISPLACED_ITEM,
                            "`" + name + "` belongs to an attention",
                            call.function().span(),
                            "takes a row of scores, and a scan has none",
                            "write it out: `exp(x) / sum(exp(x))` normalises a vector");
            return false;
        }
        if (call.arguments().isEmpty() || !(call.arguments().getFirst() instanceof Argument.Positional(var first))) {
            Calls.wrongCount(typing, call, name, 1, 0);
            return false;
        }
        Value value = typing.value(first);
        if (value instanceof Value.Known(var term) && term instanceof Term.Score) {
            return true;
        }
        if (!(value instanceof Value.Unknown)) {
            typing.report()
                    .error(
                            Code.NOT_THE_SCORE,
                            "`" + name + "` takes exactly `score`",
                            first.span(),
                            "not the score itself",
                            "put scales and biases into the equation `score = …`, then write `" + name + "(score)`");
        }
        return false;
    }
}
