package dev.weft.dsl.prove;

import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Memory;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An attention as one over tokens: queries and keys are the same sequence, the queries its last ones. Its
/// equations are written with the position `t` of a query in place of its number `i`, and what it needs of earlier
/// tokens is proved.
///
/// @param memory what a query needs of the tokens before it
/// @param keep BOOL over b, h, t and j; likewise `score` and `outs`. Those of the attention itself where it cannot
///     go on token by token
public record Tokens(Memory memory, Term keep, Term score, List<OutEquation> outs) {
    /// The position of a query, counted from the start of its sequence.
    public static final Term POSITION = new Term.Index(Axis.STEP);

    private static final Term KEY = new Term.Index(Axis.KEY);
    private static final Term QUERY = new Term.Index(Axis.QUERY);

    public Tokens {
        outs = List.copyOf(outs);
    }

    /// What is known of an attention.
    public static Tokens of(Attention attention) {
        return sized(attention).map(why -> whole(attention, why)).orElseGet(() -> counted(attention));
    }

    private static Tokens whole(Attention attention, String why) {
        return new Tokens(new Memory.Whole(why), attention.keep(), attention.score(), attention.outs());
    }

    /// Why queries and keys are not tokens of one sequence; empty if they are.
    private static Optional<String> sized(Attention attention) {
        if (!symbolic(attention.queries()) || !symbolic(attention.keys())) {
            return Optional.of("the numbers of its queries and keys are not dims");
        }
        if (!symbolic(attention.batches())) {
            return Optional.of("it has no batch");
        }
        var sizes = List.of(attention.queries(), attention.keys());
        for (Tensor tensor : attention.tensors()) {
            boolean cached = tensor.role() == Tensor.Role.KEY || tensor.role() == Tensor.Role.VALUE;
            boolean plain = !cached || stored(tensor, attention);
            boolean free = tensor.role() != Tensor.Role.TABLE
                    || tensor.shape().stream().noneMatch(size -> Terms.any(size, sizes::contains));
            if (!plain) {
                return Optional.of("`" + tensor.name() + "` is not read at its own b and j alone");
            }
            if (!free) {
                return Optional.of("table `" + tensor.name() + "` says something of every token");
            }
        }
        return Optional.empty();
    }

    private static boolean symbolic(Term size) {
        return size instanceof Term.Size(Dim.Symbolic _);
    }

    /// Whether a key or value has an axis of b and one of j, which nothing else of its place uses.
    private static boolean stored(Tensor tensor, Attention attention) {
        int key = tensor.at().indexOf(KEY);
        int batch = tensor.at().indexOf(new Term.Index(Axis.BATCH));
        return key >= 0
                && batch >= 0
                && tensor.shape().get(key).equals(attention.keys())
                && tensor.shape().get(batch).equals(attention.batches())
                && tensor.at().stream().noneMatch(at -> !at.equals(KEY) && Terms.mentions(at, Axis.KEY));
    }

    private static Tokens counted(Attention attention) {
        var positions = new Positions(attention);
        Term keep = Terms.and(positions.of(attention.exists()), positions.of(attention.keep()));
        Term score = positions.of(attention.score());
        var outs = attention.outs().stream()
                .map(out -> new OutEquation(out.out(), positions.of(out.value())))
                .toList();
        var all = new ArrayList<>(List.of(keep, score));
        outs.forEach(out -> all.add(out.value()));
        for (Term term : all) {
            var why = positions.trouble(term);
            if (why.isPresent()) {
                return whole(attention, why.get());
            }
        }
        var known = Prover.of(
                        attention.facts().stream().map(fact -> fact.condition()).toList())
                .assuming(Terms.compare(Op.LESS_EQUAL, Terms.integer(0), POSITION))
                .assuming(Terms.compare(Op.LESS_EQUAL, Terms.integer(0), KEY))
                .assuming(keep);
        if (!known.proves(Terms.compare(Op.LESS_EQUAL, KEY, POSITION))) {
            return whole(attention, "a query may keep keys that come after it");
        }
        return new Tokens(memory(keep, known), keep, score, outs);
    }

    /// The least number of tokens that `keep` provably never looks further back than.
    private static Memory memory(Term keep, Prover known) {
        Term distance = Terms.integers(Op.SUBTRACT, POSITION, KEY);
        var least = new ArrayList<Term>();
        for (Term bound : bounds(keep)) {
            boolean proved = known.proves(Terms.compare(Op.LESS_EQUAL, distance, bound));
            if (proved && least.stream().noneMatch(other -> known.proves(Terms.compare(Op.LESS_EQUAL, other, bound)))) {
                least.removeIf(other -> known.proves(Terms.compare(Op.LESS_EQUAL, bound, other)));
                least.add(bound);
            }
        }
        return least.stream()
                .reduce((one, other) -> Terms.integers(Op.MIN, one, other))
                .<Memory>map(Memory.Last::new)
                .orElseGet(Memory.All::new);
    }

    /// What the comparisons in `keep` say about `t - j`, whether they hold or not.
    private static List<Term> bounds(Term keep) {
        var found = new ArrayList<Term>();
        if (keep instanceof Term.Apply(var _, var op, var x)
                && (op == Op.LESS || op == Op.LESS_EQUAL || op == Op.EQUAL || op == Op.NOT_EQUAL)
                && x.stream().allMatch(side -> side.type().kind() == Kind.INT)) {
            // `a <= b` is `b - a >= 0`, its opposite `a - b - 1 >= 0`
            Term slack = Terms.integers(Op.SUBTRACT, x.get(1), x.get(0));
            Term opposite = Terms.integers(Op.SUBTRACT, Terms.integer(0), slack);
            for (Term side : List.of(slack, opposite)) {
                for (Term exact : List.of(side, Terms.integers(Op.SUBTRACT, side, Terms.integer(1)))) {
                    // what is `j + rest >= 0` is `t - j <= t + rest`
                    add(found, Terms.integers(Op.ADD, Terms.integers(Op.SUBTRACT, exact, KEY), POSITION));
                    blocks(found, exact);
                }
            }
        }
        Terms.children(keep).forEach(part -> found.addAll(bounds(part)));
        return found;
    }

    /// `j div W + c >= t div W` is `t - j <= (c + 1) * W - 1`.
    private static void blocks(List<Term> found, Term slack) {
        Terms.find(
                        slack,
                        part -> part instanceof Term.Apply(var _, var op, var x)
                                && op == Op.DIV
                                && x.getFirst().equals(KEY))
                .ifPresent(part -> {
                    Term width = ((Term.Apply) part).arguments().get(1);
                    Term own = Terms.integers(Op.DIV, POSITION, width);
                    Term back = Sizes.normal(Terms.integers(Op.ADD, Terms.integers(Op.SUBTRACT, slack, part), own));
                    Term more = Terms.integers(Op.ADD, back, Terms.integer(1));
                    add(found, Terms.integers(Op.SUBTRACT, Terms.integers(Op.MULTIPLY, more, width), Terms.integer(1)));
                });
    }

    private static void add(List<Term> found, Term bound) {
        Term normal = Sizes.normal(bound);
        if (!Terms.any(normal, part -> Terms.varies(part) || part instanceof Term.Size)) {
            found.add(normal);
        }
    }

    /// Writes terms with t in place of i.
    private record Positions(Attention attention) {
        /// `i` is `t` where queries and keys are the same tokens, else `t - M + N`.
        Term of(Term term) {
            if (term.equals(QUERY)) {
                return attention.queries().equals(attention.keys())
                        ? POSITION
                        : Terms.integers(
                                Op.ADD, Terms.integers(Op.SUBTRACT, POSITION, attention.keys()), attention.queries());
            }
            if (term instanceof Term.Element(var tensor, var at)
                    && tensor.role() != Tensor.Role.TABLE
                    && at.equals(tensor.at())) {
                return term;
            }
            Term changed = Terms.map(term, this::of);
            return changed.type().equals(dev.weft.dsl.model.Type.INT) && arithmetic(changed)
                    ? Sizes.normal(changed)
                    : changed;
        }

        private static boolean arithmetic(Term term) {
            return term instanceof Term.Apply(var _, var op, var _)
                    && (op == Op.ADD || op == Op.SUBTRACT || op == Op.MULTIPLY || op == Op.NEGATE);
        }

        /// Why a term changes with how many tokens there are at once; empty if it does not.
        Optional<String> trouble(Term term) {
            if (term instanceof Term.Element(var tensor, var at) && tensor.role() != Tensor.Role.TABLE) {
                return at.equals(tensor.at())
                        ? Optional.empty()
                        : Optional.of("it reads `" + tensor.name() + "` at other places than its own");
            }
            if (term.equals(QUERY)) {
                return Optional.of("the weights of its rows use `i`");
            }
            if (term.equals(attention.queries()) || term.equals(attention.keys())) {
                return Optional.of("its equations use `"
                        + ((Term.Size) term).dim().name() + "`, and how many tokens there are at once must not matter");
            }
            return Terms.children(term).stream()
                    .flatMap(part -> trouble(part).stream())
                    .findFirst();
        }
    }
}
