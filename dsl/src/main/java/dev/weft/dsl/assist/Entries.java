package dev.weft.dsl.assist;

import dev.weft.dsl.assist.Entry.Sort;
import dev.weft.dsl.syntax.Item;
import dev.weft.dsl.syntax.KernelKind;
import dev.weft.dsl.syntax.Name;
import dev.weft.dsl.syntax.Printer;
import java.util.List;
import java.util.function.Function;

/// The entries of declared names.
final class Entries {
    private Entries() {}

    static Entry of(Name name, Sort sort, String title, String text) {
        return new Entry(name.text(), sort, title, text, List.of(name.span()));
    }

    /// The names that an item declares, and those that its equation gives a value.
    ///
    /// @param type what a name came to, in words; empty if that is not known
    static List<Entry> of(Item item, Function<Name, String> type) {
        return switch (item) {
            case Item.DimItem dim -> all(dim.names(), Sort.DIM, item, "a size", _ -> "");
            case Item.TensorItem tensor -> all(tensor.names(), Sort.TENSOR, item, tensor.doc(), type);
            case Item.ParamItem param -> all(param.names(), Sort.PARAM, item, param.doc(), type);
            case Item.ConstItem constant -> all(List.of(constant.name()), Sort.CONST, item, "", type);
            case Item.LetItem let -> all(List.of(let.name()), Sort.LET, item, "", type);
            case Item.EquationItem equation -> all(List.of(equation.name()), Sort.EQUATION, item, "", _ -> "");
            case Item.WhereItem _, Item.ByItem _, Item.GradItem _, Item.LayerItem _ -> List.of();
        };
    }

    /// The index letters of a kind of kernel.
    static List<Entry> letters(KernelKind kind) {
        return switch (kind) {
            case ATTENTION ->
                List.of(letter("b", "batch"), letter("h", "head"), letter("i", "query"), letter("j", "key"));
            case SCAN -> List.of(letter("b", "batch"), letter("t", "step"));
            case STACK -> List.of();
        };
    }

    private static Entry letter(String letter, String of) {
        return new Entry(letter, Sort.INDEX, letter, "the " + of + " index, an integer from 0", List.of());
    }

    private static List<Entry> all(List<Name> names, Sort sort, Item item, String text, Function<Name, String> type) {
        return names.stream()
                .map(name -> of(name, sort, Printer.print(item), joined(type.apply(name), text)))
                .toList();
    }

    private static String joined(String type, String text) {
        return type.isEmpty() || text.isEmpty() ? type + text : type + "\n\n" + text;
    }
}
