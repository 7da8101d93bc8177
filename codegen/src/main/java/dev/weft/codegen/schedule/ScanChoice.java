package dev.weft.codegen.schedule;

import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The ways to find the steps of a scan that has no `by`, with what a step of all sequences is estimated to
/// cost by each, in vector operations of one core. Kernels choose by the same formulas when they are made for
/// their sizes: what is told is what is done.
///
/// Newton's method is there for comparison: a spec has to ask for it. Where it converges, parts settle too,
/// and evaluate a step twice at most, without its derivatives.
///
/// @param sequential one step after the other, `rowsAlone` sequences side by side
/// @param parts in so many parts, `rowsAside` of them side by side; as `sequential` where that is 1
/// @param able parts of each sequence that there could be, of `length` steps
/// @param newton with the whole Jacobian, or its blocks where that is all there is, in [#NEWTON_ITERATIONS]
/// @param chosen how many parts there are
public record ScanChoice(
        int sequential, int rowsAlone, int parts, int able, int length, int rowsAside, long newton, int chosen) {
    /// Iterations in which Newton's method solves cells that forget.
    public static final int NEWTON_ITERATIONS = 5;

    /// What a multiply-add of a matrix costs that comes from another worker's cache.
    private static final int FROM_AFAR = 4;

    /// The choice, for a scan that leaves it to the compiler.
    ///
    /// @param given `batches`, `steps`, `workers` and the lengths of [#lengths]
    public static ScanChoice of(StepProgram program, JvmForm form, Map<String, Integer> given) {
        if (!(program.solving() instanceof Solving.Parts)) {
            throw new IllegalArgumentException("the spec chooses");
        }
        var known = known(program, form, given);
        return new ScanChoice(
                number("alone", known),
                number("rowsAlone", known),
                number("aside", known),
                number("able", known),
                number("length", known),
                number("rowsAside", known),
                newton(program, form, known),
                number("parts", known));
    }

    /// The schedule's numbers beside what is given.
    public static Map<String, Integer> known(StepProgram program, JvmForm form, Map<String, Integer> given) {
        var known = new HashMap<>(given);
        ScanSchedule.of(program, form)
                .forEach(step -> known.put(step.name(), step.value().in(known)));
        return Map.copyOf(known);
    }

    /// What has to be known of a scan's tiles: their lengths, by name.
    public static Map<String, Span.Features> lengths(StepProgram program) {
        var lengths = new HashMap<String, Span.Features>();
        ScanCosts.spanning(program).forEach(tile -> {
            if (tile.columns() instanceof Span.Features length
                    && ScanCosts.name(tile) instanceof Formula.Named(var name)) {
                lengths.put(name, length);
            }
        });
        return Map.copyOf(lengths);
    }

    private static int number(String name, Map<String, Integer> known) {
        return Formula.of(name).in(known);
    }

    private static long newton(StepProgram program, JvmForm form, Map<String, Integer> known) {
        var costs = new ScanCosts(program, form);
        int rows = ScanSchedule.rowTile(form);
        long step = costs.step(Formula.of(rows), Formula.of(1), 1).in(known) / rows;
        var depths = program.states().stream()
                .map(state -> ScanSchedule.depth(state).in(known))
                .toList();
        long width = depths.stream().mapToLong(Integer::longValue).sum();
        long passes = costs.passes(program.step(), Formula.of(1), 1).in(known);
        boolean blocks = isElementwise(program, depths);
        long states = program.states().size();
        long slopes = blocks
                ? states * passes
                // Products of unit columns are the same at all steps.
                : width * passes;
        long recurrence = blocks
                ? states * states * Math.ceilDiv(depths.getFirst(), Math.max(1, form.lanes() / 2))
                : FROM_AFAR * width * Math.ceilDiv(width, Math.max(1, form.lanes() / 2));
        long batches = number("batches", known);
        long workers = number("workers", known);
        long wide = blocks ? workers : Math.clamp(batches, 1, workers);
        return batches
                * (Math.ceilDiv((NEWTON_ITERATIONS + 1) * (step + slopes), workers)
                        + Math.ceilDiv(NEWTON_ITERATIONS * recurrence, wide));
    }

    private static boolean isElementwise(StepProgram program, List<Integer> depths) {
        return depths.stream().distinct().count() == 1
                && program.step().stream().allMatch(TileOp.Map.class::isInstance)
                && program.step().stream()
                                .map(op -> ((TileOp.Map) op).to())
                                .map(Tile::columns)
                                .distinct()
                                .count()
                        <= 1;
    }
}
