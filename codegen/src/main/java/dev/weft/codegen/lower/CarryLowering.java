package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Carry;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Argument;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Direction;
import dev.weft.dsl.model.Fact;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Prover;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Writes one step of an attention that folds far keys as an attention over slots: a slot for each
/// code, whose value is the mean of what was folded, then one for each token that is not. The score
/// of a slot has the logarithm of its count beside it; the count of a token is 1, that of an empty
/// slot 0.
///
/// Does not say what becomes of the state between steps.
public final class CarryLowering {
    /// What the kernel of a step is called: the whole kernel's name, and this.
    public static final String SUFFIX = "Carried";

    private static final Term KEY = new Term.Index(Axis.KEY);
    private static final Term QUERY = new Term.Index(Axis.QUERY);

    private final Attention model;
    private final Algorithm.Codes codes;
    private final TokenAxes tokens;
    private final Term group;
    private final Dim slots;
    private final SlotTerms terms;
    private final Tensor counts;
    private final Param end;

    private CarryLowering(Attention model, Algorithm.Codes codes) {
        this.model = model;
        this.codes = codes;
        tokens = TokenAxes.of(model);
        group = Heads.group(model);
        var taken = new HashSet<String>();
        model.arguments().forEach(argument -> taken.add(argument.name()));
        model.dims().forEach(dim -> taken.add(dim.name()));
        var names = new Names(taken);
        slots = new Dim.Symbolic(names.plain("slots"));
        terms = new SlotTerms(model, tokens, codes.code(), group, new Term.Size(slots), names);
        counts = terms.table("counts", Storage.I32, "how many keys each slot stands for");
        end = new Param(names.plain("end"), Storage.I32, "the end of the slots in use");
    }

    /// The step of a kernel, or why there is none.
    public static Carrying of(String packageName, String file, Attention model) {
        if (!(model.algorithm() instanceof Algorithm.Codes codes)) {
            return new Carrying.Not("");
        }
        try {
            return new CarryLowering(model, codes).step(packageName, file);
        } catch (NotCarriedException refusal) {
            return new Carrying.Not(String.valueOf(refusal.getMessage()));
        }
    }

    private Carrying step(String packageName, String file) {
        require(!tokens.counts(model.batches()) && !tokens.counts(model.heads()), "tokens are batches or heads");
        require(
                codes.stretches().stream().allMatch(stretch -> stretch.direction() == Direction.BEFORE),
                "keys fold after the query, too, which no state has seen yet: give the whole sequence to a plan");
        var before = codes.stretches().getFirst();
        require(
                codes.labels().isEmpty(),
                "a table says of a query which keys fold, such as its document: give each document a state of its own");
        require(exists(), "some keys may not exist (`for`): say which tokens count by `keep`");
        Term keep = tokens.settled(model.keep());
        require(
                Prover.of(facts().stream().map(Fact::condition).toList())
                        .assuming(keep)
                        .proves(compare(Op.LESS_EQUAL, KEY, QUERY)),
                "a query may see tokens that come after it: `keep` must leave out `i < j`");
        var held = model.arguments().stream()
                .filter(Tensor.class::isInstance)
                .map(argument -> tokens.held((Tensor) argument))
                .toList();
        var kernel = kernel(keep);
        return new Carrying.Step(
                kernel,
                new Carry.ByCodes(
                        Signatures.of(packageName, file, kernel),
                        held,
                        tokens.names(),
                        slots.name(),
                        reads(),
                        Points.plain(model.batches()),
                        Points.plain(new Term.Apply(Type.INT, Op.DIV, List.of(model.heads(), group))),
                        Points.plain(group),
                        Points.plain(codeCount()),
                        codes.block(),
                        Points.plain(positions(tokens.settled(before.border()))),
                        Points.plain(terms.of(tokens.settled(before.folds())))));
    }

    /// Whether all keys do.
    private boolean exists() {
        return dev.weft.dsl.prove.Terms.conjuncts(model.exists()).stream()
                .allMatch(part -> part.equals(dev.weft.dsl.prove.Terms.truth(true))
                        || part.equals(compare(Op.LESS, KEY, model.keys()))
                        || part.equals(compare(Op.LESS_EQUAL, Sizes.of(0), KEY)));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new NotCarriedException(otherwise);
        }
    }

    /// A term over positions, dims and params alone.
    private Term positions(Term border) {
        require(!tokens.counts(border), "where far keys end depends on the number of tokens");
        return border;
    }

    private Attention kernel(Term keep) {
        Term far = compare(Op.LESS, KEY, codeCount());
        Term used = compare(Op.LESS, KEY, new Term.Parameter(end));
        Term present = compare(Op.LESS, QUERY, new Term.Parameter(terms.rows()));
        Term count = terms.at(counts);
        Term kept = or(
                and(far, terms.of(tokens.settled(codes.farKeep()))),
                and(compare(Op.LESS_EQUAL, codeCount(), KEY), terms.of(keep)));
        Term score =
                Terms.choose(far, terms.of(tokens.settled(codes.farScore())), terms.of(tokens.settled(model.score())));
        Term weight = new Term.Apply(Type.REAL, Op.LOG, List.of(Terms.toReal(count)));
        var outs = model.outs().stream()
                .map(out -> new OutEquation(out.out(), terms.of(tokens.settled(out.value()))))
                .toList();
        return new Attention(
                model.name() + SUFFIX,
                "One step of `" + model.name() + "`, as its `State` takes it: slots for codes, then for recent tokens.",
                dims(),
                arguments(),
                facts(),
                model.batches(),
                model.heads(),
                model.queries(),
                new Term.Size(slots),
                compare(Op.LESS, Sizes.of(0), count),
                and(and(used, present), kept),
                Terms.apply(Op.ADD, score, weight),
                outs,
                new Algorithm.Flash(),
                model.source());
    }

    private Term codeCount() {
        return Quantised.rows(codes.code());
    }

    private List<Dim> dims() {
        var dims = new ArrayList<Dim>();
        model.dims().stream().filter(dim -> !tokens.countsKeysAlone(dim)).forEach(dims::add);
        dims.add(slots);
        return dims;
    }

    private List<Fact> facts() {
        return model.facts().stream()
                .filter(fact -> !tokens.counts(fact.condition()))
                .toList();
    }

    /// After all equations have been written.
    private List<Argument> arguments() {
        var tensors = new ArrayList<Argument>();
        var params = new ArrayList<Argument>();
        for (var argument : model.arguments()) {
            switch (argument) {
                case Param param -> params.add(param);
                case Tensor tensor -> {
                    if (tokens.held(tensor).meeting() != Carry.Meeting.RECENT) {
                        tensors.add(tensor);
                    } else if (terms.recent().containsKey(tensor)) {
                        tensors.add(terms.recent().get(tensor));
                    }
                }
            }
        }
        tensors.add(counts);
        tensors.add(terms.codes());
        tensors.addAll(terms.averaged().values());
        tensors.addAll(params);
        tensors.addAll(List.of(terms.start(), terms.shift(), terms.rows(), end));
        return tensors;
    }

    private List<Carry.Read> reads() {
        var reads = new ArrayList<Carry.Read>();
        reads.add(read(codes.code().vector(), "the vector that is quantised"));
        var book = codes.code().codes();
        require(
                book instanceof Term.Element(var tensor, var at)
                        && tokens.held(tensor).meeting() == Carry.Meeting.FIXED
                        && at.stream().noneMatch(index -> dev.weft.dsl.prove.Terms.mentions(index, Axis.KEY)),
                "the codebook depends on the token");
        var codebook = (Term.Element) book;
        var rowsOf = new ArrayList<>(codebook.at());
        rowsOf.add(KEY);
        reads.add(read(new Term.Element(codebook.tensor(), rowsOf), "the codebook"));
        terms.averaged().keySet().forEach(vector -> reads.add(read(vector, "what is averaged")));
        return reads;
    }

    private static Carry.Read read(Term vector, String what) {
        if (!(vector instanceof Term.Element(var tensor, var at))
                || at.size() != tensor.shape().size() - 1
                || at.stream().anyMatch(index -> dev.weft.dsl.prove.Terms.reads(index))) {
            throw new NotCarriedException(what + " is no tensor at b, h and j");
        }
        Value offset = Values.whole(0);
        for (int axis = 0; axis < tensor.shape().size(); axis++) {
            Value index = axis < at.size() ? Points.plain(at.get(axis)) : Values.whole(0);
            offset = Values.add(
                    Values.multiply(offset, Points.plain(tensor.shape().get(axis))), index);
        }
        return new Carry.Read(tensor.name(), offset);
    }

    private static Term compare(Op op, Term left, Term right) {
        return new Term.Apply(Type.BOOL, op, List.of(left, right));
    }

    private static Term and(Term left, Term right) {
        return dev.weft.dsl.prove.Terms.and(left, right);
    }

    private static Term or(Term left, Term right) {
        Term truth = new Term.Constant(Kind.BOOL, 1);
        return left.equals(truth) || right.equals(truth)
                ? truth
                : new Term.Apply(Type.BOOL, Op.OR, List.of(left, right));
    }
}
