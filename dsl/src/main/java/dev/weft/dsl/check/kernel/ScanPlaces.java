package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.check.types.Typing;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.syntax.Item;
import dev.weft.dsl.syntax.Name;
import java.util.List;
import java.util.Optional;

/// In a scan: inputs, states and outs at their batch and step, inits at their batch, weights as they stand.
record ScanPlaces(Site site) implements Places {
    @Override
    public Optional<List<Term>> of(Name name, Item.TensorItem item, Tensor.Role role, List<Term> sizes, Typing typing) {
        var clause = item.at().stream().map(Item.At::span).findFirst();
        var condition = item.existence().stream().map(written -> written.span()).findFirst();
        if (clause.isPresent() || condition.isPresent()) {
            String word = clause.isPresent() ? "at" : "for";
            site.report()
                    .error(
                            Code.MISPLACED_ITEM,
                            "`" + word + "` belongs to an attention",
                            clause.or(() -> condition).orElse(name.span()),
                            "not in a scan",
                            clause.isPresent()
                                    ? "leave it out: everything is read at its own batch and step"
                                    : "leave it out: a scan has all of its steps");
            return Optional.empty();
        }
        var indices = indices(role);
        int vector = sizes.size() - indices.size();
        boolean fits = role == Tensor.Role.WEIGHT ? vector == 1 || vector == 2 : vector == 0 || vector == 1;
        if (!fits) {
            String keyword = item.role().keyword();
            site.report()
                    .add(Diagnostic.error(
                                    Code.SCAN_AXES,
                                    Family.one(keyword) + " has " + axes(role) + " axes, and `" + name.text() + "` has "
                                            + sizes.size(),
                                    name.span(),
                                    "declared as " + item.dtype().text() + Show.list(sizes))
                            .help(cure(role, keyword, name.text())));
            return Optional.empty();
        }
        return Optional.of(indices.stream().<Term>map(Term.Index::new).toList());
    }

    private static List<Axis> indices(Tensor.Role role) {
        return switch (role) {
            case INPUT, STATE, OUT -> List.of(Axis.BATCH, Axis.STEP);
            case INIT -> List.of(Axis.BATCH);
            case WEIGHT, QUERY, KEY, VALUE, TABLE -> List.of();
        };
    }

    private static String axes(Tensor.Role role) {
        return indices(role).size() == 2 ? "2 or 3" : "1 or 2";
    }

    private static String cure(Tensor.Role role, String keyword, String name) {
        String declared = "`" + keyword + " " + name + " : f32[";
        return switch (indices(role).size()) {
            case 2 -> declared + "B, N, D]` is a vector for every batch and step, " + declared + "B, N]` a number";
            case 1 -> declared + "B, D]` is a vector for every batch, " + declared + "B]` a number";
            default -> declared + "D, X]` is a matrix, " + declared + "D]` a vector; a number is a `param`";
        };
    }
}
