package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.check.types.Value;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.model.Argument;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Folding;
import dev.weft.dsl.syntax.Expr;
import dev.weft.dsl.syntax.Item;
import dev.weft.dsl.syntax.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the items of a kernel declare, in order.
final class Declarations {
    private final Site site;
    private final Map<String, Dim> dims = new LinkedHashMap<>();
    private final List<Name> arguments = new ArrayList<>();
    private final Map<String, Param> params = new LinkedHashMap<>();
    private final Tensors tensors;

    private Declarations(Site site, Places places) {
        this.site = site;
        this.tensors = new Tensors(site, places);
    }

    /// Declares all of `items`.
    ///
    /// @param places where tensors are read
    static Declarations of(List<Owned> items, Site site, Places places) {
        var declarations = new Declarations(site, places);
        items.forEach(declarations::declare);
        site.names().settleAll();
        return declarations;
    }

    private void declare(Owned owned) {
        switch (owned.item()) {
            case Item.DimItem item -> item.names().forEach(name -> dim(name, item, owned));
            case Item.TensorItem item ->
                item.names().forEach(name -> {
                    if (site.names()
                            .declare(
                                    name,
                                    item.role().keyword(),
                                    owned.inherited(),
                                    () -> tensors.settle(name, item, owned.home()))) {
                        arguments.add(name);
                    }
                });
            case Item.ParamItem item -> item.names().forEach(name -> param(name, item, owned));
            case Item.ConstItem(var _, var name, var value) ->
                site.names().declare(name, "const", owned.inherited(), () -> constant(owned.home(), value, name));
            case Item.LetItem(var _, var name, var value) ->
                site.names()
                        .declare(
                                name,
                                "let",
                                owned.inherited(),
                                () -> site.typing(owned.home()).value(value));
            case Item.WhereItem _, Item.EquationItem _, Item.ByItem _, Item.GradItem _, Item.LayerItem _ -> {}
        }
    }

    private void dim(Name name, Item.DimItem item, Owned owned) {
        site.names().declare(name, "dim", owned.inherited(), () -> {
            var dim = Dims.settle(name, item, site.typing(owned.home()));
            if (dim.isEmpty()) {
                return Value.Unknown.UNKNOWN;
            }
            dims.put(name.text(), dim.get());
            return new Value.Known(
                    dim.get() instanceof Dim.Fixed(var _, var size)
                            ? dev.weft.dsl.model.Sizes.of(size)
                            : new Term.Size(dim.get()));
        });
    }

    private void param(Name name, Item.ParamItem item, Owned owned) {
        boolean fresh = site.names().declare(name, "param", owned.inherited(), () -> {
            var storage = Tensors.storage(site.report(), item.dtype());
            if (storage.isEmpty()) {
                return Value.Unknown.UNKNOWN;
            }
            var param = new Param(name.text(), storage.get(), item.doc());
            params.put(name.text(), param);
            return new Value.Known(new Term.Parameter(param));
        });
        if (fresh) {
            arguments.add(name);
        }
    }

    private Value constant(Module home, Expr value, Name name) {
        return site.typing(home)
                .term(value)
                .<Value>map(term -> {
                    Optional<Term.Constant> constant = Folding.constant(term);
                    if (constant.isEmpty()) {
                        site.report()
                                .error(
                                        Code.NOT_CONSTANT,
                                        "`const " + name.text() + "` is not known when the kernel is compiled",
                                        value.span(),
                                        "depends on more than constants",
                                        "make it a `let`, or a `param` if the caller gives it");
                        return Value.Unknown.UNKNOWN;
                    }
                    return new Value.Known(constant.get());
                })
                .orElse(Value.Unknown.UNKNOWN);
    }

    /// Dims in declaration order, as far as they are sound.
    List<Dim> dims(List<Owned> items) {
        return items.stream()
                .map(Owned::item)
                .filter(Item.DimItem.class::isInstance)
                .map(Item.DimItem.class::cast)
                .flatMap(item -> item.names().stream())
                .map(Name::text)
                .distinct()
                .flatMap(name -> Optional.ofNullable(dims.get(name)).stream())
                .toList();
    }

    /// Tensors and params in declaration order, as far as they are sound.
    List<Argument> arguments() {
        return arguments.stream()
                .<Argument>mapMulti((name, sink) -> {
                    tensors.find(name.text()).ifPresent(declared -> sink.accept(declared.tensor()));
                    Optional.ofNullable(params.get(name.text())).ifPresent(sink);
                })
                .toList();
    }

    /// Params in declaration order, as far as they are sound.
    List<Param> params() {
        return arguments().stream()
                .filter(Param.class::isInstance)
                .map(Param.class::cast)
                .toList();
    }

    /// All sound tensors, with how they were written, in declaration order.
    List<Tensors.Declared> tensors() {
        return arguments.stream()
                .flatMap(name -> tensors.find(name.text()).stream())
                .toList();
    }

    /// Those of `role`.
    List<Tensors.Declared> tensors(Tensor.Role role) {
        return tensors().stream()
                .filter(declared -> declared.tensor().role() == role)
                .toList();
    }

    /// The tensor `name`, if it is sound.
    Optional<Tensors.Declared> tensor(String name) {
        return tensors.find(name);
    }

    /// What is declared by `keyword`, sound or not.
    List<Name> names(String keyword) {
        return arguments.stream().filter(name -> is(name.text(), keyword)).toList();
    }

    /// Whether `name` is declared by `keyword`, sound or not.
    boolean is(String name, String keyword) {
        return site.names()
                .declaration(name)
                .filter(entry -> entry.what().equals(keyword))
                .isPresent();
    }
}
