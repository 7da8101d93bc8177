package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.check.types.Typing;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.syntax.Expr;
import dev.weft.dsl.syntax.Item;
import dev.weft.dsl.syntax.Name;
import dev.weft.dsl.syntax.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// In an attention: what `at` says, or what is usual for the role and the number of axes.
record AttentionPlaces(Site site) implements Places {
    private static final List<Axis> AT_QUERY = List.of(Axis.BATCH, Axis.HEAD, Axis.QUERY);
    private static final List<Axis> AT_KEY = List.of(Axis.BATCH, Axis.HEAD, Axis.KEY);

    @Override
    public Optional<List<Term>> of(Name name, Item.TensorItem item, Tensor.Role role, List<Term> sizes, Typing typing) {
        if (!item.at().isEmpty()) {
            return written(name, item, role, sizes, typing);
        }
        var usual = switch (role) {
            case QUERY -> sizes.size() == 4 ? AT_QUERY : List.<Axis>of();
            case OUT -> sizes.size() == 4 || sizes.size() == 3 ? AT_QUERY : List.<Axis>of();
            case KEY, VALUE -> sizes.size() == 4 ? AT_KEY : List.<Axis>of();
            case TABLE, INPUT, WEIGHT, INIT, STATE -> List.<Axis>of();
        };
        if (usual.isEmpty() && role != Tensor.Role.TABLE) {
            String letter = role == Tensor.Role.KEY || role == Tensor.Role.VALUE ? "j" : "i";
            site.report()
                    .error(
                            Code.AT_REQUIRED,
                            "`" + name.text() + "` has " + sizes.size() + (sizes.size() == 1 ? " axis" : " axes")
                                    + ", so it must say where it is read",
                            name.span(),
                            "only " + (role == Tensor.Role.OUT ? "3 or 4 axes have" : "4 axes have")
                                    + " a usual meaning",
                            "add `at […]`, one index for every axis but the vector's, such as `at [b, " + letter
                                    + "]`");
            return Optional.empty();
        }
        return Optional.of(usual.stream().<Term>map(Term.Index::new).toList());
    }

    private Optional<List<Term>> written(
            Name name, Item.TensorItem item, Tensor.Role role, List<Term> sizes, Typing typing) {
        var clause = item.at().getFirst();
        if (role == Tensor.Role.TABLE) {
            site.report()
                    .error(
                            Code.MISPLACED_AT,
                            "a table is indexed where it is read",
                            clause.span(),
                            "`at` is for queries, keys, values and outs",
                            "leave it out and write `" + name.text() + "[…]` in the equations");
            return Optional.empty();
        }
        var indices = new ArrayList<Term>();
        for (Expr index : clause.indices()) {
            typing.integer(index, "an index").ifPresent(indices::add);
        }
        if (indices.size() < clause.indices().size()) {
            return Optional.empty();
        }
        int left = sizes.size() - indices.size();
        if (left != 1 && !(role == Tensor.Role.OUT && left == 0)) {
            site.report()
                    .error(
                            Code.INDEX_COUNT,
                            "`" + name.text() + "` has " + sizes.size() + " axes and needs " + (sizes.size() - 1)
                                    + (sizes.size() == 2 ? " index" : " indices") + " in `at`, not " + indices.size(),
                            clause.span(),
                            "one index for every axis but the vector's, the last",
                            "its shape is " + Show.list(sizes));
            return Optional.empty();
        }
        Axis forbidden = role == Tensor.Role.KEY || role == Tensor.Role.VALUE ? Axis.QUERY : Axis.KEY;
        for (int at = 0; at < indices.size(); at++) {
            if (Terms.mentions(indices.get(at), forbidden)) {
                site.report()
                        .error(
                                Code.FOREIGN_INDEX,
                                "a " + item.role().keyword() + " may not be chosen by `" + forbidden.letter() + "`",
                                clause.indices().get(at).span(),
                                "depends on `" + forbidden.letter() + "`",
                                "keys and values are read at j, queries and outs at i; a table may be read at both");
                return Optional.empty();
            }
        }
        if (item.role() == Role.OUT && !bare(indices)) {
            site.report()
                    .error(
                            Code.OUT_AXES,
                            "every index of an out is a different one of `b`, `h` and `i`, alone",
                            clause.span(),
                            "two rows might be written to one place",
                            "write `at [b, h, i]`, in the order of the axes");
            return Optional.empty();
        }
        return Optional.of(List.copyOf(indices));
    }

    private static boolean bare(List<Term> indices) {
        return indices.stream().allMatch(Term.Index.class::isInstance)
                && indices.stream().distinct().count() == indices.size();
    }
}
