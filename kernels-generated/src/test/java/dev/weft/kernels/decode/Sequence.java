package dev.weft.kernels.decode;

import dev.weft.runtime.ArgumentDefinition.OfScalar;
import dev.weft.runtime.ArgumentDefinition.OfTensor;
import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Plan;
import dev.weft.runtime.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// Numbers for two sequences of so many tokens, the same for kernels that take the same, and what a kernel makes of
/// them.
///
/// @param scalars what is not as usual
record Sequence(KernelDefinition kernel, Device device, int tokens, Map<String, Double> scalars) {
    static final int BLOCK = 8;
    private static final int WINDOW = 9;

    private static final Map<String, Integer> SIZES = Map.ofEntries(
            Map.entry("B", 2),
            Map.entry("H", 2),
            Map.entry("G", 1),
            Map.entry("D", 16),
            Map.entry("E", 10),
            Map.entry("C", 20),
            Map.entry("R", 8),
            Map.entry("K", 12),
            Map.entry("X", 10),
            Map.entry("S", 9));

    private static final Map<String, Double> SCALARS = Map.ofEntries(
            Map.entry("T", 16.0),
            Map.entry("sinks", 2.0),
            Map.entry("cap", 20.0),
            Map.entry("s", 4.0),
            Map.entry("x", 4.0),
            Map.entry("e", 0.625),
            Map.entry("base", 500000.0),
            Map.entry("distance", 20.0));

    static Sequence of(KernelDefinition kernel, Device device, int tokens) {
        return new Sequence(kernel, device, tokens, Map.of());
    }

    /// How many leading tokens of a sequence are seen by all.
    static int prefix(int sequence) {
        return 3 + sequence;
    }

    /// A window that no tile's edge meets.
    int window() {
        return tokens > 10 * WINDOW ? 77 : WINDOW;
    }

    List<OfTensor> tensors() {
        return kernel.arguments().stream()
                .filter(OfTensor.class::isInstance)
                .map(OfTensor.class::cast)
                .toList();
    }

    double[] scalarValues() {
        return kernel.arguments().stream()
                .filter(OfScalar.class::isInstance)
                .mapToDouble(scalar -> scalar(scalar.name()))
                .toArray();
    }

    private double scalar(String name) {
        var own = scalars.get(name);
        if (own != null) {
            return own;
        }
        return name.equals("w") ? window() : known(SCALARS, name);
    }

    /// @param given the dims that hold tokens
    int[] sizes(Map<String, Integer> given) {
        return kernel.dims().stream()
                .mapToInt(dim -> Optional.ofNullable(given.get(dim)).orElseGet(() -> size(dim)))
                .toArray();
    }

    int size(String dim) {
        // This one takes 64 or 128 entries alone.
        return kernel.name().equals("CausalGqa") && dim.equals("D") ? 64 : known(SIZES, dim);
    }

    Plan plan(Map<String, Integer> given) {
        return device.plan(kernel, sizes(given));
    }

    /// All numbers of a kernel whose tensors have an axis of tokens, or none; outs are zeros.
    Map<String, Whole> inputs() {
        var shapes = kernel.shapes(sizes(Map.of("N", tokens, "M", tokens)));
        var all = new LinkedHashMap<String, Whole>();
        for (var argument : tensors()) {
            var shape = shapes[all.size()];
            all.put(argument.name(), Whole.of(argument, shape, numbers(argument, shape)));
        }
        return all;
    }

    private double[] numbers(OfTensor argument, long... shape) {
        int count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, (int) size);
        }
        var values = new double[count];
        if (argument.out()) {
            return values;
        }
        // Matrices of a recurrence are small enough for it to forget: a chaotic one has no answer in f32.
        boolean matrix = shape.length == 2 && argument.axes().matches("\\[D, [DX]]");
        double deviation = matrix ? 0.5 / Math.sqrt((double) shape[1]) : 1;
        var random = new SplittableRandom(argument.name().hashCode());
        for (int n = 0; n < count; n++) {
            values[n] = argument.type() == DType.I32
                    ? table(argument.name(), n)
                    : DType.F16 == argument.type()
                            ? Float.float16ToFloat(Float.floatToFloat16((float) random.nextGaussian()))
                            : (float) (deviation * random.nextGaussian());
        }
        return values;
    }

    private double table(String name, int at) {
        return switch (name) {
            // Three documents, or a little more.
            case "doc" -> Math.floorDiv(at % tokens, tokens / 3);
            case "prefix" -> prefix(at);
            default -> throw new AssertionError("no numbers are known for the table " + name);
        };
    }

    /// What the kernel makes of all tokens at once: its outs.
    Map<String, Whole> prefill() {
        var inputs = inputs();
        var outs = run(Map.of("N", tokens, "M", tokens), inputs.values().stream()
                .map(whole -> whole.tensor(0, tokens))
                .toList());
        inputs.keySet().retainAll(outs.keySet());
        inputs.replaceAll((name, whole) -> whole.with(known(outs, name)));
        return inputs;
    }

    /// Runs a plan of its own.
    Map<String, double[]> run(Map<String, Integer> sizes, List<Tensor> tensors) {
        try (var plan = plan(sizes)) {
            return run(plan, tensors);
        }
    }

    /// The outs by name; closes the tensors.
    Map<String, double[]> run(Plan plan, List<Tensor> tensors) {
        plan.run(tensors.toArray(Tensor[]::new), scalarValues());
        var outs = new LinkedHashMap<String, double[]>();
        var declared = tensors();
        for (int n = 0; n < declared.size(); n++) {
            if (declared.get(n).out()) {
                outs.put(declared.get(n).name(), tensors.get(n).toDoubles());
            }
            tensors.get(n).close();
        }
        return outs;
    }

    static <T> T known(Map<String, T> values, String name) {
        return Optional.ofNullable(values.get(name)).orElseThrow(() -> new AssertionError("no value is known for " + name));
    }
}
