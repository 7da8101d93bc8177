package dev.weft.dsl.random;

import dev.weft.dsl.golden.Meaning;
import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.LinkedHashMap;
import java.util.Map;

/// Random numbers for the tensors of a scan: matrices whose norm is about twice `gain`, so that a cell
/// forgets where that is below 1; inputs of few digits, so that `floor` of a multiple is the same in every
/// arithmetic.
public final class ScanTensors {
    private ScanTensors() {}

    /// The scan `kernel` of `text` with something to run it on.
    public static RandomCase of(
            long seed,
            String text,
            String kernel,
            double gain,
            Map<String, Integer> sizes,
            Map<String, Double> params) {
        var values = values(Meaning.kernel(text, kernel), sizes, gain, seed);
        return new RandomCase(seed, text, kernel, sizes, params, values);
    }

    private static Map<String, Values> values(Kernel scan, Map<String, Integer> sizes, double gain, long seed) {
        var choice = new Choice(seed ^ 0x5ca15);
        var values = new LinkedHashMap<String, Values>();
        for (var tensor : scan.tensors()) {
            if (!tensor.role().written()) {
                values.put(tensor.name(), values(tensor, sizes, gain, choice));
            }
        }
        return values;
    }

    private static Values values(Tensor tensor, Map<String, Integer> sizes, double gain, Choice choice) {
        var shape = tensor.shape().stream().mapToInt(size -> size(size, sizes)).toArray();
        var values = Values.zeros(shape);
        for (int e = 0; e < values.data().length; e++) {
            values.data()[e] = element(tensor, shape, gain, choice);
        }
        return values;
    }

    private static double element(Tensor tensor, int[] shape, double gain, Choice choice) {
        boolean weight = tensor.role() == Tensor.Role.WEIGHT;
        if (weight && shape.length == 2) {
            return stored(tensor.storage(), choice.normal() * gain / Math.sqrt(shape[1]));
        }
        return stored(tensor.storage(), choice.between(-16, 16) / (weight ? 32.0 : 16.0));
    }

    private static double stored(Storage storage, double value) {
        return Fill.stored(storage, value);
    }

    private static int size(Term size, Map<String, Integer> sizes) {
        return switch (size) {
            case Term.Constant constant -> (int) constant.value();
            case Term.Size named -> sizes.getOrDefault(named.dim().name(), 0);
            case Term other -> throw new AssertionError("no plain size: " + other);
        };
    }
}
