package dev.weft.cli.explain;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.bind.StackBound;
import dev.weft.codegen.Pipeline;
import dev.weft.codegen.lower.CacheLowering;
import dev.weft.codegen.lower.Caching;
import dev.weft.codegen.lower.StackLowering;
import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.LayerLine;
import dev.weft.dsl.model.Memory;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.model.Stack;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.prove.Layering;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a stack's layers are, how far they see, and what each must remember of a sequence that grows.
public final class StackExplanation {
    private static final long MEBI = 1L << 20;

    private StackExplanation() {}

    /// What holds for all values of the params.
    public static List<Entry> of(Program program, Stack stack) {
        var lines = new ArrayList<Entry>();
        stack.facts().forEach(fact -> lines.add(new Entry("where", fact.text())));
        for (LayerLine line : stack.lines()) {
            lines.add(new Entry("layer", line.layers() + " : " + line.call()));
            lines.add(new Entry("  cache", cache(line)));
        }
        var forms = Pipeline.stack(program, stack).forms().stream()
                .map(form -> form.kernel().name())
                .toList();
        if (!forms.isEmpty()) {
            lines.add(new Entry("sessions", "read caches by " + String.join(", ", forms)));
        }
        return List.copyOf(lines);
    }

    private static String cache(LayerLine line) {
        return switch (CacheLowering.of(line.kernel())) {
            case Caching.Not(var why) -> "none, it cannot go on token by token: " + why;
            case Caching.Form form ->
                switch (form.memory()) {
                    case Memory.Last(var tokens) ->
                        String.format(
                                Locale.ROOT,
                                "a ring: `keep` looks back at most %s tokens, however long the sequence",
                                Show.size(StackLowering.given(tokens, line)));
                    case Memory.All() -> "pages: `keep` may look back to the first token";
                    case Memory.Whole(var why) -> why;
                };
        };
    }

    /// One line for each layer, for values of the params; memory too where `--bind` says all sizes.
    public static List<String> bound(StackBound bound) {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "  %6s  %-32s %12s %16s%s",
                "layer",
                "kernel",
                "sees",
                "remembers",
                sized(bound) ? "        cache" : ""));
        long cached = 0;
        long full = 0;
        for (var field : LayerField.of(bound)) {
            var layer = field.layer();
            boolean every = field.reads() == LayerField.ALL;
            var row = new StringBuilder(String.format(
                    Locale.ROOT,
                    "  %6d  %-32s %12s %16s",
                    layer.number(),
                    StackBound.called(layer),
                    field.sees() == LayerField.ALL ? "all" : Long.toString(field.sees()),
                    every ? "all" : field.reads() - 1 + " tokens"));
            if (sized(bound)) {
                long all = bytes(bound, layer, Long.MAX_VALUE);
                long some = every ? all : bytes(bound, layer, field.reads() - 1);
                cached += some;
                full += all;
                row.append(String.format(Locale.ROOT, "  %10.3f MiB", some / (double) MEBI));
            }
            lines.add(row.toString());
        }
        if (full > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  caches of all layers hold %.3f MiB, those of as many full layers %.3f MiB (%.1f %%)",
                    cached / (double) MEBI,
                    full / (double) MEBI,
                    100.0 * cached / full));
        }
        return lines.stream().map(String::stripTrailing).toList();
    }

    private static boolean sized(StackBound bound) {
        return bound.stack().kernels().getFirst().dims().stream()
                .allMatch(dim ->
                        dim instanceof Dim.Fixed || bound.sizes().values().containsKey(dim.name()));
    }

    /// What the last `tokens` keys and values take, of as many as `--bind` says.
    private static long bytes(StackBound bound, Layering.Layer layer, long tokens) {
        Attention kernel = layer.line().kernel();
        var sizes = Bound.of(kernel, bound.assignments(layer), Map.of());
        long keys = sizes.size(kernel.keys());
        long bytes = 0;
        for (Tensor tensor : kernel.tensors()) {
            if (tensor.role() == Tensor.Role.KEY || tensor.role() == Tensor.Role.VALUE) {
                long elements = 1;
                for (long size : sizes.shape(tensor)) {
                    elements *= size;
                }
                bytes += keys == 0
                        ? 0
                        : elements
                                / keys
                                * Math.min(keys, tokens)
                                * tensor.storage().bytes();
            }
        }
        return bytes;
    }
}
