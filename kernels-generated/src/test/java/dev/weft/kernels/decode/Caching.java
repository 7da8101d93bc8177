package dev.weft.kernels.decode;

import dev.weft.runtime.ArgumentDefinition.OfTensor;
import dev.weft.runtime.Plan;
import dev.weft.runtime.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/// A ring, or pages in no order, to which the keys and values of each token are written. Slots that hold no token
/// hold numbers that would be noticed.
final class Caching implements Decoder {
    private static final double STALE = 50;

    private final Sequence sequence;
    private final Map<String, Whole> inputs;
    private final Map<String, Integer> sizes = new HashMap<>();
    private final Plan plan;
    private final Map<String, Whole> caches = new HashMap<>();

    /// @param inputs of a kernel that takes keys and values in their order
    Caching(Sequence sequence, Map<String, Whole> inputs) {
        this.sequence = sequence;
        this.inputs = inputs;
        int pages = Math.ceilDiv(sequence.tokens(), Sequence.BLOCK);
        int blocks = pages * sequence.size("B");
        var dims = sequence.kernel().dims();
        sizes.put("N", 1);
        if (dims.contains("ring")) {
            sizes.put("ring", sequence.window());
        } else if (dims.contains("blocks")) {
            sizes.putAll(Map.of("blocks", blocks, "block", Sequence.BLOCK, "pages", pages));
        } else {
            sizes.putAll(Map.of("X", blocks, "P", Sequence.BLOCK, "L", pages));
        }
        plan = sequence.plan(sizes);
        var shapes = sequence.kernel().shapes(sequence.sizes(sizes));
        for (var argument : sequence.tensors()) {
            var shape = shapes[sequence.tensors().indexOf(argument)];
            var values = new double[(int) Arrays.stream(shape).reduce(1, Math::multiplyExact)];
            Arrays.fill(values, STALE);
            caches.put(argument.name(), Whole.of(argument, shape, values));
        }
    }

    @Override
    public Map<String, double[]> next(int token) {
        var tensors = new ArrayList<Tensor>();
        for (var argument : sequence.tensors()) {
            tensors.add(tensor(argument, token));
        }
        return sequence.run(plan, tensors);
    }

    private Tensor tensor(OfTensor argument, int token) {
        var cache = Sequence.known(caches, argument.name());
        return switch (argument.name()) {
            case "length" -> filled(cache, at -> token + 1.0);
            case "page" -> filled(cache, at -> page((int) (at / cache.shape()[1]), (int) (at % cache.shape()[1])));
            default -> {
                var whole = Sequence.known(inputs, argument.name());
                if (cache.axes().contains("N")) {
                    yield whole.tensor(token, token + 1);
                }
                write(cache, whole, token);
                yield cache.tensor(0, 0);
            }
        };
    }

    private static Tensor filled(Whole cache, IntToDoubleFunction value) {
        Arrays.setAll(cache.values(), value);
        return cache.tensor(0, 0);
    }

    /// No block is anyone else's, and none lies beside the one before it.
    private int page(int b, int number) {
        int pages = Math.ceilDiv(sequence.tokens(), Sequence.BLOCK);
        return (7 * (b * pages + number) + 3) % (pages * sequence.size("B"));
    }

    /// Writes a token of `[B, G, M, D]` where the axes of the cache have it.
    private void write(Whole cache, Whole whole, int token) {
        int groups = (int) whole.shape()[1];
        int entries = (int) whole.shape()[3];
        var part = whole.part(token, token + 1);
        for (int b = 0; b < whole.shape()[0]; b++) {
            for (int g = 0; g < groups; g++) {
                for (int d = 0; d < entries; d++) {
                    cache.values()[at(cache, token, b, g, d)] = part[(b * groups + g) * entries + d];
                }
            }
        }
    }

    private int at(Whole cache, int token, int b, int g, int d) {
        int at = 0;
        List<String> axes = cache.axes();
        for (int axis = 0; axis < axes.size(); axis++) {
            int index =
                    switch (axes.get(axis)) {
                        case "B" -> b;
                        case "G" -> g;
                        case "D" -> d;
                        case "ring" -> token % sequence.window();
                        case "blocks", "X" -> page(b, token / Sequence.BLOCK);
                        case "block", "P" -> token % Sequence.BLOCK;
                        default -> throw new AssertionError("no index is known for the axis " + axes.get(axis));
                    };
            at = at * (int) cache.shape()[axis] + index;
        }
        return at;
    }

    @Override
    public void close() {
        plan.close();
    }
}
