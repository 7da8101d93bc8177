package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Far;
import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes what rows do with folded keys as an attention over codes: its keys are the codes, its values
/// the means of the values that were folded, and each score has the logarithm of the count beside it.
final class Folding {
    private static final Term CODE = new Term.Index(Axis.KEY);

    private final Attention model;
    private final Algorithm.Codes codes;
    private final Names names;
    private final Tensor counts;
    private final Term count;
    private final Map<Term, Tensor> means = new LinkedHashMap<>();

    /// @param model its equations still hold the code
    Folding(Attention model, Algorithm.Codes codes, Names names) {
        this.model = model;
        this.codes = codes;
        this.names = names;
        count = Quantised.rows(codes.code());
        counts = table("counts", Storage.I32, List.of(count));
    }

    private Tensor table(String name, Storage storage, List<Term> shape) {
        return new Tensor(names.plain(name), Tensor.Role.TABLE, storage, shape, List.of(), "");
    }

    /// The attention over codes.
    Attention overCodes() {
        Term folded = new Term.Element(counts, List.of(CODE));
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
                ? new Term.OverKeys(row, new Term.Element(mean(vector), List.of(CODE)))
                : Terms.map(term, this::averaged);
    }

    private Tensor mean(Term vector) {
        return means.computeIfAbsent(vector, _ -> table("means", Storage.F32, List.of(count, Terms.size(vector))));
    }

    /// How keys are folded.
    ///
    /// @param quantised knows the tables of codes
    Far far(Quantised quantised, Reach reach) {
        var side = Side.keys(reach, names, Guards.below(Points.plain(model.exists()), Points.plain(model.keys())));
        var averaged = new ArrayList<Far.Mean>();
        means.forEach((vector, table) -> averaged.add(new Far.Mean(side.tile(quantised.of(vector)), table.name())));
        var counts = Guards.and(
                Guards.below(Points.plain(model.exists()), Points.plain(model.keys())),
                Points.plain(quantised.of(codes.folds())));
        return new Far.Folded(
                quantised.read(codes.code()).tensor().name(),
                Points.plain(count),
                codes.labels().stream().map(Points::plain).toList(),
                Points.plain(codes.border()),
                codes.block(),
                counts,
                side.operations(),
                averaged,
                this.counts.name());
    }
}
