package dev.weft.cli.plot;

import dev.weft.cli.console.Failure;
import dev.weft.cli.run.TensorElements;
import dev.weft.dsl.interpret.Pairs;
import dev.weft.dsl.interpret.Place;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Rotation;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Terms;
import dev.weft.runtime.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One head of one batch of an attention: its pairs of a query i and a key j.
final class Head implements AutoCloseable {
    private final Map<String, Tensor> tensors;
    private final Pairs pairs;
    private final View view;
    private final int queries;
    private final int keys;

    private Head(Attention attention, Map<String, Tensor> tensors, Pairs pairs, View view) {
        this.tensors = tensors;
        this.pairs = pairs;
        this.view = view;
        queries = (int) pairs.value(attention.queries());
        keys = pairs.keys(place(0));
    }

    /// Makes a subject's pairs ready.
    ///
    /// @param terms what will be asked of them: the tensors that these read are given numbers
    static Head of(Subject subject, List<Term> terms) {
        var bound = subject.bound();
        var attention = attention(subject);
        var tensors = new LinkedHashMap<String, Tensor>();
        var read = Stream.concat(Stream.of(attention.keys(), attention.exists(), attention.keep()), terms.stream())
                .toList();
        for (var tensor : attention.tensors()) {
            if (!tensor.role().written() && read.stream().anyMatch(term -> reads(term, tensor.name()))) {
                tensors.put(tensor.name(), subject.inputs().read(tensor, bound.shape(tensor)));
            }
        }
        var elements = new LinkedHashMap<String, TensorElements>();
        tensors.forEach((name, tensor) -> elements.put(name, new TensorElements(tensor)));
        var pairs = Pairs.of(attention, bound.sizes(), bound.params(), elements);
        check("b", subject.view().batch(), pairs.value(attention.batches()), subject);
        check("h", subject.view().head(), pairs.value(attention.heads()), subject);
        var head = new Head(attention, tensors, pairs, subject.view());
        if (head.queries == 0 || head.keys == 0) {
            head.close();
            throw new Failure(
                    "%s has no pair of a query and a key for %s".formatted(attention.name(), bound.describe()));
        }
        return head;
    }

    /// The attention that is to be drawn.
    ///
    /// @throws Failure if it is none
    static Attention attention(Subject subject) {
        return switch (subject.bound().kernel()) {
            case Attention attention -> attention;
            case Scan scan -> throw new Failure(scan.name() + " is a scan: it has no pairs of a query and a key");
        };
    }

    private static void check(String letter, int index, double count, Subject subject) {
        if (index >= count) {
            throw new Failure("--at %s=%d: %s has %d for %s"
                    .formatted(
                            letter,
                            index,
                            subject.bound().kernel().name(),
                            (int) count,
                            subject.bound().describe()));
        }
    }

    private static boolean reads(Term term, String tensor) {
        return Terms.any(
                term,
                part -> part instanceof Term.Element(var read, var _)
                        && read.name().equals(tensor));
    }

    int queries() {
        return queries;
    }

    int keys() {
        return keys;
    }

    boolean keeps(int i, int j) {
        return pairs.keeps(place(i), j);
    }

    /// What a real scalar comes to at a pair.
    Values values(Term term) {
        var code = pairs.term(term);
        return (i, j) -> code.at(place(i), j);
    }

    double[] angles(Rotation rotation) {
        return pairs.angles(rotation);
    }

    private Place place(int i) {
        return new Place(view.batch(), view.head(), i);
    }

    /// A number for each pair.
    @FunctionalInterface
    interface Values {
        double at(int i, int j);
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
