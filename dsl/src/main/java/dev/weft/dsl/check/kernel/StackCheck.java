package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Inheritance;
import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.LayerLine;
import dev.weft.dsl.model.Stack;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.syntax.Declaration;
import dev.weft.dsl.syntax.Item;
import dev.weft.dsl.syntax.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Checks one stack: its lines, that they are layers of one shape, and that every layer comes once.
public final class StackCheck {
    private final Site site;
    private final List<Owned> items;
    private final long errorsBefore;

    private StackCheck(Declaration.Kernel kernel, Module module, Report report) {
        this.errorsBefore = report.errors();
        this.site = Site.of(Family.STACK, kernel, report);
        this.items = Inheritance.items(kernel, module, report);
    }

    /// The meaning of `kernel`, or nothing, with errors in `report`.
    ///
    /// @param kernels what the kernels of the file mean, as far as they are sound
    public static Optional<Stack> check(
            Declaration.Kernel kernel,
            Module module,
            Function<String, Optional<? extends Kernel>> kernels,
            Report report) {
        return new StackCheck(kernel, module, report).check(module, kernels);
    }

    private Optional<Stack> check(Module module, Function<String, Optional<? extends Kernel>> kernels) {
        if (wrong()) {
            return Optional.empty();
        }
        misplaced();
        var own = items.stream().filter(owned -> belongs(owned.item())).toList();
        var declarations = Declarations.of(own, site, (_, _, _, _, _) -> Optional.empty());
        var facts = Facts.of(own, site);
        var lines = new ArrayList<LayerCover.Written>();
        var layers = new LayerLines(site, module, kernels);
        boolean complete = true;
        for (Owned owned : items) {
            if (owned.item() instanceof Item.LayerItem item) {
                var line = layers.line(item, owned.home());
                line.ifPresent(lines::add);
                complete &= line.isPresent();
            }
        }
        lines.stream().findFirst().ifPresent(line -> apart(declarations, line.line()));
        if (complete) {
            LayerCover.check(site, lines, facts);
        }
        if (wrong() || !complete) {
            return Optional.empty();
        }
        Usage.warn(site);
        return Optional.of(new Stack(
                site.kernel().name().text(),
                site.kernel().doc(),
                declarations.params(),
                facts,
                lines.stream().map(LayerCover.Written::line).toList()));
    }

    /// Whoever binds sizes and params by name must know which is meant.
    private void apart(Declarations declarations, LayerLine line) {
        var taken = Stream.concat(
                        line.kernel().dims().stream().map(Dim::name),
                        line.kernel().tensors().stream().map(Tensor::name))
                .toList();
        for (Name name : declarations.names("param")) {
            if (taken.contains(name.text())) {
                site.report()
                        .error(
                                Code.DUPLICATE_NAME,
                                "`" + name.text() + "` is a param of the stack, and a dim or a tensor of its layers",
                                name.span(),
                                "declared again",
                                "give one of them another name");
            }
        }
    }

    private boolean wrong() {
        return site.report().errors() > errorsBefore;
    }

    private static boolean belongs(Item item) {
        return switch (item) {
            case Item.ParamItem _, Item.ConstItem _, Item.LetItem _, Item.WhereItem _, Item.LayerItem _ -> true;
            case Item.DimItem _, Item.TensorItem _, Item.EquationItem _, Item.ByItem _, Item.GradItem _ -> false;
        };
    }

    private void misplaced() {
        for (Owned owned : items) {
            if (!belongs(owned.item())) {
                site.report()
                        .error(
                                Code.MISPLACED_ITEM,
                                "a stack has params, consts, lets, facts and layers, nothing else",
                                owned.item().span(),
                                "belongs to the kernels of its layers",
                                "sizes and tensors are those of the layers' attentions");
            }
        }
    }
}
