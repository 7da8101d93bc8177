package dev.weft.dsl.format;

import dev.weft.dsl.syntax.Item;
import dev.weft.dsl.syntax.Role;
import java.util.List;

/// What the items of one declaration have in common.
///
/// @param steps whether they belong to a scan, whose equations and lets stand outside of the columns
/// @param keywords the width of the column of keywords
record Block(boolean steps, int keywords) {
    private static final int USUAL = "query".length();

    /// Of a signature, which belongs to scans if its tensors do.
    static Block of(List<Item> items) {
        return of(items, items.stream().anyMatch(Block::steps));
    }

    static Block of(List<Item> items, boolean steps) {
        boolean weights =
                items.stream().anyMatch(item -> item instanceof Item.TensorItem tensor && tensor.role() == Role.WEIGHT);
        return new Block(steps, weights ? Role.WEIGHT.keyword().length() : USUAL);
    }

    private static boolean steps(Item item) {
        return item instanceof Item.TensorItem tensor
                && switch (tensor.role()) {
                    case INPUT, WEIGHT, INIT, STATE -> true;
                    case QUERY, KEY, VALUE, TABLE, OUT -> false;
                };
    }
}
