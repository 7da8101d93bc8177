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
import java.util.Locale;

/// What holds for every size of one kernel.
public final class Explanation {
    private final List<String> lines = new ArrayList<>();

    private Explanation() {}

    /// The lines for a kernel.
    public static List<String> of(Program program, Kernel kernel) {
        return switch (kernel) {
            case Attention attention -> of(attention, Pipeline.tiles(program, attention));
            case Scan scan -> ScanExplanation.of(scan, Pipeline.steps(program, scan));
        };
    }

    static List<String> of(Attention kernel, TileProgram tiles) {
        var explanation = new Explanation();
        explanation.lines.add(kernel.name());
        for (var equation : kernel.source().lines()) {
            explanation.add(equation.name(), equation.text());
        }
        explanation.add("strategy", strategy(kernel.algorithm()));
        for (Fact fact : Facts.of(tiles)) {
            explanation.add(fact.topic(), fact.text());
        }
        return List.copyOf(explanation.lines);
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
        lines.add(line(topic, text));
    }

    static String line(String topic, String text) {
        return String.format(Locale.ROOT, "  %-10s%s", topic, text);
    }
}
