package dev.weft.dsl.format;

import dev.weft.dsl.syntax.Item;
import dev.weft.dsl.syntax.Lexeme;
import java.util.List;

/// How an item takes part in the columns of its block.
///
/// @param group what is laid out in common: items of one group that follow each other share their columns
/// @param padded whether its first word fills the column of keywords
/// @param headed whether what stands between the keyword and the separator fills a column
/// @param separator ":" or "=", or nothing where the item has none
record Slot(String group, boolean padded, boolean headed, String separator) {
    static Slot of(Item item, Block block) {
        return switch (item) {
            case Item.DimItem _ -> new Slot("dim", true, false, "");
            case Item.WhereItem _ -> new Slot("where", true, false, "");
            case Item.TensorItem tensor ->
                new Slot(group(tensor), true, tensor.names().size() == 1, ":");
            case Item.ParamItem param -> new Slot("param", true, param.names().size() == 1, ":");
            case Item.ConstItem _ -> new Slot(block.steps() ? "const" : "value", true, true, "=");
            case Item.LetItem _ -> new Slot("value", !block.steps(), true, "=");
            case Item.EquationItem equation ->
                new Slot("equation", equation.at().isEmpty(), false, "=");
            case Item.ByItem _ -> new Slot("by", !block.steps(), false, "");
            case Item.GradItem _ -> new Slot("grad", !block.steps(), false, "");
            case Item.LayerItem _ -> new Slot("layer", true, true, ":");
        };
    }

    /// Whether the first word is a name, whose separator is put into a column too.
    boolean equation() {
        return group.equals("equation");
    }

    /// The index of the piece behind which a line may break.
    int end(List<Lexeme> lexemes) {
        return separator.isEmpty() ? 0 : Separator.of(separator, lexemes);
    }

    private static String group(Item.TensorItem tensor) {
        return switch (tensor.role()) {
            case QUERY, KEY, VALUE, OUT, STATE -> "tensor";
            case TABLE, INPUT, WEIGHT, INIT -> tensor.role().keyword();
        };
    }
}
