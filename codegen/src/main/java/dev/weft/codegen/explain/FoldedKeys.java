package dev.weft.codegen.explain;

import dev.weft.codegen.schedule.FoldStep;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.TileProgram;
import java.util.Map;
import java.util.Optional;

/// How much of an attention folded keys take over, for bound sizes.
///
/// @param known whether sizes and params alone say which keys fold, and no table
/// @param pairs pairs of a query and a folded key, over all batches and heads, that nobody visits; 0 where
///     a table says how many
/// @param met pairs of a query and a code that are visited instead, likewise
/// @param searched pairs of a key and a code of which the nearest is found
/// @param flopsPerDistance what one of these pairs takes
/// @param states how many states a device keeps side by side, over all groups of heads; see [FoldStep]
/// @param bytes what they take of its memory: counts, means, and what labels they are of
public record FoldedKeys(
        boolean known, double pairs, double met, double searched, long flopsPerDistance, double states, double bytes) {
    /// Counts as the kernel does if every query were a tile of its own; nothing if keys do not fold.
    public static Optional<FoldedKeys> of(
            TileProgram program, Map<String, Integer> sizes, Map<String, Double> parameters) {
        if (!(program.far() instanceof Far.Folded folded)) {
            return Optional.empty();
        }
        var plain = new Uniform(sizes, parameters, Map.of(Axis.BATCH, 0L, Axis.HEAD, 0L), Map.of());
        double heads = plain.of(program.batches()).orElse(0)
                * plain.of(program.heads()).orElse(0);
        double queries = plain.of(program.queries()).orElse(0);
        double keys = plain.of(program.keys()).orElse(0);
        double codes = plain.of(folded.count()).orElse(0);
        boolean known = folded.labels().isEmpty();
        double pairs = 0;
        double met = 0;
        for (long query = 0; known && query < queries; query++) {
            double far = far(folded, sizes, parameters, query, keys);
            pairs += far;
            met += far > 0 ? codes : 0;
        }
        double sharing = heads / Math.max(1, plain.of(program.group()).orElse(1));
        double states = sharing
                * folded.stretches().size()
                * plain.of(FoldStep.states(folded, program.keys())).orElse(0);
        return Optional.of(new FoldedKeys(
                known,
                heads * pairs,
                heads * met,
                sharing * keys * codes,
                2 * entries(program, plain),
                states,
                4 * states * (codes * numbers(folded, plain) + (known ? 0 : 2))));
    }

    /// How many numbers a state has for each code: what a step has added to the count, the count,
    /// and means.
    private static long numbers(Far.Folded folded, Uniform plain) {
        long numbers = 2;
        for (var mean : folded.stretches().getFirst().means()) {
            numbers += mean.value().columns() instanceof Span.Features(var size)
                    ? (long) plain.of(size).orElse(0)
                    : 1;
        }
        return numbers;
    }

    private static long entries(TileProgram program, Uniform plain) {
        return program.assigned().getFirst().vector().columns() instanceof Span.Features(var size)
                ? (long) plain.of(size).orElse(0)
                : 1;
    }

    private static double far(
            Far.Folded folded, Map<String, Integer> sizes, Map<String, Double> parameters, long query, double keys) {
        var ends = Map.of(Axis.BATCH, 0L, Axis.HEAD, 0L, Axis.QUERY, query);
        double far = 0;
        for (var stretch : folded.stretches()) {
            double border = new Uniform(sizes, parameters, ends, ends)
                    .of(stretch.border())
                    .orElse(0);
            double inside = Math.clamp(border, 0, keys) / folded.block();
            far += switch (stretch.direction()) {
                case BEFORE -> Math.floor(inside) * folded.block();
                case AFTER -> keys - Math.min(keys, Math.ceil(inside) * folded.block());
            };
        }
        return far;
    }
}
