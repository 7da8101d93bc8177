package dev.weft.cli.run;

import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Term;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What stands in a term.
public final class Mentions {
    private Mentions() {}

    /// Whether an index letter stands anywhere in a term.
    static boolean axis(Term term, Axis axis) {
        return any(term, part -> part instanceof Term.Index(Axis a) && a == axis);
    }

    /// Whether a term or any part of it is wanted.
    public static boolean any(Term term, Predicate<Term> wanted) {
        return wanted.test(term) || parts(term).anyMatch(part -> any(part, wanted));
    }

    /// The terms right below a term.
    static Stream<Term> parts(Term term) {
        return switch (term) {
            case Term.Constant _, Term.Index _, Term.Size _, Term.Parameter _ -> Stream.of();
            case Term.PairNumber _, Term.Score _, Term.RowStatistic _ -> Stream.of();
            case Term.Previous _, Term.Current _ -> Stream.of();
            case Term.Element(var _, List<Term> at) -> at.stream();
            case Term.Apply(var _, var _, List<Term> arguments) -> arguments.stream();
            case Term.Choose(var _, Term when, Term then, Term otherwise) -> Stream.of(when, then, otherwise);
            case Term.Contract(var _, Term left, Term right) -> Stream.of(left, right);
            case Term.Fold(var _, Term vector) -> Stream.of(vector);
            case Term.Nearest(Term vector, Term codes) -> Stream.of(vector, codes);
            case Term.Rotate(Term vector, Term position, var _) -> Stream.of(vector, position);
            case Term.OverKeys(Row row, Term vector) -> Stream.concat(weights(row), Stream.of(vector));
        };
    }

    private static Stream<Term> weights(Row row) {
        return switch (row) {
            case Row.Softmax() -> Stream.of();
            case Row.SoftmaxWithSink(Term sink) -> Stream.of(sink);
            case Row.Elementwise(Term weight) -> Stream.of(weight);
        };
    }
}
