package dev.weft.codegen.emit.facade;

import dev.weft.codegen.tile.Carry;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Signature;
import java.util.Locale;
import java.util.stream.Collectors;

/// The documentation of a façade, as Markdown.
final class Docs {
    private Docs() {}

    /// The spec's own words, then its equations.
    static String facade(Signature signature) {
        var text = new StringBuilder();
        if (!signature.doc().isBlank()) {
            text.append(safe(signature.doc().strip())).append("\n\n");
        }
        if (!signature.source().isEmpty()) {
            text.append("```\n");
            for (var equation : signature.source()) {
                text.append(safe("%s = %s".formatted(equation.name(), equation.text())))
                        .append('\n');
            }
            text.append("```\n");
        }
        return text.isEmpty() ? "The kernel `" + signature.name() + "`.\n" : text.toString();
    }

    /// Whether a sequence can be given bit by bit.
    static String carry(Carry carry) {
        return switch (carry) {
            case Carry.None(var why) when why.isEmpty() -> "";
            case Carry.None(var why) -> "\nIts state cannot be carried from call to call: %s.\n".formatted(safe(why));
            case Carry.ByCodes _ -> "\nA `State` takes a sequence bit by bit: `on(device).carry(…)`.\n";
        };
    }

    /// `f32[B, H, N, D]`
    static String type(Signature.Argument argument) {
        return switch (argument) {
            case Signature.Tensor tensor -> spec(tensor.type()) + SpecText.axes(tensor.shape());
            case Signature.Scalar scalar -> spec(scalar.type());
        };
    }

    /// What a parameter of `run` is.
    static String parameter(Signature.Argument argument) {
        return switch (argument) {
            case Signature.Tensor tensor -> {
                var use = switch (tensor.direction()) {
                    case IN -> "read";
                    case OUT -> "written";
                };
                yield "`%s`, %s%s".formatted(type(tensor), use, more(tensor.doc()));
            }
            case Signature.Scalar scalar -> "`%s`%s".formatted(type(scalar), more(scalar.doc()));
        };
    }

    /// What a component of `Sizes` may be.
    static String dimension(Signature.Dimension dimension) {
        if (dimension.values().isEmpty()) {
            return "any size from 0 on";
        }
        return dimension.values().size() == 1
                ? "must be " + dimension.values().getFirst()
                : "one of " + values(dimension);
    }

    /// `64, 128`
    static String values(Signature.Dimension dimension) {
        return dimension.values().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String more(String doc) {
        return doc.isBlank() ? "" : ": " + oneLine(doc);
    }

    private static String spec(ElementType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /// Fit for a comment of one line.
    static String oneLine(String text) {
        return safe(text).replaceAll("\\s+", " ").strip();
    }

    /// Java reads Unicode escapes even in comments, so none may arise.
    static String safe(String text) {
        return text.replace("\\u", "&#92;u");
    }
}
