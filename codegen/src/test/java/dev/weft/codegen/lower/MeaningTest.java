package dev.weft.codegen.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Specs;
import dev.weft.codegen.machine.Machine;
import dev.weft.dsl.interpret.InterpretException;
import dev.weft.dsl.interpret.Interpreter;
import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A lowered program gives the numbers that the equations give, at every tiling.
class MeaningTest {
    private static final List<Machine.Tiling> TILINGS = List.of(
            new Machine.Tiling(1, 1, 1),
            new Machine.Tiling(2, 3, 1),
            new Machine.Tiling(4, 4, 1),
            new Machine.Tiling(3, 2, 2),
            new Machine.Tiling(64, 64, 1),
            new Machine.Tiling(5, 1, 3));
    private static final int[] QUERIES = {1, 5, 4, 7, 3};
    private static final int[] KEYS = {1, 5, 9, 8, 10};

    static Stream<String> kernels() {
        return Stream.of("papers.weft", "corners.weft")
                .flatMap(file -> Specs.file(file).stream().map(kernel -> file + " " + kernel.name()));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void agreesWithTheInterpreter(String kernel) {
        var names = kernel.split(" ", 2);
        var model = Specs.kernel(names[0], names[1]);
        var program = Lowering.lower("", names[0], model);
        int compared = 0;
        for (int seed = 0; seed < QUERIES.length; seed++) {
            var random = new Random(seed);
            var sizes = sizes(model, seed);
            var params = params(model, random);
            var inputs = new HashMap<String, Values>();
            for (Tensor tensor : model.tensors()) {
                if (tensor.role() != Tensor.Role.OUT) {
                    inputs.put(tensor.name(), input(tensor, sizes, random));
                }
            }
            var data = new HashMap<String, double[]>();
            inputs.forEach((name, values) -> data.put(name, values.data()));
            Map<String, Values> expected;
            try {
                expected = Interpreter.of(model, sizes, params, inputs).run();
            } catch (InterpretException e) {
                continue; // sizes that break a fact
            }
            for (var tiling : TILINGS) {
                var actual = Machine.run(program, sizes, params, data, tiling);
                expected.forEach((out, values) -> compare(values.data(), actual.getOrDefault(out, new double[0])));
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }

    private static void compare(double[] expected, double[] actual) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int n = 0; n < expected.length; n++) {
            if (Double.compare(expected[n], actual[n]) != 0) {
                assertThat(Math.abs(actual[n] - expected[n]) / (1 + Math.abs(expected[n])))
                        .as("element %d: %s instead of %s", n, actual[n], expected[n])
                        .isLessThan(1e-9);
            }
        }
    }

    private static Map<String, Integer> sizes(Attention model, int seed) {
        var sizes = new HashMap<String, Integer>();
        for (Dim dim : model.dims()) {
            switch (dim) {
                case Dim.Symbolic(var name) -> sizes.put(name, size(name, seed));
                case Dim.Specialised(var name, var values) -> sizes.put(name, values.getFirst());
                case Dim.Fixed _ -> {}
            }
        }
        return sizes;
    }

    private static int size(String dim, int seed) {
        return switch (dim) {
            case "B" -> 1 + seed % 2;
            case "G" -> 2 - seed % 2;
            case "N" -> QUERIES[seed];
            case "M" -> KEYS[seed];
            case "H", "D", "R", "C" -> 4;
            case "P" -> 2;
            case "X" -> 5;
            default -> 3;
        };
    }

    private static Map<String, Double> params(Attention model, Random random) {
        var params = new HashMap<String, Double>();
        model.params()
                .forEach(param -> params.put(
                        param.name(),
                        param.storage().kind() == Kind.INT ? 2 + random.nextInt(5) : 0.5 + random.nextDouble()));
        return params;
    }

    private static Values input(Tensor tensor, Map<String, Integer> sizes, Random random) {
        var values = Values.zeros(
                tensor.shape().stream().mapToInt(size -> size(size, sizes)).toArray());
        for (int n = 0; n < values.data().length; n++) {
            values.data()[n] = switch (tensor.storage().kind()) {
                case BOOL -> random.nextInt(2);
                case INT -> random.nextInt(3);
                case REAL -> random.nextGaussian();
            };
        }
        return values;
    }

    private static int size(Term size, Map<String, Integer> sizes) {
        return switch (size) {
            case Term.Constant(var _, double value) -> (int) value;
            case Term.Size(var dim) -> sizes.getOrDefault(dim.name(), 0);
            default -> throw new IllegalArgumentException("a size of the test specs: " + size);
        };
    }
}
