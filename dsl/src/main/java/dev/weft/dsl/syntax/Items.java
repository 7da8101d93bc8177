package dev.weft.dsl.syntax;

import dev.weft.dsl.syntax.WeftParser.ItemContext;
import dev.weft.dsl.syntax.WeftParser.NamesContext;
import dev.weft.dsl.syntax.WeftParser.RoleContext;
import dev.weft.dsl.syntax.WeftParser.TensorItemContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Phrases of the grammar to items.
///
/// @param docs the `///` text above a token, by the token's offset
record Items(Map<Integer, String> docs) {
    List<Item> all(List<ItemContext> phrases) {
        return phrases.stream().map(this::item).toList();
    }

    static List<Name> names(NamesContext phrases) {
        return phrases.name().stream().map(Expressions::name).toList();
    }

    private Item item(ItemContext phrase) {
        var span = Spans.of(phrase);
        return switch (phrase) {
            case WeftParser.DimItemContext dim -> {
                var values = dim.exprs() != null
                        ? Expressions.all(dim.exprs())
                        : dim.expr() != null ? List.of(Expressions.expr(dim.expr())) : List.<Expr>of();
                yield new Item.DimItem(
                        span,
                        dim.names() != null ? names(dim.names()) : List.of(Expressions.name(dim.name())),
                        values,
                        dim.exprs() != null);
            }
            case WeftParser.WhereItemContext where -> new Item.WhereItem(span, Expressions.expr(where.expr()));
            case TensorItemContext tensor -> tensor(tensor);
            case WeftParser.ParamItemContext param ->
                new Item.ParamItem(span, doc(phrase), names(param.names()), Expressions.name(param.name()));
            case WeftParser.ConstItemContext constant ->
                new Item.ConstItem(span, Expressions.name(constant.name()), Expressions.expr(constant.expr()));
            case WeftParser.LetItemContext let ->
                new Item.LetItem(span, Expressions.name(let.name()), Expressions.expr(let.expr()));
            case WeftParser.EquationItemContext equation ->
                new Item.EquationItem(
                        span,
                        Expressions.name(equation.name()),
                        Expressions.indices(equation.indices()),
                        Expressions.expr(equation.expr()));
            case WeftParser.ByItemContext by ->
                new Item.ByItem(span, Expressions.name(by.name()), Expressions.arguments(by.arguments()));
            case WeftParser.GradItemContext grad -> new Item.GradItem(span, names(grad.names()));
            case WeftParser.LayerItemContext layer -> {
                var first = Expressions.expr(layer.first);
                yield new Item.LayerItem(
                        span,
                        layer.index == null ? List.of() : List.of(Expressions.name(layer.index)),
                        first,
                        layer.last == null ? first : Expressions.expr(layer.last),
                        layer.last != null,
                        layer.condition == null ? List.of() : List.of(Expressions.expr(layer.condition)),
                        Expressions.name(layer.attention),
                        Expressions.arguments(layer.arguments()));
            }
            default -> throw new IllegalStateException("no such item: " + phrase.getClass());
        };
    }

    private Item tensor(TensorItemContext phrase) {
        var at = phrase.at;
        return new Item.TensorItem(
                Spans.of(phrase),
                doc(phrase),
                role(phrase.role()),
                names(phrase.names()),
                Expressions.name(phrase.name(0)),
                phrase.sizes() == null
                        ? List.of()
                        : Expressions.all(phrase.sizes().exprs()),
                at == null ? List.of() : List.of(new Item.At(Spans.of(at), Expressions.indices(at))),
                phrase.expr() == null ? List.of() : List.of(Expressions.expr(phrase.expr())),
                phrase.from == null ? List.of() : List.of(Expressions.name(phrase.from)));
    }

    private static Role role(RoleContext phrase) {
        return Role.valueOf(phrase.getText().toUpperCase(Locale.ROOT));
    }

    private String doc(ItemContext phrase) {
        return docs.getOrDefault(phrase.getStart().getStartIndex(), "");
    }
}
