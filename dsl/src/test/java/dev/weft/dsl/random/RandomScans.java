package dev.weft.dsl.random;

import dev.weft.dsl.model.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Random legal scans whose cells forget: states are bounded, and what they are multiplied with is small.
///
/// They cover one to three states, of one size or several, scalar ones too; products with matrices of
/// inputs, of states before the step and at it; gates, sums and norms, conditions, params, lets; outs; all
/// dtypes; sequences that are cut into parts and such that are not.
public final class RandomScans {
    private static final List<Integer> BATCHES = List.of(1, 1, 2, 3, 5);
    private static final List<Integer> STEPS = List.of(0, 1, 2, 12, 63, 64, 65, 257, 300, 520);
    private static final List<Integer> WIDTHS = List.of(1, 3, 8, 16, 17, 33);

    private final Choice choice;
    private final Storage storage;
    private final List<String> declarations = new ArrayList<>();
    private final List<String> lets = new ArrayList<>();
    private final List<String> equations = new ArrayList<>();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final Map<String, Double> params = new LinkedHashMap<>();
    private final List<State> states = new ArrayList<>();
    private final Map<String, String> inputs = new LinkedHashMap<>();
    /// States whose value at the step may be used.
    private final List<State> current = new ArrayList<>();

    private int weights;

    /// @param size the dim of its vector; empty where it has none
    private record State(String name, String size) {}

    private RandomScans(long seed) {
        choice = new Choice(seed);
        storage = choice.chance(0.6) ? Storage.F32 : choice.of(Storage.F16, Storage.BF16, Storage.F64);
    }

    /// The case of a seed.
    public static RandomCase of(long seed) {
        return new RandomScans(seed).finish(seed);
    }

    private RandomCase finish(long seed) {
        sizes.put("B", choice.of(BATCHES));
        sizes.put("N", choice.of(STEPS));
        for (var width : List.of("X", "D", "E")) {
            sizes.put(width, choice.of(WIDTHS));
        }
        inputs.put("x", "X");
        declarations.add("input x : " + storage.keyword() + "[B, N, X]");
        if (choice.chance(0.4)) {
            inputs.put("u", choice.of("", "D"));
            declarations.add("input u : " + storage.keyword() + "[B, N" + rest(inputs.getOrDefault("u", "")) + "]");
        }
        declareStates();
        for (var state : states) {
            equations.add(state.name() + "[t] = " + next(state));
            current.add(state);
        }
        if (choice.chance(0.6)) {
            var size = choice.of("D", "E", "X", "");
            declarations.add("out y : " + storage.keyword() + "[B, N" + rest(size) + "]");
            equations.add(
                    choice.between(0, equations.size()),
                    "y[t] = " + (size.isEmpty() ? scalar(2) : vector(size, choice.between(1, 2))));
        }
        solver();
        var lines = new ArrayList<String>();
        lines.add("dim B, N, X, D, E");
        lines.addAll(declarations);
        lines.addAll(lets);
        lines.addAll(equations);
        var text = "/// A random scan.\nscan Random {\n  " + String.join("\n  ", lines) + "\n}\n";
        return ScanTensors.of(seed, text, "Random", 0.2, sizes, params);
    }

    private void declareStates() {
        int count = choice.of(1, 1, 2, 3);
        for (int n = 0; n < count; n++) {
            var state = new State("s" + n, n == 0 ? "D" : choice.of("D", "D", "E", ""));
            var from = "";
            if (choice.chance(0.5)) {
                from = " from i" + n;
                declarations.add("init i" + n + " : " + storage.keyword() + "[B" + rest(state.size()) + "]");
            }
            declarations.add(
                    "state " + state.name() + " : " + storage.keyword() + "[B, N" + rest(state.size()) + "]" + from);
            states.add(state);
        }
    }

    private void solver() {
        if (choice.chance(0.4)) {
            equations.add(choice.of(
                    "by sequential()",
                    "by deer()",
                    "by deer(jacobian = diagonal, window = 100)",
                    "by jacobi(iterations = 40)",
                    "by picard(iterations = 3)",
                    "by elk(sigma = 20.0)"));
        }
    }

    private static String rest(String size) {
        return size.isEmpty() ? "" : ", " + size;
    }

    /// A value that stays bounded and forgets the one before.
    private String next(State state) {
        boolean scalar = state.size().isEmpty();
        var value = scalar ? scalar(2) : vector(state.size(), choice.between(1, 3));
        var before = state.name() + "[t-1]";
        return switch (choice.between(0, 3)) {
            case 0 -> "tanh(" + value + ")";
            case 1 -> {
                var gate = let("z", "sigmoid(" + (scalar ? scalar(1) : vector(state.size(), 1)) + ")");
                yield "(1 - %s) * tanh(%s) + %s * %s".formatted(gate, value, gate, before);
            }
            case 2 -> "0.5 * " + before + " + sin(" + value + ")";
            default -> {
                // The gate knows nothing of the states: a linear recurrence.
                var gate = scalar ? "0.75" : "sigmoid(" + weight(state.size(), "X") + " @ x[t])";
                yield gate + " * " + before + " + clamp(" + value + ", -2, 2)";
            }
        };
    }

    private String let(String stem, String value) {
        var name = stem + lets.size();
        lets.add("let " + name + " = " + value);
        return name;
    }

    private String weight(String... shape) {
        var name = "W" + weights++;
        declarations.add("weight " + name + " : " + storage.keyword() + "[" + String.join(", ", shape) + "]");
        return name;
    }

    private String vector(String size, int depth) {
        if (depth == 0) {
            return leaf(size);
        }
        var a = vector(size, depth - 1);
        return switch (choice.between(0, 12)) {
            case 0, 1, 2 -> "(" + a + " + " + vector(size, depth - 1) + ")";
            case 3 -> "(" + a + " - " + vector(size, 0) + ")";
            case 4 ->
                choice.of("tanh", "sigmoid", "relu", "gelu", "silu", "softplus", "abs", "cos", "erf") + "(" + a + ")";
            case 5 -> "sigmoid(" + vector(size, 0) + ") * tanh(" + a + ")";
            case 6 -> choice.of("min", "max") + "(" + a + ", " + vector(size, 0) + ")";
            case 7 -> "(" + a + " / (1 + abs(" + vector(size, 0) + ")))";
            case 8 -> "(" + a + " * tanh(" + scalar(1) + "))";
            case 9 -> "(if " + condition() + " then " + a + " else " + vector(size, 0) + ")";
            case 10 -> let("v", a);
            case 11 -> "(" + a + " / max(1, norm(" + vector(choice.of("D", "E"), 0) + ")))";
            default -> weight(size, "D") + " @ tanh(" + vector("D", depth - 1) + ")";
        };
    }

    /// True or not for reasons that rounding does not change.
    private String condition() {
        return choice.of("t mod 3 == 0", "b < 1", "t > 0 and t mod 2 == 1", "x[t] @ x[t] > -1", "t == 40");
    }

    private String leaf(String size) {
        var state = choice.of(states);
        return switch (choice.between(0, 8)) {
            case 0 -> weight(size);
            case 1 -> weight(size, "X") + " @ x[t]";
            case 2 -> {
                var same = inputs.entrySet().stream()
                        .filter(input -> input.getValue().equals(size))
                        .map(Map.Entry::getKey)
                        .toList();
                yield same.isEmpty() ? weight(size, "X") + " @ floor(4 * x[t])" : choice.of(same) + "[t]";
            }
            case 3 -> {
                var now = current.stream()
                        .filter(other -> !other.size().isEmpty())
                        .toList();
                if (now.isEmpty()) {
                    yield weight(size, "X") + " @ x[t]";
                }
                var chosen = choice.of(now);
                yield chosen.size().equals(size) && choice.chance(0.6)
                        ? chosen.name() + "[t]"
                        : weight(size, chosen.size()) + " @ " + chosen.name() + "[t]";
            }
            case 4 -> "0.25 * " + state.name() + "[t-1]" + (state.size().equals(size) ? "" : spread(state, size));
            default ->
                state.size().isEmpty()
                        ? "(" + weight(size) + " * " + state.name() + "[t-1])"
                        : weight(size, state.size()) + " @ " + state.name() + "[t-1]";
        };
    }

    /// Makes a vector of `size` of what is none.
    private String spread(State state, String size) {
        return state.size().isEmpty() ? " * " + weight(size) : " @ " + weight(state.size()) + " * " + weight(size);
    }

    private String scalar(int depth) {
        if (depth == 0) {
            return switch (choice.between(0, 5)) {
                case 0 -> param();
                case 1 -> "0.1 * (t mod 7)";
                case 2 -> inputs.getOrDefault("u", "-").isEmpty() ? "u[t]" : "0.3";
                case 3 ->
                    states.stream()
                            .filter(state -> state.size().isEmpty())
                            .findFirst()
                            .map(state -> "0.3 * " + state.name() + "[t-1]")
                            .orElse("b");
                default -> choice.of("mean", "rms") + "(" + vector(choice.of("X", "D", "E"), 0) + ")";
            };
        }
        var size = choice.of("X", "D", "E");
        return switch (choice.between(0, 5)) {
            case 0 -> choice.of("mean", "rms") + "(" + vector(size, depth - 1) + ")";
            case 1 -> "(" + weight(size) + " @ " + vectorOf(size, depth - 1) + " / " + size + ")";
            case 2 -> "(" + scalar(depth - 1) + " + " + scalar(depth - 1) + ")";
            case 3 -> choice.of("tanh", "gelu", "sigmoid", "abs") + "(" + scalar(depth - 1) + ")";
            case 4 -> "(if " + condition() + " then " + scalar(depth - 1) + " else " + scalar(0) + ")";
            default -> "(tanh(" + vector(size, depth - 1) + ") @ " + "tanh(" + vector(size, 0) + ") / " + size + ")";
        };
    }

    private String vectorOf(String size, int depth) {
        return "(" + vector(size, depth) + ")";
    }

    private String param() {
        if (params.isEmpty()) {
            declarations.add("param w : f32");
            params.put("w", choice.between(-8, 8) / 16.0);
        }
        return "w";
    }
}
