package dev.weft.cli.plot;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.console.Failure;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Folding;
import dev.weft.dsl.prove.Terms;
import dev.weft.runtime.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What terms come to for a batch, a head and a key, where sizes, params and tables of integers say it.
final class Settled implements AutoCloseable {
    private final Subject subject;
    private final Map<String, Tensor> tables = new LinkedHashMap<>();

    Settled(Subject subject) {
        this.subject = subject;
    }

    /// A whole number; a truth is 0 or 1.
    ///
    /// @throws Failure if something else decides it
    long number(Term term, int b, int h, int j) {
        return Folding.constant(at(term, b, h, j))
                .map(constant -> (long) constant.value())
                .orElseThrow(
                        () -> new Failure(
                                subject.bound().kernel().name()
                                        + " finds its keys by more than sizes, params and tables of integers: their codes cannot be drawn"));
    }

    private Term at(Term term, int b, int h, int j) {
        return switch (term) {
            case Term.Index(var axis) when axis == Axis.BATCH -> Terms.integer(b);
            case Term.Index(var axis) when axis == Axis.HEAD -> Terms.integer(h);
            case Term.Index(var axis) when axis == Axis.KEY -> Terms.integer(j);
            case Term.Size size -> Terms.integer(bound().size(size));
            case Term.Parameter(var param) -> new Term.Constant(param.storage().kind(), parameter(param.name()));
            case Term.Element element when isWhole(element.type()) -> element(element, b, h, j);
            case Term other -> Terms.map(other, inside -> at(inside, b, h, j));
        };
    }

    private Bound bound() {
        return subject.bound();
    }

    private double parameter(String name) {
        return Optional.ofNullable(bound().params().get(name))
                .orElseThrow(() -> new Failure(
                        bound().kernel().name() + " has no value for " + name + "; cure: --bind " + name + "=…"));
    }

    private static boolean isWhole(Type type) {
        return type instanceof Type.Scalar(var kind) && kind != Kind.REAL;
    }

    private Term element(Term.Element element, int b, int h, int j) {
        var tensor = element.tensor();
        var table = tables.computeIfAbsent(tensor.name(), _ -> subject.inputs().read(tensor, bound().shape(tensor)));
        return new Term.Constant(element.type().kind(), table.get(place(element, table, b, h, j)));
    }

    /// Where an element lies, or the row or matrix that the missing indices leave begins.
    ///
    /// @throws Failure if an index is outside of its axis
    long place(Term.Element element, Tensor tensor, int b, int h, int j) {
        long place = 0;
        for (int axis = 0; axis < tensor.rank(); axis++) {
            long index = axis < element.at().size() ? number(element.at().get(axis), b, h, j) : 0;
            if (index < 0 || (axis < element.at().size() && index >= tensor.size(axis))) {
                throw new Failure("%s reads `%s` at %d on axis %d, whose size is %d"
                        .formatted(bound().kernel().name(), element.tensor().name(), index, axis, tensor.size(axis)));
            }
            place = place * tensor.size(axis) + index;
        }
        return place;
    }

    @Override
    public void close() {
        tables.values().forEach(Tensor::close);
    }
}
