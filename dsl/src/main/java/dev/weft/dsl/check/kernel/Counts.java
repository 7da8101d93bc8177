package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.types.Shapes;
import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Term;
import java.util.List;
import java.util.Optional;

/// How many values an index has: what the axes of some tensors say. All of them must say the same.
///
/// @param tensors those that say it
/// @param who what they are called together
record Counts(List<Tensors.Declared> tensors, String who, Code differ, Site site) {
    /// What the outs of an attention say of `b`, `h` and `i`. All outs must be written for the same ones.
    static Counts ofOuts(List<Tensors.Declared> outs, Site site) {
        return new Counts(outs, "the outs", Code.OUTS_DIFFER, site);
    }

    /// What the tensors of a scan say of `b` and `t`.
    static Counts ofSteps(List<Tensors.Declared> tensors, Site site) {
        return new Counts(tensors, "the tensors", Code.STEPS_DIFFER, site);
    }

    /// The count of `axis`: the size of that axis, 1 if none of the tensors has it.
    Term of(Axis axis) {
        Optional<Tensors.Declared> first = Optional.empty();
        Term count = Sizes.of(1);
        for (Tensors.Declared out : tensors) {
            int position = out.tensor().at().indexOf(new Term.Index(axis));
            if (position < 0) {
                continue;
            }
            Term size = out.tensor().shape().get(position);
            if (first.isEmpty()) {
                first = Optional.of(out);
                count = size;
            } else if (!Shapes.same(size, count)) {
                disagree(axis, first.get(), count, out, size);
            }
        }
        if (first.isPresent()) {
            for (Tensors.Declared out : tensors) {
                if (!out.tensor().at().contains(new Term.Index(axis))) {
                    lacks(axis, first.get(), out);
                }
            }
        }
        return count;
    }

    private void disagree(Axis axis, Tensors.Declared first, Term count, Tensors.Declared out, Term size) {
        site.report()
                .add(Diagnostic.error(
                                differ,
                                who + " disagree on how many `" + axis.letter() + "` there are: " + Show.term(count)
                                        + " or " + Show.term(size),
                                out.name().span(),
                                Show.term(size) + " in " + Show.tensor(out.tensor()))
                        .because(first.name().span(), Show.term(count) + " in " + Show.tensor(first.tensor()))
                        .help("use one dim for both"));
    }

    private void lacks(Axis axis, Tensors.Declared first, Tensors.Declared out) {
        site.report()
                .add(Diagnostic.error(
                                Code.OUTS_DIFFER,
                                "out `" + out.tensor().name() + "` has no axis for `" + axis.letter()
                                        + "`, so it would be written many times",
                                out.name().span(),
                                "declared as " + Show.tensor(out.tensor()))
                        .because(first.name().span(), "this out has one for every `" + axis.letter() + "`")
                        .help("give it that axis too"));
    }
}
