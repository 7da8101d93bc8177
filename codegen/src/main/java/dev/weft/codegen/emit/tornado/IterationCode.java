package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.StepProgram;

/// Writes the tasks around `evaluate`: `open` begins a run; `combine` reads how far a sequence's window
/// has come and finds the change before each chunk; `apply` changes the iterate, chunk by chunk.
final class IterationCode {
    private final DeviceNames names;
    private final StepProgram program;
    private final ScanLayout layout;
    private final IterationLayout iteration;
    private final PointCode code;

    IterationCode(DeviceNames names, StepProgram program, ScanLayout layout, IterationLayout iteration) {
        this.names = names;
        this.program = program;
        this.layout = layout;
        this.iteration = iteration;
        this.code = ScanKernel.code(names);
    }

    private Text begin() {
        var text = new Text().line("final int lane = context.localIdx;").line("final int task = context.groupIdx;");
        ScanKernel.prologue(names, program, layout, text);
        return text;
    }

    /// The states before the first step, and nothing solved yet. Chunks are noted as never evaluated.
    String open() {
        var text = begin();
        iteration.shape(layout).forEach(text::line);
        text.line("final int b = task;");
        for (var state : program.states()) {
            each(
                    state,
                    text,
                    () -> text.line("scratch.set(" + layout.place(state.next(), "b", "0", 0, "d") + ", "
                            + initial(state, text) + ");"));
        }
        text.open("for (int n = lane; n < " + IterationLayout.PROGRESS + "; n = n + lanes)")
                .line("progress.set(b * " + IterationLayout.PROGRESS + " + n, n == 1 ? 2 : 0);")
                .close()
                .open("for (int n = lane; n < 2; n = n + lanes)")
                .line("found.set(b * " + ScanLayout.FOUND + " + 1 + n, " + names.number(0) + ");")
                .close();
        text.open("for (int n = lane; n < chunks * " + IterationLayout.NOTES + "; n = n + lanes)")
                .line("scratch.set(notes + b * chunks * " + IterationLayout.NOTES + " + n, " + names.number(-1) + ");")
                .close();
        return KernelCode.used(text.toString());
    }

    private String initial(StepProgram.State state, Text text) {
        var place = Place.step("b", "0");
        return code.of(state.initial(), ScanPlacement.isVector(state.next()) ? place.withFeature("d") : place, text)
                .text();
    }

    private void each(StepProgram.State state, Text text, Runnable entry) {
        text.open("for (int d = lane; d < " + iteration.depth(state) + "; d = d + lanes)");
        entry.run();
        text.close();
    }

    String combine() {
        var real = names.real();
        var zero = names.number(0);
        var text = begin();
        iteration.shape(layout).forEach(text::line);
        text.line("final " + real + "[] reals = context.allocate" + (names.wide() ? "Double" : "Float")
                        + "LocalArray(localReals);")
                .line("final int b = task;")
                .line("final int progressed = b * " + IterationLayout.PROGRESS + ";")
                .line("final int first = progress.get(progressed);")
                .line("final int mode = progress.get(progressed + 1);")
                .line("final int done = progress.get(progressed + 2);")
                .line("final int total = progress.get(progressed + 3);")
                .line("final int windows = progress.get(progressed + 4);")
                .line("final " + real + " before = found.get(b * " + ScanLayout.FOUND + " + 1);")
                .line("final int many = mode == 0 ? 0 : TornadoMath.min(window, steps - first);")
                .line("int open = many;")
                .line("int wild = many;")
                .line(real + " worst = " + zero + ";")
                .line(real + " calm = before;")
                .open("for (int c = 0; c < chunks; c++)")
                .line("final int note = notes + (b * chunks + c) * " + IterationLayout.NOTES + ";")
                .line("open = TornadoMath.min(open, (int) scratch.get(note));")
                .line("wild = TornadoMath.min(wild, (int) scratch.get(note + 1));")
                .line("final " + real + " far = scratch.get(note + 2);")
                .line("worst = far > worst ? far : worst;")
                .line("final " + real + " near = scratch.get(note + 3);")
                .line("calm = near > calm ? near : calm;")
                .close()
                .line("final int settled = open == many ? 1 : 0;")
                .line("// A step whose value is no number, after states that are exact, settles nowhere.")
                .line("final int solves = mode != 0 & settled == 0 & wild > open & done < "
                        + iteration.solving().iterations() + " ? 1 : 0;")
                .line("final int next = solves == 1 ? first : first + open;")
                .open("for (int n = lane; n < stateSize; n = n + lanes)")
                .line("reals[n] = " + zero + ";")
                .close()
                .open("for (int c = 0; c < solves * chunks; c++)")
                .line("final int now = (c & 1) * stateSize;")
                .line("final int later = (1 - (c & 1)) * stateSize;")
                .line("final int chunk = b * chunks + c;")
                .line("context.localBarrier();")
                .open("for (int n = lane; n < stateSize; n = n + lanes)")
                .line("final int row = n / side;")
                .line("final int in = n % side;")
                .line("scratch.set(begins + chunk * stateSize + n, reals[now + n]);")
                .line(real + " sum = scratch.get(offsets + chunk * stateSize + n);")
                .open("for (int k = 0; k < size; k++)")
                .line(
                        "sum = sum + scratch.get(maps + chunk * area + (row * size + k) * side + in) * reals[now + k * side + in];")
                .close()
                .line("// Where the composed steps have grown out of all numbers the iterate stays as it is.")
                .line("reals[later + n] = sum - sum == " + zero + " ? sum : " + zero + ";")
                .close()
                .close()
                .line("context.globalBarrier();")
                .line("// Chunks that were never evaluated leave it to the host to say so.")
                .open("if (mode != 0 & open >= 0 & lane == 0)")
                .line("progress.set(progressed, next);")
                .line("progress.set(progressed + 1, solves == 1 ? 1 : settled == 1 & next < steps ? 2 : 0);")
                .line("progress.set(progressed + 2, solves == 1 ? done + 1 : 0);")
                .line("progress.set(progressed + 3, total + solves);")
                .line("progress.set(progressed + 4, windows + 1 - solves);")
                .line("progress.set(progressed + 5, done);")
                .line("found.set(b * " + ScanLayout.FOUND + " + 1, solves == 1 ? before : calm);")
                .line("found.set(b * " + ScanLayout.FOUND + " + 2, worst);")
                .close();
        return KernelCode.used(text.toString());
    }

    String apply() {
        var text = begin();
        iteration.shape(layout).forEach(text::line);
        EvaluateCode.place(text);
        text.line("final " + names.real() + "[] reals = context.allocate" + (names.wide() ? "Double" : "Float")
                        + "LocalArray(localReals);")
                .open("for (int n = lane; n < stateSize; n = n + lanes)")
                .line(names.real() + " change = " + names.number(0) + ";")
                .open("if (mode == 1)")
                .line("change = scratch.get(begins + task * stateSize + n);")
                .close()
                .line("reals[n] = change;")
                .close()
                .open("for (int u = from; u < to; u++)")
                .line("final int t = first + u;")
                .line("final int now = ((u - from) & 1) * stateSize;")
                .line("final int later = (1 - ((u - from) & 1)) * stateSize;")
                .line("context.localBarrier();");
        for (var state : program.states()) {
            each(state, text, () -> {
                text.line("final int at = " + layout.place(state.next(), "b", "t", 1, "d") + ";")
                        .open("if (mode == 2)")
                        .line("// The first guess: no step of the window changes anything.")
                        .line("scratch.set(at, scratch.get(" + layout.place(state.next(), "b", "first", 0, "d") + "));")
                        .close()
                        .open("if (mode == 1)");
                change(state, text);
                text.close();
            });
        }
        text.close();
        return KernelCode.used(text.toString());
    }

    private void change(StepProgram.State state, Text text) {
        var real = names.real();
        var zero = names.number(0);
        var slope = EvaluateCode.matrix(
                names,
                iteration.solving(),
                "scratch.get(slopes + (b * window + u) * area + (row * size + k) * side + in)");
        text.line("final int n = " + ScanLayout.inState(state) + " + d;")
                .line("final int row = n / side;")
                .line("final int in = n % side;")
                .line("final " + real + " was = scratch.get(at);")
                .line("final " + real + " value = scratch.get(values + (b * window + u) * stateSize + n);")
                .line(real + " next = value;")
                .open("for (int k = 0; k < size; k++)")
                .line("next = next + " + slope + " * reals[now + k * side + in];")
                .close()
                .line("next = next - next == " + zero + " ? next : value - value == " + zero + " ? value : " + zero
                        + ";");
        clip(state, text);
        text.line("final " + real + " change = next - was;")
                .line("reals[later + n] = change - change == " + zero + " ? change : " + zero + ";")
                .line("scratch.set(at, next);");
    }

    /// Keeps the iterate where the states are known to lie, with room for what a step rounds.
    private void clip(StepProgram.State state, Text text) {
        var range = state.range();
        if (!range.isBounded()) {
            return;
        }
        double slack = 0x1p-16;
        var low = names.number(range.low() - slack * Math.abs(range.low()));
        var high = names.number(range.high() + slack * Math.abs(range.high()));
        if (!range.start()) {
            text.line("next = next < " + low + " ? " + low + " : next > " + high + " ? " + high + " : next;");
            return;
        }
        text.line("final " + names.real() + " start = scratch.get(" + layout.place(state.next(), "b", "0", 0, "d")
                        + ");")
                .line("final " + names.real() + " low = start < " + low + " ? start : " + low + ";")
                .line("final " + names.real() + " high = start > " + high + " ? start : " + high + ";")
                .line("next = next < low ? low : next > high ? high : next;");
    }
}
