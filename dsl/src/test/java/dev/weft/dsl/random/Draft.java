package dev.weft.dsl.random;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.model.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A spec while it is being written.
final class Draft {
    final Choice choice;
    /// How queries, keys, values, real tables and outs are stored.
    final Storage storage;

    private final Set<String> functions = new LinkedHashSet<>();
    private final List<String> dims = new ArrayList<>();
    private final List<String> tensors = new ArrayList<>();
    private final List<String> lets = new ArrayList<>();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final Map<String, Double> params = new LinkedHashMap<>();
    private final Map<String, Values> inputs = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();

    Draft(Choice choice, Storage storage) {
        this.choice = choice;
        this.storage = storage;
    }

    /// A symbolic dim.
    Size dim(String name, int value) {
        dims.add("dim " + name);
        sizes.put(name, value);
        return new Size(name, value);
    }

    /// A dim that is symbolic, fixed or specialised.
    Size anyDim(String name, int value) {
        if (choice.chance(0.75)) {
            return dim(name, value);
        }
        if (choice.chance(0.4)) {
            dims.add("dim " + name + " = " + value);
        } else {
            dims.add("dim " + name + " in {" + value + ", " + 2 * value + "}");
            sizes.put(name, value);
        }
        return new Size(name, value);
    }

    void where(String fact) {
        dims.add("where " + fact);
    }

    void function(String text) {
        functions.add("fn " + text);
    }

    /// A let; gives its name.
    String let(String stem, String value) {
        var name = fresh(stem);
        lets.add("let " + name + " = " + value);
        return name;
    }

    void constant(String name, int value) {
        lets.add("const " + name + " = " + value);
    }

    /// A run-time scalar, declared once; gives its name.
    String param(String name, Storage type, double value) {
        if (params.putIfAbsent(name, value) == null) {
            tensors.add("param " + name + " : " + type.keyword());
        }
        return name;
    }

    /// A name like `stem` that is not taken.
    String fresh(String stem) {
        String name = stem;
        for (int n = 2; !names.add(name); n++) {
            name = stem + n;
        }
        return name;
    }

    /// An input tensor; `rest` is what follows the shape, such as `at [b, j]`.
    void input(String role, String name, Storage type, String rest, Fill fill, Size... shape) {
        declare(role, name, type, rest, shape);
        inputs.put(name, fill.values(choice, type, values(shape)));
    }

    /// A table of numbers stored like everything else; gives its name.
    String table(String stem, Fill fill, Size... shape) {
        return table(stem, storage, fill, shape);
    }

    String table(String stem, Storage type, Fill fill, Size... shape) {
        var name = fresh(stem);
        input("table", name, type, "", fill, shape);
        return name;
    }

    /// A table whose numbers are given.
    String table(String stem, Storage type, double[] data, Size... shape) {
        var name = fresh(stem);
        declare("table", name, type, "", shape);
        inputs.put(name, new Values(values(shape), data));
        return name;
    }

    void declare(String role, String name, Storage type, String rest, Size... shape) {
        var texts = java.util.Arrays.stream(shape).map(Size::text).collect(Collectors.joining(", "));
        tensors.add(
                role + " " + name + " : " + type.keyword() + "[" + texts + "]" + (rest.isEmpty() ? "" : " " + rest));
        names.add(name);
    }

    private static int[] values(Size... shape) {
        return java.util.Arrays.stream(shape).mapToInt(Size::value).toArray();
    }

    /// Declarations first, as people write them; sometimes a signature takes the dims.
    RandomCase finish(long seed, List<String> equations) {
        var text = new StringBuilder("/// A random attention.\n");
        functions.forEach(function -> text.insert(0, function + "\n"));
        boolean signature = choice.chance(0.2);
        text.append(signature ? "signature Shared {\n" : "attention Random {\n");
        dims.forEach(line -> text.append("  ").append(line).append('\n'));
        if (signature) {
            text.append("}\nattention Random : Shared {\n");
        }
        tensors.forEach(line -> text.append("  ").append(line).append('\n'));
        lets.forEach(line -> text.append("  ").append(line).append('\n'));
        equations.forEach(line -> text.append("  ").append(line).append('\n'));
        text.append("}\n");
        return new RandomCase(seed, text.toString(), "Random", sizes, params, inputs);
    }
}
