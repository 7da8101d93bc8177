package dev.weft.dsl.syntax;

import java.util.List;
import java.util.stream.Collectors;

/// Tree to text, in one canonical form: what [Parser] reads from it is the same tree up to spans. Parentheses stand
/// only where the tree would differ without them; comments other than `///` are gone.
public final class Printer {
    private Printer() {}

    /// A whole file; ends with a newline unless it is empty.
    public static String print(SpecFile file) {
        var out = new StringBuilder();
        file.packageName()
                .forEach(line -> out.append("package ").append(line.name()).append('\n'));
        file.imports().forEach(line -> out.append("import ").append(line.name()).append('\n'));
        for (Declaration declaration : file.declarations()) {
            out.append(out.isEmpty() ? "" : "\n").append(print(declaration));
        }
        return out.toString();
    }

    /// A declaration with its `///` text; ends with a newline.
    public static String print(Declaration declaration) {
        return switch (declaration) {
            case Declaration.Function(var _, var doc, var name, var parameters, var body) ->
                doc(doc, "") + "fn " + name.text() + "(" + names(parameters) + ") = " + print(body) + "\n";
            case Declaration.Signature(var _, var doc, var name, var parents, var items) ->
                doc(doc, "") + "signature " + name.text() + body(parents, items);
            case Declaration.Kernel(var _, var doc, var kind, var name, var parents, var items) ->
                doc(doc, "") + keyword(kind) + " " + name.text() + body(parents, items);
        };
    }

    /// An item on one line, without its `///` text.
    public static String print(Item item) {
        return switch (item) {
            case Item.DimItem(var _, var names, var values, var specialised) ->
                "dim " + names(names)
                        + (specialised ? " in {" + list(values) + "}" : values.isEmpty() ? "" : " = " + list(values));
            case Item.WhereItem(var _, var condition) -> "where " + print(condition);
            case Item.TensorItem(
                    var _,
                    var _,
                    var role,
                    var names,
                    var dtype,
                    var sizes,
                    var at,
                    var existence,
                    var from) ->
                role.keyword() + " " + names(names) + " : " + dtype.text()
                        + (sizes.isEmpty() ? "" : "[" + list(sizes) + "]")
                        + at.stream()
                                .map(where -> " at [" + list(where.indices()) + "]")
                                .collect(Collectors.joining())
                        + existence.stream().map(when -> " for " + print(when)).collect(Collectors.joining())
                        + from.stream().map(name -> " from " + name.text()).collect(Collectors.joining());
            case Item.ParamItem(var _, var _, var names, var dtype) -> "param " + names(names) + " : " + dtype.text();
            case Item.ConstItem(var _, var name, var value) -> "const " + name.text() + " = " + print(value);
            case Item.LetItem(var _, var name, var value) -> "let " + name.text() + " = " + print(value);
            case Item.EquationItem(var _, var name, var at, var value) ->
                name.text() + (at.isEmpty() ? "" : "[" + list(at) + "]") + " = " + print(value);
            case Item.ByItem(var _, var algorithm, var arguments) ->
                "by " + algorithm.text() + "(" + arguments(arguments) + ")";
            case Item.GradItem(var _, var names) -> "grad " + names(names);
            case Item.LayerItem layer -> print(layer);
        };
    }

    private static String print(Item.LayerItem layer) {
        return "layer "
                + layer.index().stream().map(name -> name.text() + " in ").collect(Collectors.joining())
                + print(layer.first())
                + (layer.halfOpen() ? " ..< " + print(layer.last()) : "")
                + layer.condition().stream()
                        .map(when -> " where " + print(when))
                        .collect(Collectors.joining())
                + " : " + layer.kernel().text()
                + (layer.arguments().isEmpty() ? "" : "(" + arguments(layer.arguments()) + ")");
    }

    /// An expression on one line.
    public static String print(Expr expr) {
        return switch (expr) {
            case Expr.IntLiteral(var _, var value) -> Long.toString(value);
            case Expr.RealLiteral(var _, var value) -> real(value);
            case Expr.BoolLiteral(var _, var value) -> Boolean.toString(value);
            case Expr.Reference(var _, var name) -> name;
            case Expr.Subscript(var _, var of, var at) -> print(of, Level.POSTFIX) + "[" + list(at) + "]";
            case Expr.Call(var _, var function, var arguments) -> function.text() + "(" + arguments(arguments) + ")";
            case Expr.Unary(var _, var operator, var operand) ->
                switch (operator) {
                    case NEGATE -> "-" + print(operand, Level.SIGN);
                    case NOT -> "not " + print(operand, Level.NEGATION);
                };
            case Expr.Binary(var _, var operator, var _, var left, var right)
            when operator == BinaryOperator.POWER -> print(left, Level.POSTFIX) + "^" + print(right, Level.SIGN);
            case Expr.Binary(var _, var operator, var _, var left, var right) ->
                print(left, Level.of(expr)) + " " + operator.symbol() + " " + printAbove(right, Level.of(expr));
            case Expr.Comparison(var _, var operands, var operators) -> {
                var out = new StringBuilder(print(operands.getFirst(), Level.SUM));
                for (int next = 0; next < operators.size(); next++) {
                    out.append(' ')
                            .append(operators.get(next).symbol())
                            .append(' ')
                            .append(print(operands.get(next + 1), Level.SUM));
                }
                yield out.toString();
            }
            case Expr.Conditional(var _, var when, var then, var otherwise) ->
                "if " + print(when) + " then " + print(then) + " else " + print(otherwise);
        };
    }

    private static String print(Expr expr, Level least) {
        String text = print(expr);
        return Level.of(expr).compareTo(least) < 0 ? "(" + text + ")" : text;
    }

    private static String printAbove(Expr expr, Level level) {
        String text = print(expr);
        return Level.of(expr).compareTo(level) <= 0 ? "(" + text + ")" : text;
    }

    private static String real(double value) {
        return value == Double.POSITIVE_INFINITY
                ? "inf"
                : Double.toString(value).replace(".0E", "e").replace('E', 'e');
    }

    private static String body(List<Name> parents, List<Item> items) {
        var out = new StringBuilder(parents.isEmpty() ? " {\n" : " : " + names(parents) + " {\n");
        for (Item item : items) {
            out.append(doc(itemDoc(item), "  "))
                    .append("  ")
                    .append(print(item))
                    .append('\n');
        }
        return out.append("}\n").toString();
    }

    private static String itemDoc(Item item) {
        return switch (item) {
            case Item.TensorItem tensor -> tensor.doc();
            case Item.ParamItem param -> param.doc();
            case Item.DimItem _,
                    Item.WhereItem _,
                    Item.ConstItem _,
                    Item.LetItem _,
                    Item.EquationItem _,
                    Item.ByItem _,
                    Item.GradItem _,
                    Item.LayerItem _ -> "";
        };
    }

    private static String doc(String doc, String indent) {
        return doc.isEmpty()
                ? ""
                : doc.lines()
                        .map(line -> indent + (line.isEmpty() ? "///" : "/// " + line) + "\n")
                        .collect(Collectors.joining());
    }

    private static String names(List<Name> names) {
        return names.stream().map(Name::text).collect(Collectors.joining(", "));
    }

    private static String list(List<Expr> exprs) {
        return exprs.stream().map(Printer::print).collect(Collectors.joining(", "));
    }

    private static String arguments(List<Argument> arguments) {
        return arguments.stream()
                .map(argument -> switch (argument) {
                    case Argument.Positional(var value) -> print(value);
                    case Argument.Named(var _, var name, var value) -> name.text() + " = " + print(value);
                })
                .collect(Collectors.joining(", "));
    }

    private static String keyword(KernelKind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
