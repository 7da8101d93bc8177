package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.syntax.Item;
import java.util.List;

/// Items that no kernel but a stack has, or that are to come.
final class Misplaced {
    private Misplaced() {}

    /// Reports them.
    static void refuse(List<Owned> items, Site site) {
        for (Owned owned : items) {
            switch (owned.item()) {
                case Item.GradItem(var span, var _) ->
                    site.report()
                            .error(
                                    Code.NOT_YET_GRAD,
                                    "`grad` is not supported yet",
                                    span,
                                    "backward kernels come with a later version",
                                    "drop this line to get the forward kernel");
                case Item.LayerItem layer ->
                    site.report()
                            .error(
                                    Code.MISPLACED_ITEM,
                                    "`layer` belongs to a stack",
                                    layer.span(),
                                    "not in " + site.family().one());
                case Item.DimItem _, Item.WhereItem _, Item.TensorItem _, Item.ParamItem _ -> {}
                case Item.ConstItem _, Item.LetItem _, Item.EquationItem _, Item.ByItem _ -> {}
            }
        }
    }
}
