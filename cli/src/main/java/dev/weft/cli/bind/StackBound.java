package dev.weft.cli.bind;

import dev.weft.cli.console.Failure;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Stack;
import dev.weft.dsl.prove.Layering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A stack with a value for every param, and so with all of its layers.
///
/// @param params by param, in declaration order; i32 and bool ones as whole numbers
/// @param sizes what `--bind` says of the layers' dims
public record StackBound(Stack stack, Map<String, Double> params, List<Layering.Layer> layers, Assignments sizes) {
    public StackBound {
        layers = List.copyOf(layers);
    }

    /// Settles all params, or says what is missing or does not fit.
    ///
    /// @param given what `--bind` says
    public static StackBound of(Stack stack, Assignments given) {
        var params = new LinkedHashMap<String, Double>();
        var sizes = new LinkedHashMap<String, String>();
        given.values().forEach((name, text) -> {
            var param = stack.params().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst();
            if (param.isPresent()) {
                params.put(name, Bound.value(param.get(), text));
            } else if (stack.kernels().getFirst().dims().stream()
                    .anyMatch(dim -> dim.name().equals(name))) {
                sizes.put(name, text);
            } else {
                throw new Failure("--bind %s: %s has no param `%s`, and its layers no dim of that name"
                        .formatted(name, stack.name(), name));
            }
        });
        var missing = stack.params().stream()
                .map(Param::name)
                .filter(name -> !params.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new Failure("%s has no value for %s; cure: --bind %s"
                    .formatted(
                            stack.name(),
                            String.join(", ", missing),
                            String.join(
                                    ",",
                                    missing.stream().map(name -> name + "=…").toList())));
        }
        return switch (Layering.of(stack, params)) {
            case Layering.Layers(var layers) -> new StackBound(stack, params, layers, new Assignments(sizes));
            case Layering.Refused(var _, var why) -> throw new Failure(why);
        };
    }

    /// What `--bind` would say for a layer alone.
    public Assignments assignments(Layering.Layer layer) {
        var all = new LinkedHashMap<>(sizes.values());
        all.putAll(arguments(layer));
        return new Assignments(all);
    }

    private static Map<String, String> arguments(Layering.Layer layer) {
        var params = layer.line().kernel().params();
        var arguments = new LinkedHashMap<String, String>();
        for (int at = 0; at < params.size(); at++) {
            double value = layer.arguments().get(at);
            arguments.put(
                    params.get(at).name(),
                    params.get(at).storage().kind() == Kind.REAL
                            ? Double.toString(value)
                            : Long.toString((long) value));
        }
        return arguments;
    }

    /// `WindowRope(w=16)`
    public static String called(Layering.Layer layer) {
        var arguments = arguments(layer);
        var given = new ArrayList<String>();
        arguments.forEach((name, value) -> given.add(name + "=" + value));
        return layer.line().kernel().name() + (given.isEmpty() ? "" : "(" + String.join(", ", given) + ")");
    }
}
