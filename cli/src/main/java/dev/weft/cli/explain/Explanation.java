package dev.weft.cli.explain;

import dev.weft.codegen.Pipeline;
import dev.weft.codegen.explain.Fact;
import dev.weft.codegen.explain.Facts;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.model.Scan;
import java.util.ArrayList;
import java.util.List;

/// What holds for every size of one kernel.
public final class Explanation {
    private final List<Entry> entries = new ArrayList<>();

    private Explanation() {}

    /// The equations as they are written.
    public static List<Entry> equations(Kernel kernel) {
        return kernel.source().lines().stream()
                .map(line -> new Entry(line.name(), line.text()))
                .toList();
    }

    /// What was derived from them.
    public static List<Entry> of(Program program, Kernel kernel) {
        return switch (kernel) {
            case Attention attention -> of(attention, Pipeline.tiles(program, attention));
            case Scan scan -> ScanExplanation.of(scan, Pipeline.steps(program, scan));
        };
    }

    private static List<Entry> of(Attention kernel, TileProgram tiles) {
        var explanation = new Explanation();
        explanation.add("strategy", strategy(kernel.algorithm()));
        for (Fact fact : Facts.of(tiles)) {
            explanation.add(fact.topic(), fact.text());
        }
        return List.copyOf(explanation.entries);
    }

    private static String strategy(Algorithm algorithm) {
        return switch (algorithm) {
            case Algorithm.Flash() ->
                "flash: one pass over the keys, with a running maximum and sum per row; no matrix of scores in memory";
            case Algorithm.Split(int parts) ->
                "split: the keys in %d parts, merged exactly by their maxima and sums".formatted(parts);
            case Algorithm.Codes _ ->
                "codes: far keys fold into one mean per code, near ones are visited one by one; linear in the number of keys";
        };
    }

    private void add(String topic, String text) {
        entries.add(new Entry(topic, text));
    }
}
