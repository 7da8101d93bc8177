package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.check.report.Suggestions;
import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.check.types.Typing;
import dev.weft.dsl.check.types.Value;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.syntax.Expr;
import dev.weft.dsl.syntax.Item;
import dev.weft.dsl.syntax.Name;
import dev.weft.dsl.syntax.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Declared tensors: role, dtype, sizes, and how a bare mention is indexed.
final class Tensors {
    private static final List<Axis> AT_QUERY = List.of(Axis.BATCH, Axis.HEAD, Axis.QUERY);
    private static final List<Axis> AT_KEY = List.of(Axis.BATCH, Axis.HEAD, Axis.KEY);

    private final Site site;
    private final Map<String, Declared> settled = new LinkedHashMap<>();

    Tensors(Site site) {
        this.site = site;
    }

    /// A tensor and how it was written.
    record Declared(Tensor tensor, Name name, Item.TensorItem item, Module home) {}

    /// The tensor `name`, if it is sound.
    Optional<Declared> find(String name) {
        return Optional.ofNullable(settled.get(name));
    }

    /// Settles the tensor that `item` declares under `name`.
    Value settle(Name name, Item.TensorItem item, Module home) {
        var typing = site.typing(home);
        var role = role(item);
        var storage = storage(site.report(), item.dtype());
        var sizes = sizes(item, typing);
        if (role.isEmpty() || storage.isEmpty() || sizes.isEmpty()) {
            item.at().forEach(at -> at.indices().forEach(typing::value));
            return Value.Unknown.UNKNOWN;
        }
        if (role.get() != Tensor.Role.TABLE && storage.get().kind() != Kind.REAL) {
            site.report()
                    .error(
                            Code.TENSOR_DTYPE,
                            "a " + item.role().keyword() + " holds reals, and `" + name.text() + "` is declared as "
                                    + storage.get().keyword(),
                            item.dtype().span(),
                            "not a real dtype",
                            "use f16, bf16, f32 or f64; integers and truth values come as a `table`");
            return Value.Unknown.UNKNOWN;
        }
        var at = at(name, item, role.get(), sizes.get(), typing);
        if (at.isEmpty()) {
            return Value.Unknown.UNKNOWN;
        }
        var tensor = new Tensor(name.text(), role.get(), storage.get(), sizes.get(), at.get(), item.doc());
        settled.put(name.text(), new Declared(tensor, name, item, home));
        if (role.get() == Tensor.Role.OUT) {
            return Value.Unknown.UNKNOWN;
        }
        return new Value.Whole(tensor);
    }

    private Optional<Tensor.Role> role(Item.TensorItem item) {
        if (!item.from().isEmpty()) {
            site.report()
                    .error(
                            Code.MISPLACED_ITEM,
                            "`from` belongs to the state of a scan",
                            item.from().getFirst().span(),
                            "not in an attention",
                            "leave it out");
            return Optional.empty();
        }
        return switch (item.role()) {
            case QUERY -> Optional.of(Tensor.Role.QUERY);
            case KEY -> Optional.of(Tensor.Role.KEY);
            case VALUE -> Optional.of(Tensor.Role.VALUE);
            case TABLE -> Optional.of(Tensor.Role.TABLE);
            case OUT -> Optional.of(Tensor.Role.OUT);
            case INPUT, WEIGHT, INIT, STATE -> {
                site.report()
                        .error(
                                Code.MISPLACED_ITEM,
                                "`" + item.role().keyword() + "` belongs to a scan",
                                item.span(),
                                "not in an attention",
                                "an attention has `query`, `key`, `value`, `table` and `out`");
                yield Optional.empty();
            }
        };
    }

    /// The dtype `name`, or a report.
    static Optional<Storage> storage(Report report, Name name) {
        var found = Stream.of(Storage.values())
                .filter(storage -> storage.keyword().equals(name.text()))
                .findFirst();
        if (found.isEmpty()) {
            var known = Stream.of(Storage.values()).map(Storage::keyword).toList();
            report.error(
                    Code.UNKNOWN_DTYPE,
                    "there is no dtype `" + name.text() + "`",
                    name.span(),
                    Suggestions.hint(name.text(), known, "unknown dtype"),
                    "the dtypes are " + String.join(", ", known));
        }
        return found;
    }

    private Optional<List<Term>> sizes(Item.TensorItem item, Typing typing) {
        if (item.sizes().isEmpty()) {
            site.report()
                    .error(
                            Code.NO_SIZES,
                            "a " + item.role().keyword() + " has at least one axis",
                            item.dtype().span(),
                            "no sizes given",
                            "write the sizes in brackets, such as `f32[B, H, N, D]`; a single number is a `param`");
            return Optional.empty();
        }
        var sizes = new ArrayList<Term>();
        for (Expr written : item.sizes()) {
            typing.integer(written, "a size")
                    .flatMap(term -> size(written, term))
                    .ifPresent(sizes::add);
        }
        return sizes.size() == item.sizes().size() ? Optional.of(sizes) : Optional.empty();
    }

    private Optional<Term> size(Expr written, Term term) {
        var foreign = Terms.find(
                term,
                part -> part instanceof Term.Index
                        || part instanceof Term.Parameter
                        || part instanceof Term.Element
                        || part instanceof Term.Score);
        if (foreign.isPresent()) {
            site.report()
                    .error(
                            Code.BAD_SIZE,
                            "a size is made of dims and constants",
                            written.span(),
                            "depends on `" + Show.term(foreign.get()) + "`",
                            "declare a `dim` for it");
            return Optional.empty();
        }
        return Optional.of(Sizes.normal(term));
    }

    private Optional<List<Term>> at(
            Name name, Item.TensorItem item, Tensor.Role role, List<Term> sizes, Typing typing) {
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
