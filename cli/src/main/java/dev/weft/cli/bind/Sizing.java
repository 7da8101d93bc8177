package dev.weft.cli.bind;

import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Sizes as text, the way a spec writes them.
public final class Sizing {
    private Sizing() {}

    /// `f32[B, H, N, D]`
    public static String declared(Tensor tensor) {
        return tensor.storage().keyword()
                + tensor.shape().stream().map(Sizing::text).collect(Collectors.joining(", ", "[", "]"));
    }

    /// `2 * W + 1`
    static String text(Term size) {
        return switch (size) {
            case Term.Constant(var _, double value) -> Long.toString((long) value);
            case Term.Size(Dim dim) -> dim.name();
            case Term.Apply(var _, Op op, List<Term> arguments) -> apply(op, arguments);
            case Term other -> other.toString();
        };
    }

    private static String apply(Op op, List<Term> arguments) {
        var words = arguments.stream().map(Sizing::nested).toList();
        var name = op.name().toLowerCase(java.util.Locale.ROOT);
        if (words.size() != 2) {
            return name + words.stream().collect(Collectors.joining(", ", "(", ")"));
        }
        var left = words.getFirst();
        var right = words.getLast();
        if (op == Op.ADD) {
            return left + " + " + right;
        }
        if (op == Op.SUBTRACT) {
            return left + " - " + right;
        }
        if (op == Op.MULTIPLY) {
            return left + " * " + right;
        }
        return op == Op.DIV || op == Op.MOD
                ? left + " " + name + " " + right
                : "%s(%s, %s)".formatted(name, left, right);
    }

    private static String nested(Term size) {
        boolean sum = size instanceof Term.Apply(var _, Op op, var _) && (op == Op.ADD || op == Op.SUBTRACT);
        return sum ? "(" + text(size) + ")" : text(size);
    }

    /// `{64, 128}`
    static String choice(List<Integer> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
    }

    /// The dims in a size with their values and where these come from: `W is 8 by --bind W=8`.
    static String because(Term size, Map<String, Long> sizes, Map<String, String> sources) {
        var dims = new ArrayList<String>();
        collect(size, dims);
        return dims.stream()
                .distinct()
                .map(dim -> "%s is %d by %s".formatted(dim, sizes.get(dim), sources.get(dim)))
                .collect(Collectors.joining(", "));
    }

    private static void collect(Term size, List<String> dims) {
        if (size instanceof Term.Size(Dim dim)) {
            dims.add(dim.name());
        } else if (size instanceof Term.Apply(var _, var _, var arguments)) {
            arguments.forEach(argument -> collect(argument, dims));
        }
    }
}
