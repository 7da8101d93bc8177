package dev.weft.dsl.random;

import dev.weft.dsl.model.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// Random legal attention specs.
///
/// They cover masks (causal, windows, sinks, prefixes, documents, dilation, blocks, conditions per head, tables of
/// flags, any combination), biases, position codes, layouts (grouped, paged, gathered, bounded by lengths), several
/// queries and keys, transformed vectors, rows other than softmax, several outs, all dtypes, and sizes from none to
/// beyond two tiles.
public final class RandomSpecs {
    private RandomSpecs() {}

    /// The case of a seed.
    public static RandomCase of(long seed) {
        var choice = new Choice(seed);
        var storage = choice.chance(0.6) ? Storage.F32 : choice.of(Storage.F16, Storage.BF16, Storage.F64, Storage.F32);
        var draft = new Draft(choice, storage);
        var layout = RandomLayout.of(draft);
        var t = position(draft, layout);
        var score = RandomScore.of(draft, layout, t);
        var equations = new ArrayList<String>();
        equations.add("score = " + score);
        if (choice.chance(0.9)) {
            equations.add("keep = " + RandomMask.of(draft, layout, t));
        }
        equations.addAll(RandomRows.of(draft, layout, t));
        if (choice.chance(0.1)) {
            equations.add(choice.of("by flash()", "by split(parts = 3)"));
        }
        return draft.finish(seed, equations);
    }

    /// The cases of `count` seeds from `first` on.
    public static List<RandomCase> of(long first, int count) {
        return LongStream.range(first, first + count).mapToObj(RandomSpecs::of).toList();
    }

    /// How the position of query i among the keys is written: a letter, or a let.
    private static String position(Draft draft, Layout layout) {
        if (layout.position().equals("i") || draft.choice.chance(0.25)) {
            return "i";
        }
        return draft.let("t", layout.position());
    }
}
