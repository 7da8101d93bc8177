package dev.weft.cli.run;

import dev.weft.cli.bind.Bound;
import dev.weft.codegen.explain.FoldedKeys;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Scan;
import dev.weft.runtime.Tensor;
import java.util.Map;
import java.util.OptionalDouble;

/// What a run has to compute at least.
///
/// @param describe for people: `2.15 GFLOP useful: 8 392 704 kept pairs, 256 flops each`
public record Work(double flops, String describe) {
    /// What a bound kernel has to compute.
    ///
    /// @param tensors by name, as far as they are there; those that say which pairs count are needed
    public static Work of(Bound bound, Map<String, Tensor> tensors) {
        return switch (bound.kernel()) {
            case Attention _ -> pairs(KeptPairs.of(bound, tensors), Flops.perPair(bound));
            case Scan scan -> steps(bound.size(scan.batches()) * bound.size(scan.steps()), Flops.perStep(bound, scan));
        };
    }

    /// What an attention has to compute whose far keys fold: pairs of near keys, pairs of codes, and the
    /// search for each key's code. Where a table says which keys fold, that search alone is sure.
    ///
    /// @param kept how many pairs count, if that is known; then those of folded keys are among them
    public static Work folded(FoldedKeys folded, Bound bound, OptionalDouble kept) {
        double search = folded.searched() * folded.flopsPerDistance();
        var distances = "%s distances of %d".formatted(Quantity.count(folded.searched()), folded.flopsPerDistance());
        if (!folded.known()) {
            return new Work(
                    search,
                    "at least %s: %s; a table says how many pairs of near keys and of codes come on top"
                            .formatted(Quantity.of(search, "FLOP"), distances));
        }
        double near = Math.max(0, kept.orElse(0) - folded.pairs());
        long flopsPerPair = Flops.perPair(bound);
        double flops = (near + folded.met()) * flopsPerPair + search;
        return new Work(
                flops,
                "%s pairs of near keys%s and %s of codes, %d flops each, and %s: %s"
                        .formatted(
                                Quantity.count(near),
                                kept.isPresent() ? "" : " (a table says how many more)",
                                Quantity.count(folded.met()),
                                flopsPerPair,
                                distances,
                                Quantity.of(flops, "FLOP")));
    }

    private static Work pairs(KeptPairs pairs, long flopsPerPair) {
        double flops = pairs.count() * flopsPerPair;
        return new Work(
                flops,
                "%s useful: %s%s kept pairs, %d flops each"
                        .formatted(
                                Quantity.of(flops, "FLOP"),
                                pairs.exact() ? "" : "about ",
                                Quantity.count(pairs.count()),
                                flopsPerPair));
    }

    private static Work steps(long steps, long flopsPerStep) {
        double flops = (double) steps * flopsPerStep;
        return new Work(
                flops,
                "%s in products: %s steps, %d flops each"
                        .formatted(Quantity.of(flops, "FLOP"), Quantity.count(steps), flopsPerStep));
    }
}
