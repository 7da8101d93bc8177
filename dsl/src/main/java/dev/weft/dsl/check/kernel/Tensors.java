package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.check.report.Suggestions;
import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.check.types.Typing;
import dev.weft.dsl.check.types.Value;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Span;
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
    private final Site site;
    private final Places places;
    private final Map<String, Declared> settled = new LinkedHashMap<>();

    Tensors(Site site, Places places) {
        this.site = site;
        this.places = places;
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
                            Family.one(item.role().keyword()) + " holds reals, and `" + name.text()
                                    + "` is declared as " + storage.get().keyword(),
                            item.dtype().span(),
                            "not a real dtype",
                            site.family().roles().contains(Tensor.Role.TABLE)
                                    ? "use f16, bf16, f32 or f64; integers and truth values come as a `table`"
                                    : "use f16, bf16, f32 or f64; a single integer is a `param`");
            return Value.Unknown.UNKNOWN;
        }
        var at = places.of(name, item, role.get(), sizes.get(), typing);
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
        if (!item.from().isEmpty() && item.role() != Role.STATE) {
            boolean scan = site.family().equals(Family.SCAN);
            misplaced(
                    "`from` belongs to the state of a scan",
                    item.from().getFirst().span(),
                    scan
                            ? "not to " + Family.one(item.role().keyword())
                            : "not in " + site.family().one(),
                    "leave it out");
            return Optional.empty();
        }
        var role = Tensor.Role.valueOf(item.role().name());
        if (site.family().roles().contains(role)) {
            return Optional.of(role);
        }
        var other = Family.SCAN.roles().contains(role) ? Family.SCAN : Family.ATTENTION;
        misplaced(
                "`" + item.role().keyword() + "` belongs to " + other.one(),
                item.span(),
                "not in " + site.family().one(),
                site.family().one() + " has " + site.family().listed());
        return Optional.empty();
    }

    private void misplaced(String message, Span at, String label, String help) {
        site.report().error(Code.MISPLACED_ITEM, message, at, label, help);
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
        var foreign = Terms.find(term, part -> Terms.varies(part) || part instanceof Term.Parameter);
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
}
