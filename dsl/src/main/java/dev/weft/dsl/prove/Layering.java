package dev.weft.dsl.prove;

import dev.weft.dsl.model.Fact;
import dev.weft.dsl.model.LayerLine;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Stack;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which attention each layer of a stack is, for values of its params.
public sealed interface Layering {
    /// The most layers that a stack may have.
    int MOST = 65_536;

    /// Every layer once, from 1 on.
    record Layers(List<Layer> layers) implements Layering {
        public Layers {
            layers = List.copyOf(layers);
        }
    }

    /// The values do not fit.
    ///
    /// @param why one line for whoever gave the values
    record Refused(Trouble trouble, String why) implements Layering {}

    /// What can be wrong with values.
    enum Trouble {
        /// A param without a value, a `where` that does not hold, a division by 0.
        VALUES,
        /// A layer that no line names, or a number that no layer has.
        MISSING,
        /// A layer that two lines name.
        TWICE,
        /// There is no layer at all.
        NONE
    }

    /// One layer, and what its attention gets.
    ///
    /// @param arguments the values of the attention's params, in declaration order
    record Layer(int number, LayerLine line, List<Double> arguments) {
        public Layer {
            arguments = List.copyOf(arguments);
        }
    }

    /// The layers for values of all params, by name; an i32 as a whole number, a bool as 0 or 1.
    static Layering of(Stack stack, Map<String, Double> params) {
        for (Param param : stack.params()) {
            if (!params.containsKey(param.name())) {
                return new Refused(Trouble.VALUES, "param `" + param.name() + "` of " + stack.name() + " has no value");
            }
        }
        for (Fact fact : stack.facts()) {
            var holds = value(fact.condition(), params);
            if (holds.isEmpty() || holds.get() == 0) {
                return new Refused(Trouble.VALUES, broken(fact, params));
            }
        }
        return of(stack.name(), stack.lines(), params);
    }

    /// Likewise, whatever `where` states.
    ///
    /// @param stack its name
    static Layering of(String stack, List<LayerLine> lines, Map<String, Double> params) {
        var layers = new TreeMap<Integer, Layer>();
        for (LayerLine line : lines) {
            var first = value(line.first(), params);
            var end = value(line.end(), params);
            if (first.isEmpty() || end.isEmpty()) {
                return new Refused(Trouble.VALUES, stack + " divides by 0 in `layer " + line.layers() + "`");
            }
            if (first.get() < 1 && first.get() < end.get()) {
                return new Refused(
                        Trouble.MISSING,
                        "layers count from 1, and `layer " + line.layers() + "` begins at " + number(first.get()));
            }
            if (end.get() - 1 > MOST) {
                return new Refused(
                        Trouble.VALUES,
                        stack + " has " + number(end.get() - 1) + " layers, at most " + MOST + " are possible");
            }
            for (int number = first.get().intValue(); number < end.get(); number++) {
                var layer = layer(line, number, params);
                if (layer.isEmpty()) {
                    return new Refused(Trouble.VALUES, stack + " divides by 0 at layer " + number);
                }
                if (layer.get().isEmpty()) {
                    continue;
                }
                var before = layers.putIfAbsent(number, layer.get().getFirst());
                if (before != null) {
                    return new Refused(
                            Trouble.TWICE,
                            "layer " + number + " of " + stack + " comes twice: in `layer "
                                    + before.line().layers() + "` and in `layer " + line.layers() + "`");
                }
            }
        }
        if (layers.isEmpty()) {
            return new Refused(Trouble.NONE, stack + " has no layer");
        }
        var missing = IntStream.range(1, layers.lastKey())
                .filter(number -> !layers.containsKey(number))
                .boxed()
                .toList();
        return missing.isEmpty()
                ? new Layers(List.copyOf(layers.values()))
                : new Refused(
                        Trouble.MISSING,
                        numbers(missing) + " of " + stack + (missing.size() == 1 ? " is" : " are")
                                + " missing: its lines go up to layer " + layers.lastKey());
    }

    /// The layer, or none where the line's condition leaves it out; empty for a division by 0.
    private static Optional<List<Layer>> layer(LayerLine line, int number, Map<String, Double> params) {
        var known = new HashMap<>(params);
        known.put(line.index().name(), (double) number);
        var counts = value(line.condition(), known);
        if (counts.isEmpty() || counts.get() == 0) {
            return counts.map(_ -> List.of());
        }
        var arguments = new ArrayList<Double>();
        for (Term argument : line.arguments()) {
            var value = value(argument, known);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            arguments.add(value.get());
        }
        return Optional.of(List.of(new Layer(number, line, arguments)));
    }

    /// The value of a term over params; empty for a division by 0.
    static Optional<Double> value(Term term, Map<String, Double> params) {
        return Folding.constant(bound(term, params)).map(Term.Constant::value);
    }

    private static Term bound(Term term, Map<String, Double> params) {
        return term instanceof Term.Parameter(var param) && params.containsKey(param.name())
                ? new Term.Constant(param.storage().kind(), params.getOrDefault(param.name(), 0.0))
                : Terms.map(term, part -> bound(part, params));
    }

    /// `where 3 * w <= T does not hold: w=18, T=48 (54 <= 48)`
    private static String broken(Fact fact, Map<String, Double> params) {
        var names = new ArrayList<String>();
        collect(fact.condition(), params, names);
        return "where " + fact.text() + " does not hold"
                + (names.isEmpty() ? "" : names.stream().distinct().collect(Collectors.joining(", ", ": ", "")))
                + sides(bound(fact.condition(), params))
                        .map(sides -> " (" + sides + ")")
                        .orElse("");
    }

    private static void collect(Term term, Map<String, Double> params, List<String> names) {
        if (term instanceof Term.Parameter(var param)) {
            names.add(param.name() + "=" + number(params.getOrDefault(param.name(), 0.0)));
        }
        Terms.children(term).forEach(part -> collect(part, params, names));
    }

    /// What the two sides of a comparison of integers come to, such as `54 <= 48`; empty for anything else.
    static Optional<String> sides(Term condition) {
        if (!(condition instanceof Term.Apply(var type, var op, var x)) || !type.equals(Type.BOOL) || x.size() != 2) {
            return Optional.empty();
        }
        String sign = switch (op) {
            case LESS -> "<";
            case LESS_EQUAL -> "<=";
            case EQUAL -> "==";
            case NOT_EQUAL -> "!=";
            default -> "";
        };
        var left = Folding.constant(x.get(0));
        var right = Folding.constant(x.get(1));
        return sign.isEmpty() || left.isEmpty() || right.isEmpty()
                ? Optional.empty()
                : Optional.of(number(left.get().value()) + " " + sign + " "
                        + number(right.get().value()));
    }

    private static String number(double value) {
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }

    /// `layer 3`, `layers 3 and 5`, `layers 3, 4, 5, …`
    private static String numbers(List<Integer> missing) {
        if (missing.size() == 1) {
            return "layer " + missing.getFirst();
        }
        return missing.size() == 2
                ? "layers " + missing.getFirst() + " and " + missing.getLast()
                : missing.stream().limit(3).map(String::valueOf).collect(Collectors.joining(", ", "layers ", ""))
                        + (missing.size() > 3 ? ", …" : "");
    }
}
