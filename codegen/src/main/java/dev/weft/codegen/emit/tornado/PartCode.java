package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.TornadoForm;
import dev.weft.codegen.tile.StepProgram;
import java.util.List;

/// Writes where a sequence, or a part of one, begins and ends.
///
/// Parts are gone along side by side, each from a guess of its first state; in further rounds again those
/// whose start is not what the part before them ended with, from there. What is not settled after the
/// last round is gone along step by step, from the first open part on. A round reads starts and ends of
/// the round before and leaves its own next to them.
final class PartCode {
    private final DeviceNames names;
    private final StepProgram program;
    private final ScanPlacement placement;
    private final ScanLayout layout;
    private final TornadoForm form;
    private final PointCode code;
    private final Text text;
    private String first = "0";
    private String last = "steps";

    PartCode(
            DeviceNames names,
            StepProgram program,
            ScanPlacement placement,
            ScanLayout layout,
            TornadoForm form,
            PointCode code,
            Text text) {
        this.names = names;
        this.program = program;
        this.placement = placement;
        this.layout = layout;
        this.form = form;
        this.code = code;
        this.text = text;
    }

    /// The step that is done first.
    String first() {
        return first;
    }

    /// The step before which steps end.
    String last() {
        return last;
    }

    /// Which of its two places a state has before a step.
    String odd(String step) {
        return first.equals("0") ? step + " & 1" : "(" + step + " - " + first + ") & 1";
    }

    /// What is left of a sequence: all of it where there are no parts.
    void beginSequence() {
        text.line("// Before the first step.");
        boolean cuts = layout.cuts();
        boolean iterates = !layout.iteration().isEmpty();
        if (cuts) {
            parts();
            text.line("// The first part that is not settled.")
                    .line("int open = parts;")
                    .line(names.real() + " residual = " + names.number(0) + ";")
                    .line(names.real() + " rounds = " + names.number(1) + ";")
                    .line("final int newest = " + (layout.rounds() - 1) % 2 + " * batches * parts * stateSize;")
                    .open("for (int part = 1; part < parts; part++)")
                    .line("final int mine = (b * parts + part) * stateSize;");
            far("newest");
            text.line("open = distance > " + tolerance() + " & part < open ? part : open;")
                    .line("residual = distance > residual ? distance : residual;")
                    .line("final " + names.real() + " turn = scratch.get(turns + b * parts + part);")
                    .line("rounds = turn > rounds ? turn : rounds;")
                    .close()
                    .line("final int first = parts == 1 ? 0 : TornadoMath.min(steps, open * length);");
            first = "first";
        }
        if (iterates) {
            text.line("// What a fixed-point iteration has left.")
                    .line("final int first = TornadoMath.max(0, progress.get(b * " + IterationLayout.PROGRESS + "));");
            first = "first";
        }
        for (var state : program.states()) {
            eachEntry(state, () -> {
                var begun = names.fresh("begun");
                text.line(names.real() + " " + begun + " = " + initial(state) + ";");
                shared(state, begun);
                if (cuts) {
                    text.open("if (parts > 1 & open < parts)")
                            .line(begun + " = scratch.get(ends + newest + (b * parts + open - 1) * stateSize + "
                                    + inState(state) + ");")
                            .close();
                }
                if (iterates) {
                    text.open("if (first > 0)")
                            .line(begun + " = scratch.get(" + layout.place(state.previous(), "b", "first", 0, "d")
                                    + ");")
                            .close();
                }
                text.line(held(state, "0") + " = " + begun + ";");
            });
        }
        if (iterates) {
            if (form == TornadoForm.GROUPS) {
                text.open("if (lane == 0)");
            }
            text.line("found.set(b * " + ScanLayout.FOUND + ", steps - first);");
            if (form == TornadoForm.GROUPS) {
                text.close();
            }
        }
        if (cuts) {
            if (form == TornadoForm.GROUPS) {
                text.open("if (lane == 0)");
            }
            text.line("found.set(b * " + ScanLayout.FOUND + ", steps - first);")
                    .line("found.set(b * " + ScanLayout.FOUND + " + 1, residual);")
                    .line("found.set(b * " + ScanLayout.FOUND + " + 2, rounds);");
            if (form == TornadoForm.GROUPS) {
                text.close();
            }
        }
    }

    private void shared(StepProgram.State state, String value) {
        if (placement.shared().contains(state.next())) {
            text.lines(ScanTiles.alone(
                    state.next(),
                    form,
                    "scratch.set(" + layout.place(state.previous(), "b", "0", 0, "d") + ", " + value + ");"));
        }
    }

    /// One part, in one round.
    void beginPart() {
        text.line("final int part = task % parts;").line("final int b = task / parts;");
        parts();
        text.line("final int all = batches * parts * stateSize;")
                .line("final int mine = task * stateSize;")
                .line("final int newest = (lap & 1) * all;")
                .line("final int earlier = (1 - (lap & 1)) * all;")
                .line("int moved = lap == 0 ? 1 : 0;")
                .open("if (lap > 0 & part > 0)");
        far("earlier");
        text.line("moved = distance > " + tolerance() + " ? 1 : 0;").close();
        text.line("final int last = TornadoMath.min(steps, (part + 1) * length);")
                .line("final int first = moved == 1 ? TornadoMath.min(last, part * length) : last;");
        first = "first";
        last = "last";
        for (var state : program.states()) {
            eachEntry(state, () -> {
                var begun = names.fresh("begun");
                text.line(names.real() + " " + begun + " = " + names.number(0) + ";")
                        .open("if (lap == 0)")
                        .line(begun + " = " + initial(state) + ";")
                        .close()
                        .open("if (lap > 0)")
                        .line(begun + " = scratch.get(ends + earlier + mine - moved * stateSize + " + inState(state)
                                + ");")
                        .close()
                        .line(held(state, "0") + " = " + begun + ";");
                noted(state, "moved == 1", "starts + newest + mine", begun);
                noted(
                        state,
                        "moved == 0",
                        "starts + newest + mine",
                        "scratch.get(starts + earlier + mine + " + inState(state) + ")");
            });
        }
    }

    void endPart() {
        text.line("// What the part ends with, for the next one and the next round.")
                .line("final int end = (last - first) & 1;");
        for (var state : program.states()) {
            eachEntry(state, () -> noted(state, "", "ends + newest + mine", held(state, "end")));
        }
        if (form == TornadoForm.GROUPS) {
            text.open("if (moved == 1 & lane == 0)");
        } else {
            text.open("if (moved == 1)");
        }
        text.line("scratch.set(turns + task, lap + 1);").close();
    }

    private void parts() {
        text.line("final int length = (steps + parts - 1) / parts;")
                .line("final int stateSize = " + layout.stateSize() + ";");
        layout.statePlaces().forEach(text::line);
    }

    /// Finds how far a part's start is from what the part before it ended with.
    private void far(String round) {
        text.line(names.real() + " distance = " + names.number(0) + ";")
                .open("for (int e = 0; e < stateSize; e++)")
                .line("final " + names.real() + " x = " + names.function(DeviceFunction.FAR)
                        + "(scratch.get(starts + " + round + " + mine + e), scratch.get(ends + " + round
                        + " + mine - stateSize + e));")
                .line("distance = x > distance ? x : distance;")
                .close();
    }

    private String tolerance() {
        return names.number(layout.tolerance());
    }

    private String initial(StepProgram.State state) {
        var place = Place.step("b", "0");
        return code.of(state.initial(), ScanPlacement.isVector(state.next()) ? place.withFeature("d") : place, text)
                .text();
    }

    private void eachEntry(StepProgram.State state, Runnable entry) {
        if (ScanPlacement.isVector(state.next())) {
            text.open("for (int d = lane; d < " + names.depth(state.next()) + "; d = d + lanes)");
            entry.run();
            text.close();
        } else {
            entry.run();
        }
    }

    /// Puts a number of a state into the scratch; one that is alone, by one work-item.
    private void noted(StepProgram.State state, String when, String where, String value) {
        boolean alone = !ScanPlacement.isVector(state.next()) && form == TornadoForm.GROUPS;
        var condition = when.isEmpty() ? (alone ? "lane == 0" : "") : alone ? when + " & lane == 0" : when;
        if (!condition.isEmpty()) {
            text.open("if (" + condition + ")");
        }
        text.line("scratch.set(" + where + " + " + inState(state) + ", " + value + ");");
        if (!condition.isEmpty()) {
            text.close();
        }
    }

    private static String inState(StepProgram.State state) {
        return ScanLayout.inState(state) + (ScanPlacement.isVector(state.next()) ? " + d" : "");
    }

    /// A state in local memory.
    ///
    /// @param turn 0 or 1: which of its two places
    private String held(StepProgram.State state, String turn) {
        List<StepProgram.State> numbers = ScanTiles.numbers(program);
        if (!ScanPlacement.isVector(state.next())) {
            return "numbers[" + 2 * numbers.indexOf(state) + (turn.equals("0") ? "" : " + " + turn) + "]";
        }
        var at = ScanLayout.stateAt(state);
        return "reals[" + (turn.equals("0") ? at : at + " + " + turn + " * " + names.depth(state.next())) + " + d]";
    }
}
