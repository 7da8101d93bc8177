package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Carry;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes terms over positions as terms over rows and slots of a step: query i stands at position
/// `i + start`, the token in slot j at `j + shift`.
final class SlotTerms {
    private static final Term KEY = new Term.Index(Axis.KEY);
    private static final Term QUERY = new Term.Index(Axis.QUERY);

    private final TokenAxes tokens;
    private final Term.Nearest code;
    private final Term slots;
    private final Param start;
    private final Param shift;
    private final Param rows;
    private final List<Term> perGroup;
    private final Tensor codes;
    private final Names names;
    private final Map<Tensor, Tensor> recent = new LinkedHashMap<>();
    private final Map<Term, Tensor> averaged = new LinkedHashMap<>();
    private final List<Term> groupShape;

    /// @param group how many neighbouring heads read the same keys
    /// @param slots how many slots there are
    SlotTerms(Attention model, TokenAxes tokens, Term.Nearest code, Term group, Term slots, Names names) {
        this.tokens = tokens;
        this.code = code;
        this.slots = slots;
        this.names = names;
        start = new Param(names.plain("start"), Storage.I32, "the position of the first row");
        shift = new Param(names.plain("shift"), Storage.I32, "the position of the token in slot 0");
        rows = new Param(names.plain("rows"), Storage.I32, "how many rows there are");
        Term sharer = new Term.Apply(Type.INT, Op.DIV, List.of(new Term.Index(Axis.HEAD), group));
        perGroup = List.of(new Term.Index(Axis.BATCH), sharer, KEY);
        Term groups = new Term.Apply(Type.INT, Op.DIV, List.of(model.heads(), group));
        groupShape = List.of(model.batches(), groups, slots);
        codes = table("codes", Storage.I32, "the code in each slot");
    }

    Tensor table(String name, Storage storage, String doc, Term... behind) {
        var shape = new ArrayList<>(groupShape);
        shape.addAll(List.of(behind));
        return new Tensor(names.plain(name), Tensor.Role.TABLE, storage, shape, List.of(), doc);
    }

    Tensor codes() {
        return codes;
    }

    Param start() {
        return start;
    }

    Param shift() {
        return shift;
    }

    Param rows() {
        return rows;
    }

    /// The tensors of recent tokens that some term has read: as declared, and over slots.
    Map<Tensor, Tensor> recent() {
        return recent;
    }

    /// What is averaged: as written, and over slots.
    Map<Term, Tensor> averaged() {
        return averaged;
    }

    /// A table over slots, at the slot of the key.
    Term at(Tensor table) {
        return new Term.Element(table, perGroup);
    }

    Term of(Term term) {
        return switch (term) {
            case Term.Nearest nearest when nearest.equals(code) -> at(codes);
            case Term.Nearest _ -> throw new NotCarriedException("it looks for more than one code");
            case Term.Size _
            when tokens.counts(term) -> throw new NotCarriedException("an equation depends on the number of tokens");
            case Term.Index(var axis) when axis == Axis.QUERY -> plus(term, start);
            case Term.Index(var axis) when axis == Axis.KEY -> plus(term, shift);
            case Term.Element element -> element(element);
            case Term.OverKeys(var row, var vector) -> new Term.OverKeys(row(row), at(average(vector)));
            case Term.Rotate(var _, var _, var rotation)
            when tokens.counts(rotation.theta()) ->
                throw new NotCarriedException("an angle depends on the number of tokens");
            case Term other -> Terms.map(other, this::of);
        };
    }

    private Row row(Row row) {
        return switch (row) {
            case Row.Softmax softmax -> softmax;
            case Row.SoftmaxWithSink(var sink) -> new Row.SoftmaxWithSink(of(tokens.settled(sink)));
            case Row.Elementwise(var weight) -> new Row.Elementwise(of(tokens.settled(weight)));
        };
    }

    private Term element(Term.Element element) {
        var held = tokens.held(element.tensor());
        var at = new ArrayList<Term>();
        for (int n = 0; n < element.at().size(); n++) {
            Term index = element.at().get(n);
            if (n == held.axis()) {
                at.add(token(held, index));
            } else {
                at.add(dev.weft.dsl.prove.Terms.mentions(index, Axis.KEY) ? of(index) : ofRow(index));
            }
        }
        return switch (held.meeting()) {
            case FIXED, ROWS -> new Term.Element(element.tensor(), at);
            case RECENT ->
                new Term.Element(recent.computeIfAbsent(element.tensor(), tensor -> overSlots(tensor, held)), at);
        };
    }

    /// An index that a row alone decides. Rows that only fill a step up stand behind the last token, where
    /// a table may have no entry: they read the last row's.
    private Term ofRow(Term index) {
        return switch (index) {
            case Term.Index(var axis)
            when axis == Axis.QUERY ->
                plus(
                        new Term.Apply(
                                Type.INT,
                                Op.MIN,
                                List.of(
                                        index,
                                        new Term.Apply(Type.INT, Op.SUBTRACT, List.of(parameter(rows), Sizes.of(1))))),
                        start);
            case Term.Apply apply -> Terms.map(apply, this::ofRow);
            case Term.Choose choose -> Terms.map(choose, this::ofRow);
            case Term other -> of(other);
        };
    }

    /// The index of a token's axis.
    private Term token(Carry.Held held, Term index) {
        boolean rows = held.meeting() == Carry.Meeting.ROWS;
        if (index.equals(QUERY)) {
            return rows ? index : new Term.Apply(Type.INT, Op.SUBTRACT, List.of(plus(index, start), parameter(shift)));
        }
        if (index.equals(KEY) && !rows) {
            return index;
        }
        throw new NotCarriedException("`" + held.tensor() + "` is read at another token than i or j");
    }

    private Tensor overSlots(Tensor tensor, Carry.Held held) {
        var shape = new ArrayList<>(tensor.shape());
        shape.set(held.axis(), slots);
        return new Tensor(tensor.name(), tensor.role(), tensor.storage(), shape, tensor.at(), tensor.doc());
    }

    private Tensor average(Term vector) {
        if (!(vector instanceof Term.Element(var tensor, var at))
                || tokens.held(tensor).meeting() != Carry.Meeting.RECENT
                || !at.get(tokens.held(tensor).axis()).equals(KEY)) {
            throw new NotCarriedException("it averages something else than a tensor at j");
        }
        return averaged.computeIfAbsent(
                vector, _ -> table("values", Storage.F32, "the value in each slot", Terms.size(vector)));
    }

    private static Term plus(Term index, Param by) {
        return new Term.Apply(Type.INT, Op.ADD, List.of(index, parameter(by)));
    }

    private static Term parameter(Param param) {
        return new Term.Parameter(param);
    }
}
