package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Inheritance;
import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Stack;
import dev.weft.dsl.syntax.Declaration;
import dev.weft.dsl.syntax.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
