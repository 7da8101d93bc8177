package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import java.util.LinkedHashSet;
import java.util.Set;

/// The lines in local memory that work-items have written, and those that they have read at entries of
/// others, since the last barrier. An entry is always the same work-item's, whatever the pass.
final class LineHazards {
    private final ScanPlacement placement;
    private final ScanPlacement.Phase phase;
    private final Set<Tile> written = new LinkedHashSet<>();
    private final Set<Tile> read = new LinkedHashSet<>();

    LineHazards(ScanPlacement placement, ScanPlacement.Phase phase) {
        this.placement = placement;
        this.phase = phase;
    }

    /// Before the first step: the states have been given their initial values.
    static LineHazards begun(ScanPlacement placement, StepProgram program) {
        var hazards = new LineHazards(placement, ScanPlacement.Phase.STEPS);
        program.states().forEach(state -> hazards.written.add(state.previous()));
        return hazards;
    }

    /// At the beginning of any step: before the first one, or after another.
    static LineHazards ofSteps(ScanPlacement placement, StepProgram program) {
        var start = begun(placement, program);
        int size;
        do {
            size = start.written.size() + start.read.size();
            var run = new LineHazards(placement, ScanPlacement.Phase.STEPS);
            run.written.addAll(start.written);
            run.read.addAll(start.read);
            placement.passes(ScanPlacement.Phase.STEPS).forEach(run::pass);
            run.written.forEach(tile -> start.written.add(turned(placement, tile)));
            run.read.forEach(tile -> start.read.add(turned(placement, tile)));
        } while (start.written.size() + start.read.size() > size);
        return start;
    }

    /// Where a line lies a step later: the two of a state change places.
    private static Tile turned(ScanPlacement placement, Tile tile) {
        return placement.state(tile).stream()
                .map(state -> tile.equals(state.next()) ? state.previous() : state.next())
                .findFirst()
                .orElse(tile);
    }

    /// Notes a pass.
    ///
    /// @return whether work-items must wait for each other before it
    boolean pass(ScanPlacement.Pass pass) {
        var writes = new LinkedHashSet<Tile>();
        var reads = new LinkedHashSet<Tile>();
        for (TileOp op : pass.operations()) {
            Operands.assigned(op).stream().filter(this::isLine).forEach(writes::add);
            ScanPlacement.across(op).stream().filter(this::isLine).forEach(reads::add);
        }
        boolean waits =
                reads.stream().anyMatch(written::contains) || writes.stream().anyMatch(read::contains);
        if (waits) {
            written.clear();
            read.clear();
        }
        written.addAll(writes);
        read.addAll(reads);
        return waits;
    }

    private boolean isLine(Tile tile) {
        return placement.lines(phase).contains(tile)
                || (phase == ScanPlacement.Phase.STEPS
                        && ScanPlacement.isVector(tile)
                        && !placement.state(tile).isEmpty());
    }
}
