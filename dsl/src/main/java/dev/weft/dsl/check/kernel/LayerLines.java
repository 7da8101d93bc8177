package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.report.Suggestions;
import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.check.types.Typing;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.LayerLine;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.syntax.Declaration;
import dev.weft.dsl.syntax.Expr;
import dev.weft.dsl.syntax.Item;
import dev.weft.dsl.syntax.KernelKind;
import dev.weft.dsl.syntax.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Lines of a stack, one after the other: `layer 1 ..< L : WindowRope(w = w)`.
final class LayerLines {
    private final Site site;
    private final Module module;
    private final Function<String, Optional<? extends Kernel>> kernels;
    private final List<Shape> shapes = new ArrayList<>();

    LayerLines(Site site, Module module, Function<String, Optional<? extends Kernel>> kernels) {
        this.site = site;
        this.module = module;
        this.kernels = kernels;
    }

    /// What a plan of the attention takes, and where a layer named it.
    private record Shape(Attention kernel, Span span) {}

    /// What a line means; empty, with a report, if it is wrong.
    ///
    /// @param home the file that it was written in
    Optional<LayerCover.Written> line(Item.LayerItem item, Module home) {
        var index = new Param(
                item.index().stream().map(Name::text).findFirst().orElse(""), Storage.I32, "the number of the layer");
        item.index().forEach(this::fresh);
        var outside = site.typing(home);
        var inside = new Typing(new LayerScope(site.names(), index), home, site.report(), site.origins());
        var first = outside.integer(item.first(), "the number of a layer");
        var end = item.halfOpen()
                ? outside.integer(item.last(), "the number of a layer")
                : first.map(one -> Terms.integers(Op.ADD, one, Terms.integer(1)));
        Optional<Term> condition = Optional.of(Terms.truth(true));
        for (Expr written : item.condition()) {
            condition = inside.truth(written, "the condition of a layer");
        }
        var kernel = attention(item.kernel());
        kernel.ifPresent(known -> same(known, item.kernel()));
        var arguments = kernel.flatMap(known -> LayerArguments.of(inside, item, known));
        if (first.isEmpty() || end.isEmpty() || condition.isEmpty() || kernel.isEmpty() || arguments.isEmpty()) {
            return Optional.empty();
        }
        var layers = layers(item);
        return Optional.of(new LayerCover.Written(
                new LayerLine(
                        index,
                        first.get(),
                        end.get(),
                        condition.get(),
                        kernel.get(),
                        arguments.get(),
                        folded(layers),
                        folded(new Span(
                                item.span().source(),
                                item.kernel().span().start(),
                                item.span().end()))),
                layers));
    }

    private void fresh(Name name) {
        site.names()
                .declaration(name.text())
                .ifPresent(before -> site.report()
                        .add(Diagnostic.error(
                                        Code.DUPLICATE_NAME,
                                        "`" + name.text() + "` is declared twice in `"
                                                + site.kernel().name().text() + "`",
                                        name.span(),
                                        "the number of the layer")
                                .because(before.name().span(), "first declared here")
                                .help("give one of them another name")));
    }

    /// From behind `layer` to the colon.
    private static Span layers(Item.LayerItem item) {
        int start = item.index().isEmpty()
                ? item.first().span().start()
                : item.index().getFirst().span().start();
        int end = item.condition().isEmpty()
                ? item.last().span().end()
                : item.condition().getLast().span().end();
        return new Span(item.span().source(), start, end);
    }

    private static String folded(Span span) {
        return span.text().replaceAll("//[^\n]*", "").replaceAll("\\s+", " ").strip();
    }

    private Optional<Attention> attention(Name name) {
        var declared = Optional.ofNullable(module.kernels().get(name.text())).map(Declaration.Kernel::kind);
        if (declared.isEmpty() || declared.get() == KernelKind.STACK) {
            var names = module.kernels().values().stream()
                    .filter(kernel -> kernel.kind() == KernelKind.ATTENTION)
                    .map(kernel -> kernel.name().text())
                    .toList();
            site.report()
                    .error(
                            Code.LAYER_KERNEL,
                            declared.isEmpty()
                                    ? "there is no attention `" + name.text() + "` in this file"
                                    : "`" + name.text() + "` is a stack, and a layer is an attention",
                            name.span(),
                            declared.isEmpty()
                                    ? Suggestions.hint(name.text(), names, "unknown attention")
                                    : "cannot be a layer",
                            "the attentions of a stack's layers stand in its file; imports bring functions and"
                                    + " signatures");
            return Optional.empty();
        }
        return kernels.apply(name.text()).flatMap(kernel -> switch (kernel) {
            case Attention attention -> Optional.of(attention);
            case Scan _ -> {
                site.report()
                        .error(
                                Code.LAYER_KERNEL,
                                "`" + name.text() + "` is a scan, and a layer is an attention",
                                name.span(),
                                "cannot be a layer",
                                "run the scan beside the stack");
                yield Optional.empty();
            }
        });
    }

    /// All layers take what the first one takes.
    private void same(Attention kernel, Name name) {
        shapes.add(new Shape(kernel, name.span()));
        var first = shapes.getFirst();
        var expected = taken(first.kernel());
        var found = taken(kernel);
        for (int at = 0; at < Math.max(expected.size(), found.size()); at++) {
            String left = at < expected.size() ? expected.get(at) : "nothing more";
            String right = at < found.size() ? found.get(at) : "nothing more";
            if (!left.equals(right)) {
                site.report()
                        .add(Diagnostic.error(
                                        Code.LAYERS_DIFFER,
                                        "the layers of a stack take the same sizes and tensors, and `"
                                                + name.text() + "` takes others than `"
                                                + first.kernel().name() + "`",
                                        name.span(),
                                        "here `" + right + "`")
                                .because(first.span(), "here `" + left + "`")
                                .help("let both take over one `signature`"));
                return;
            }
        }
    }

    private static List<String> taken(Attention kernel) {
        var taken = new ArrayList<String>();
        for (Dim dim : kernel.dims()) {
            taken.add("dim "
                    + switch (dim) {
                        case Dim.Symbolic(var name) -> name;
                        case Dim.Fixed(var name, var value) -> name + " = " + value;
                        case Dim.Specialised(var name, var values) ->
                            name + " in {"
                                    + String.join(
                                            ", ",
                                            values.stream().map(String::valueOf).toList()) + "}";
                    });
        }
        for (Tensor tensor : kernel.tensors()) {
            taken.add(tensor.role().name().toLowerCase(java.util.Locale.ROOT) + " " + tensor.name() + " : "
                    + Show.tensor(tensor) + (tensor.at().isEmpty() ? "" : " at " + Show.list(tensor.at())));
        }
        return List.copyOf(taken);
    }
}
