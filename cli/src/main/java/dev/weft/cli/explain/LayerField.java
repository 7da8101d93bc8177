package dev.weft.cli.explain;

import dev.weft.cli.bind.StackBound;
import dev.weft.codegen.lower.CacheLowering;
import dev.weft.codegen.lower.Caching;
import dev.weft.dsl.model.Memory;
import dev.weft.dsl.prove.Layering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// How far a layer of a stack looks back, and what follows for the layers above it and below. All numbers count the
/// token itself, which is the last of them.
///
/// @param reads how many tokens of what goes into the layer a query of it reads
/// @param sees how many tokens of what goes into the stack a token depends on after this layer
/// @param serves how many tokens of what goes into the layer a token depends on after the last layer
public record LayerField(Layering.Layer layer, long reads, long sees, long serves) {
    /// Back to the first token, however many there are.
    public static final long ALL = Long.MAX_VALUE;

    /// From the first layer to the last.
    public static List<LayerField> of(StackBound bound) {
        var layers = bound.layers();
        var reads = layers.stream().map(LayerField::reads).toList();
        var serves = new long[layers.size()];
        long above = 1;
        for (int at = layers.size() - 1; at >= 0; at--) {
            above = joined(above, reads.get(at));
            serves[at] = above;
        }
        var fields = new ArrayList<LayerField>();
        long sees = 1;
        for (int at = 0; at < layers.size(); at++) {
            sees = joined(sees, reads.get(at));
            fields.add(new LayerField(layers.get(at), reads.get(at), sees, serves[at]));
        }
        return fields;
    }

    /// What is seen through two windows, one upon the other.
    private static long joined(long one, long other) {
        return one == ALL || other == ALL ? ALL : one + other - 1;
    }

    private static long reads(Layering.Layer layer) {
        if (CacheLowering.of(layer.line().kernel()) instanceof Caching.Form form
                && form.memory() instanceof Memory.Last(var tokens)) {
            var params = layer.line().kernel().params();
            var values = new HashMap<String, Double>();
            for (int at = 0; at < params.size(); at++) {
                values.put(params.get(at).name(), layer.arguments().get(at));
            }
            return 1 + Math.max(0, Layering.value(tokens, values).orElse(0.0).longValue());
        }
        return ALL;
    }
}
