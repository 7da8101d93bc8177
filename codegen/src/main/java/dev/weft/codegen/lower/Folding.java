package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Far;
import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Direction;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes what rows do with folded keys as an attention over codes: its keys are the codes, its values
/// the means of the values that were folded, and each score has the logarithm of the count beside it. Keys
/// that were folded before a query and after it meet here: counts add up, and means are weighed by them.
final class Folding {
    private static final Term CODE = new Term.Index(Axis.KEY);

    private final Attention model;
    private final Algorithm.Codes codes;
    private final Names names;
    private final Term count;
    private final List<State> states;

    /// What a stretch folds into: a table of counts, and one of means for each vector that is averaged.
    private record State(Algorithm.Stretch stretch, Tensor counts, Map<Term, Tensor> means) {
        Term folded() {
            return new Term.Element(counts, List.of(CODE));
        }
    }

    /// @param model its equations still hold the code
    Folding(Attention model, Algorithm.Codes codes, Names names) {
        this.model = model;
        this.codes = codes;
        this.names = names;
        count = Quantised.rows(codes.code());
        states = codes.stretches().stream()
                .map(stretch -> new State(
                        stretch,
                        table("counts", stretch.direction(), Storage.I32, List.of(count)),
                        new LinkedHashMap<>()))
                .toList();
    }

    private Tensor table(String name, Direction direction, Storage storage, List<Term> shape) {
        var side = switch (direction) {
            case BEFORE -> "";
            case AFTER -> "After";
        };
        return new Tensor(names.plain(name + side), Tensor.Role.TABLE, storage, shape, List.of(), "");
    }

    /// The attention over codes.
    Attention overCodes() {
        Term folded = states.stream()
                .map(State::folded)
                .reduce((one, other) -> Terms.apply(Op.ADD, one, other))
                .orElseThrow();
        Term weight = new Term.Apply(Type.REAL, Op.LOG, List.of(Terms.toReal(folded)));
        Term none = new Term.Constant(Kind.INT, 0);
        Term present = new Term.Apply(Type.BOOL, Op.LESS, List.of(none, folded));
        var outs = model.outs().stream()
                .map(out -> new OutEquation(out.out(), averaged(out.value())))
                .toList();
        Term score = Terms.apply(Op.ADD, ofCode(codes.farScore()), weight);
        Term keep = new Term.Apply(Type.BOOL, Op.AND, List.of(present, ofCode(codes.farKeep())));
        return With.keys(model, count, new Term.Constant(Kind.BOOL, 1), keep, score, outs);
    }

    private Term ofCode(Term term) {
        return term.equals(codes.code()) ? CODE : Terms.map(term, this::ofCode);
    }

    private Term averaged(Term term) {
        return term instanceof Term.OverKeys(var row, var vector)
                ? new Term.OverKeys(row, mean(vector))
                : Terms.map(term, this::averaged);
    }

    /// The mean over all that was folded.
    private Term mean(Term vector) {
        Term mean = mean(states.getFirst(), vector);
        Term folded = states.getFirst().folded();
        for (var state : states.subList(1, states.size())) {
            folded = Terms.apply(Op.ADD, folded, state.folded());
            Term share = Terms.apply(
                    Op.DIVIDE,
                    Terms.toReal(state.folded()),
                    Terms.toReal(Terms.apply(Op.MAX, folded, new Term.Constant(Kind.INT, 1))));
            Term apart = Terms.apply(Op.SUBTRACT, mean(state, vector), mean);
            mean = Terms.apply(Op.ADD, mean, Terms.apply(Op.MULTIPLY, apart, share));
        }
        return mean;
    }

    private Term mean(State state, Term vector) {
        var shape = List.of(count, Terms.size(vector));
        var table = state.means()
                .computeIfAbsent(vector, _ -> table("means", state.stretch().direction(), Storage.F32, shape));
        return new Term.Element(table, List.of(CODE));
    }

    /// How keys are folded.
    ///
    /// @param quantised knows the tables of codes
    Far far(Quantised quantised, Reach reach) {
        var exists = Guards.below(Points.plain(model.exists()), Points.plain(model.keys()));
        var side = Side.keys(reach, names, exists);
        var stretches = states.stream()
                .map(state -> new Far.Stretch(
                        Far.Direction.valueOf(state.stretch().direction().name()),
                        Points.plain(state.stretch().border()),
                        Guards.and(
                                exists,
                                Points.plain(quantised.of(state.stretch().folds()))),
                        state.counts().name(),
                        state.means().entrySet().stream()
                                .map(mean -> new Far.Mean(
                                        side.tile(quantised.of(mean.getKey())),
                                        mean.getValue().name()))
                                .toList()))
                .toList();
        return new Far.Folded(
                quantised.read(codes.code()).tensor().name(),
                Points.plain(count),
                codes.labels().stream().map(Points::plain).toList(),
                codes.block(),
                side.operations(),
                stretches);
    }
}
