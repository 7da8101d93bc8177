package dev.weft.runtime.stack;

import dev.weft.runtime.BindException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Collects the layers that the lines of a stack name, each of which must come once.
public final class LayerCover {
    private static final int MOST = 65_536;

    private final String stack;
    private final TreeMap<Integer, StackLayer> layers = new TreeMap<>();
    private final TreeMap<Integer, String> lines = new TreeMap<>();

    /// @param stack its name
    public LayerCover(String stack) {
        this.stack = stack;
    }

    /// Checks which layers a line may name.
    ///
    /// @param line as written
    public void line(String line, long first, long end) {
        if (first < 1 && first < end) {
            throw new BindException("layers count from 1, and `layer " + line + "` begins at " + first);
        }
        if (end - 1 > MOST) {
            throw new BindException(stack + " has " + (end - 1) + " layers, at most " + MOST + " are possible");
        }
    }

    /// A line names a layer.
    ///
    /// @param memory how many tokens before its own a query needs, at least 0; -1 where it needs all
    public void layer(String line, long number, int kernel, long memory, double... scalars) {
        int layer = (int) number;
        var before = lines.putIfAbsent(layer, line);
        if (before != null) {
            throw new BindException("layer " + layer + " of " + stack + " comes twice: in `layer " + before
                    + "` and in `layer " + line + "`");
        }
        layers.put(
                layer,
                new StackLayer(
                        layer, kernel, memory, Arrays.stream(scalars).boxed().toList()));
    }

    /// All layers.
    ///
    /// @throws BindException where one is missing
    public List<StackLayer> layers() {
        if (layers.isEmpty()) {
            throw new BindException(stack + " has no layer");
        }
        var missing = new ArrayList<Integer>();
        for (int layer = 1; layer < layers.lastKey(); layer++) {
            if (!layers.containsKey(layer)) {
                missing.add(layer);
            }
        }
        if (!missing.isEmpty()) {
            throw new BindException(numbers(missing) + " of " + stack + (missing.size() == 1 ? " is" : " are")
                    + " missing: its lines go up to layer " + layers.lastKey());
        }
        return List.copyOf(layers.values());
    }

    private static String numbers(List<Integer> missing) {
        if (missing.size() == 1) {
            return "layer " + missing.getFirst();
        }
        if (missing.size() == 2) {
            return "layers " + missing.getFirst() + " and " + missing.getLast();
        }
        return "layers "
                + String.join(
                        ", ", missing.stream().limit(3).map(String::valueOf).toList())
                + (missing.size() > 3 ? ", …" : "");
    }
}
