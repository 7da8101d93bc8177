package dev.weft.codegen.lower;

import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Argument;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Fact;
import dev.weft.dsl.model.Memory;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.prove.Tokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Writes an attention as one that reads keys and values from a cache: token j of a sequence lies in slot `j mod R`
/// of a ring, or in slot `j mod P` of block `page[b, j div P]`; query i is token `i + length[b] - N`, and
/// `length[b]` tokens exist. The equations stay as they are, so that keys are held as they were handed over: what
/// turns them turns them when they are read, at any position.
///
/// Does not say how long a ring is, nor who fills the cache.
public final class CacheLowering {
    private static final Term KEY = new Term.Index(Axis.KEY);
    private static final Term BATCH = new Term.Index(Axis.BATCH);

    private final Attention model;
    private final Tokens tokens;
    private final boolean ring;
    private final List<Dim> added;
    private final Tensor length;
    private final Tensor page;

    private CacheLowering(Attention model, Tokens tokens) {
        this.model = model;
        this.tokens = tokens;
        this.ring = tokens.memory() instanceof Memory.Last;
        var taken = new HashSet<String>();
        model.arguments().forEach(argument -> taken.add(argument.name()));
        model.dims().forEach(dim -> taken.add(dim.name()));
        var names = new Names(taken);
        added = ring
                ? List.of(new Dim.Symbolic(names.plain("ring")))
                : List.of(
                        new Dim.Symbolic(names.plain("blocks")),
                        new Dim.Symbolic(names.plain("block")),
                        new Dim.Symbolic(names.plain("pages")));
        length = table(names.plain("length"), List.of(model.batches()), "how many tokens a sequence has");
        page = table(
                names.plain("page"),
                List.of(model.batches(), new Term.Size(added.getLast())),
                "which block holds the tokens of a page");
    }

    /// The form that reads a cache, or why there is none. It is called like the attention, with `Ring` or `Paged`
    /// behind.
    public static Caching of(Attention model) {
        if (model.algorithm() instanceof Algorithm.Codes) {
            return new Caching.Not("it folds keys by their codes, which has a state of its own");
        }
        var tokens = Tokens.of(model);
        return tokens.memory() instanceof Memory.Whole(var why)
                ? new Caching.Not(why)
                : new CacheLowering(model, tokens).form();
    }

    private static Tensor table(String name, List<Term> shape, String doc) {
        return new Tensor(name, Tensor.Role.TABLE, Storage.I32, shape, List.of(), doc);
    }

    private Caching.Form form() {
        Term now = new Term.Element(length, List.of(BATCH));
        return new Caching.Form(
                new Attention(
                        model.name() + (ring ? "Ring" : "Paged"),
                        doc(),
                        dims(),
                        arguments(),
                        facts(),
                        model.batches(),
                        model.heads(),
                        model.queries(),
                        now,
                        Terms.compare(Op.LESS, KEY, now),
                        cached(tokens.keep()),
                        cached(tokens.score()),
                        tokens.outs().stream()
                                .map(out -> new OutEquation(out.out(), cached(out.value())))
                                .toList(),
                        model.algorithm(),
                        model.source()),
                tokens.memory(),
                held());
    }

    private String doc() {
        return "`" + model.name() + "` over a cache: "
                + (ring
                        ? "key j lies in slot `j mod " + added.getFirst().name() + "` of its sequence."
                        : "key j lies in slot `j mod %s` of block `%s[b, j div %s]`."
                                .formatted(
                                        added.get(1).name(),
                                        page.name(),
                                        added.get(1).name()));
    }

    private boolean apart() {
        return !model.keys().equals(model.queries());
    }

    private List<Dim> dims() {
        var dims = new ArrayList<Dim>();
        model.dims().stream()
                .filter(dim -> !apart() || !model.keys().equals(new Term.Size(dim)))
                .forEach(dims::add);
        dims.addAll(added);
        return dims;
    }

    private List<Fact> facts() {
        return model.facts().stream()
                .filter(fact -> !apart() || !Terms.any(fact.condition(), model.keys()::equals))
                .toList();
    }

    private List<Argument> arguments() {
        var arguments = new ArrayList<Argument>();
        for (Tensor tensor : model.tensors()) {
            arguments.add(isHeld(tensor) ? stored(tensor) : tensor);
        }
        if (!ring) {
            arguments.add(page);
        }
        arguments.add(length);
        arguments.addAll(model.params());
        return arguments;
    }

    private List<Caching.Held> held() {
        var held = new ArrayList<Caching.Held>();
        var tensors = model.tensors();
        for (int at = 0; at < tensors.size(); at++) {
            if (isHeld(tensors.get(at))) {
                held.add(new Caching.Held(
                        at,
                        tensors.get(at).at().indexOf(BATCH),
                        tensors.get(at).at().indexOf(KEY)));
            }
        }
        return held;
    }

    private static boolean isHeld(Tensor tensor) {
        return tensor.role() == Tensor.Role.KEY || tensor.role() == Tensor.Role.VALUE;
    }

    /// A key or value as the cache holds it: the same axes, slots in place of tokens, blocks in place of sequences.
    private Tensor stored(Tensor tensor) {
        var shape = new ArrayList<>(tensor.shape());
        var at = new ArrayList<>(tensor.at());
        int token = at.indexOf(KEY);
        int batch = at.indexOf(BATCH);
        Term slots = new Term.Size(ring ? added.getFirst() : added.get(1));
        shape.set(token, slots);
        at.set(token, Terms.integers(Op.MOD, KEY, slots));
        if (!ring) {
            shape.set(batch, new Term.Size(added.getFirst()));
            at.set(batch, new Term.Element(page, List.of(BATCH, Terms.integers(Op.DIV, KEY, slots))));
        }
        return new Tensor(tensor.name(), tensor.role(), tensor.storage(), shape, at, tensor.doc());
    }

    private Term cached(Term term) {
        if (term.equals(Tokens.POSITION)) {
            return Terms.integers(
                    Op.SUBTRACT,
                    Terms.integers(Op.ADD, new Term.Index(Axis.QUERY), new Term.Element(length, List.of(BATCH))),
                    model.queries());
        }
        if (term instanceof Term.Element(var tensor, var _) && tensor.role() != Tensor.Role.TABLE) {
            var read = isHeld(tensor) ? stored(tensor) : tensor;
            return new Term.Element(read, read.at());
        }
        return Terms.map(term, this::cached);
    }
}
