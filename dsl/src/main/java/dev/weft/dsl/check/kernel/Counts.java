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

/// How many values `b`, `h` and `i` have: what the axes of the outs say. All outs must be written for the same ones.
final class Counts {
    private Counts() {}

    /// The count of `axis`: the size of that axis of the outs, 1 if no out has it.
    static Term of(Axis axis, List<Tensors.Declared> outs, Site site) {
        Optional<Tensors.Declared> first = Optional.empty();
        Term count = Sizes.of(1);
        for (Tensors.Declared out : outs) {
            int position = out.tensor().at().indexOf(new Term.Index(axis));
            if (position < 0) {
                continue;
            }
            Term size = out.tensor().shape().get(position);
            if (first.isEmpty()) {
                first = Optional.of(out);
                count = size;
            } else if (!Shapes.same(size, count)) {
                differ(axis, first.get(), count, out, size, site);
            }
        }
        if (first.isPresent()) {
            for (Tensors.Declared out : outs) {
                if (!out.tensor().at().contains(new Term.Index(axis))) {
                    lacks(axis, first.get(), out, site);
                }
            }
        }
        return count;
    }

    private static void differ(
            Axis axis, Tensors.Declared first, Term count, Tensors.Declared out, Term size, Site site) {
        site.report()
                .add(Diagnostic.error(
                                Code.OUTS_DIFFER,
                                "the outs disagree on how many `" + axis.letter() + "` there are: " + Show.term(count)
                                        + " or " + Show.term(size),
                                out.name().span(),
                                Show.term(size) + " in " + Show.tensor(out.tensor()))
                        .because(first.name().span(), Show.term(count) + " in " + Show.tensor(first.tensor()))
                        .help("use one dim for both"));
    }

    private static void lacks(Axis axis, Tensors.Declared first, Tensors.Declared out, Site site) {
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
