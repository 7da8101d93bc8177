package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.TornadoForm;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Writes the body of one of a scan's kernels: `steps`, one sequence, or `ahead` and `after`, a few
/// points.
final class ScanKernel {
    /// Sums that a work-item keeps in local variables at once.
    private static final int SUMS = 16;

    private final DeviceNames names;
    private final StepProgram program;
    private final ScanPlacement placement;
    private final ScanLayout layout;
    private final ScanPlacement.Phase phase;
    private final TornadoForm form;
    private final ScanTiles tiles;
    private final PointCode code;
    private final int rows;
    private final Way way;
    private final TurnTables turns;
    private final Text text = new Text();

    /// Which steps a kernel of steps does.
    enum Way {
        /// What is left of a sequence.
        SEQUENCE,
        /// A part of one.
        PART,
        /// A chunk of one, each step from the state that an iterate has before it.
        EVALUATE
    }

    ScanKernel(
            DeviceNames names,
            StepProgram program,
            ScanPlacement placement,
            ScanLayout layout,
            ScanPlacement.Phase phase,
            TornadoForm form,
            Way way,
            TurnTables turns) {
        this.names = names;
        this.program = program;
        this.placement = placement;
        this.layout = layout;
        this.phase = phase;
        this.form = form;
        this.tiles = new ScanTiles(names, program, placement, layout, phase, way == Way.EVALUATE);
        this.turns = turns;
        this.code = new PointCode(names, Placement.of(List.of()), turns, new Extremes(names));
        this.rows = ScanLayout.rows(phase);
        this.way = way;
    }

    /// What writes values of points that are no attention's, where nothing turns.
    static PointCode code(DeviceNames names) {
        return new PointCode(names, Placement.of(List.of()), new TurnTables(true), new Extremes(names));
    }

    String body() {
        if (form == TornadoForm.LOOPS) {
            text.open("for (@Parallel int task = 0; task < tasks; task++)")
                    .line("final int lane = 0;")
                    .line("final int lanes = 1;");
        } else {
            text.line("final int lane = context.localIdx;").line("final int task = context.groupIdx;");
        }
        prologue(names, program, layout, text);
        for (var turning : turns.all()) {
            var dims = code.of(turning.dims(), Place.uniform(), text);
            text.line("final int " + turning.pairs() + " = " + dims.within(Code.MULTIPLY) + " / 2;");
        }
        layout.offsets(phase, way).forEach(text::line);
        text.line("final " + names.real() + "[] reals = " + reals() + ";");
        if (phase == ScanPlacement.Phase.STEPS) {
            steps();
        } else {
            points();
        }
        if (form == TornadoForm.LOOPS) {
            text.close();
        }
        return KernelCode.used(text.toString());
    }

    private String reals() {
        return form == TornadoForm.LOOPS
                ? "new " + names.real() + "[localReals]"
                : "context.allocate" + (names.wide() ? "Double" : "Float") + "LocalArray(localReals)";
    }

    /// What kernels find in `whole`; what none of them reads is dropped.
    static void prologue(DeviceNames names, StepProgram program, ScanLayout layout, Text text) {
        int at = 0;
        for (var dimension : names.signature().dimensions()) {
            text.line("final int " + DeviceNames.size(dimension.name()) + " = whole.get(" + at++ + ");");
        }
        for (int n = 0; n < names.scalars().size(); n++) {
            text.line(Prologue.scalar(names, n, at + n));
        }
        at += names.scalars().size();
        for (var cut : List.of("parts", "window", "chunks")) {
            text.line("final int " + cut + " = whole.get(" + at++ + ");");
        }
        for (var place : layout.scratch().keySet()) {
            text.line("final int " + place + " = whole.get(" + at++ + ");");
        }
        var code = code(names);
        text.line("final int batches = "
                + code.of(program.batches(), Place.uniform(), text).text() + ";");
        text.line("final int steps = "
                + code.of(program.steps(), Place.uniform(), text).text() + ";");
    }

    private void points() {
        text.line("final int points = batches * steps;");
        for (int r = 0; r < rows; r++) {
            var point = "task * " + rows + (r == 0 ? "" : " + " + r);
            text.line("final int p" + r + " = TornadoMath.min(" + point + ", points - 1);")
                    .line("final int b" + r + " = p" + r + " / steps;")
                    .line("final int t" + r + " = p" + r + " % steps;");
        }
        passes(new LineHazards(placement, phase));
    }

    private void steps() {
        var numbers = ScanTiles.numbers(program);
        if (!numbers.isEmpty()) {
            text.line("final " + names.real() + "[] numbers = new " + names.real() + "[" + 2 * numbers.size() + "];");
        }
        if (way == Way.EVALUATE) {
            evaluate();
            return;
        }
        var cut = new PartCode(names, program, placement, layout, form, code, text);
        boolean part = way == Way.PART;
        if (part) {
            cut.beginPart();
        } else {
            text.line("final int b = task;");
            cut.beginSequence();
        }
        text.open("for (int t = " + cut.first() + "; t < " + cut.last() + "; t++)")
                .line("final int odd = " + cut.odd("t") + ";");
        for (var state : program.states()) {
            if (ScanPlacement.isVector(state.next())) {
                var depth = names.depth(state.next());
                var at = ScanLayout.stateAt(state);
                text.line("final int " + ScanTiles.before(state) + " = " + at + " + odd * " + depth + ";")
                        .line("final int " + ScanTiles.after(state) + " = " + at + " + (1 - odd) * " + depth + ";");
            }
        }
        passes(LineHazards.ofSteps(placement, program));
        text.close();
        if (part) {
            cut.endPart();
        }
    }

    private void evaluate() {
        for (var iteration : layout.iteration()) {
            var chunk = new EvaluateCode(names, program, layout, iteration, tiles, code, text);
            chunk.begin();
            // A barrier has been since anything was written.
            passes(new LineHazards(placement, phase));
            chunk.end();
        }
    }

    private void passes(LineHazards hazards) {
        for (var pass : placement.passes(phase)) {
            if (hazards.pass(pass) && form == TornadoForm.GROUPS) {
                text.line("context.localBarrier();");
            }
            boolean vector = pass.over() instanceof Span.Features;
            if (vector) {
                text.open("for (int d = lane; d < " + names.depth(tile(pass)) + "; d = d + lanes)");
            }
            operations(pass.operations());
            if (vector) {
                tiles.leaveEntries();
                text.close();
            }
        }
    }

    /// A tile over the pass's entries, whether or not there is one in the program.
    static Tile tile(ScanPlacement.Pass pass) {
        return new Tile("", Span.ROWS, pass.over(), Kind.REAL);
    }

    /// Products first: what they read lies in lines or in the scratch, and those of one vector are done
    /// together.
    private void operations(List<TileOp> operations) {
        var products = new LinkedHashMap<Tile, List<TileOp.Transform>>();
        for (var op : operations) {
            if (op instanceof TileOp.Transform transform) {
                products.computeIfAbsent(transform.of(), _ -> new ArrayList<>()).add(transform);
            }
        }
        for (var together : products.values()) {
            int most = SUMS / rows;
            for (int n = 0; n < together.size(); n += most) {
                products(together.subList(n, Math.min(together.size(), n + most)));
            }
        }
        for (var op : operations) {
            if (!(op instanceof TileOp.Transform)) {
                write(op);
            }
        }
    }

    private void write(TileOp op) {
        switch (op) {
            case TileOp.Load load -> load(load);
            case TileOp.Map map -> {
                for (int r = 0; r < rows; r++) {
                    assign(map.to(), r, code.of(map.value(), here(map.to(), r), text));
                }
                leave(map.to());
            }
            case TileOp.RowReduce reduce -> reduce(reduce);
            case TileOp.Store store -> store(store);
            case TileOp.Rotate rotate -> rotate(rotate);
            case TileOp.Transform _, TileOp.Dot _, TileOp.Loop _, TileOp.When _ -> throw ScanPlacement.misplaced(op);
        }
    }

    private Place here(Tile tile, int row) {
        return ScanPlacement.isVector(tile) ? tiles.entry(row) : tiles.place(row);
    }

    private void assign(Tile tile, int row, Code value) {
        text.line("final " + names.real() + " " + tiles.variable(tile, row) + " = " + value.text() + ";");
    }

    /// Puts a tile's value where others find it.
    private void leave(Tile tile) {
        for (int r = 0; r < rows; r++) {
            tiles.written(tile, r, form).forEach(text::lines);
        }
        tiles.hold(tile);
    }

    private void load(TileOp.Load load) {
        var tensor = names.tensor(load.tensor());
        for (int r = 0; r < rows; r++) {
            var offset = "(" + tiles.of("b", r) + " * steps + " + tiles.of("t", r) + ") * " + names.depth(load.to())
                    + " + d";
            assign(load.to(), r, Elements.read(names, tensor.type(), DeviceNames.array(load.tensor()), offset));
        }
        leave(load.to());
    }

    /// Products with the same vectors: an entry of these is read once for all.
    private void products(List<TileOp.Transform> products) {
        var of = products.getFirst().of();
        for (var product : products) {
            text.line("// " + product.to().name() + " = " + product.matrix() + " @ " + of.name());
            for (int r = 0; r < rows; r++) {
                text.line(names.real() + " " + tiles.variable(product.to(), r) + " = " + names.number(0) + ";");
            }
        }
        text.open("for (int e = 0; e < " + names.depth(of) + "; e++)");
        for (int r = 0; r < rows; r++) {
            var entry = code.entry(of, tiles.entry(r, "e"), text);
            text.line("final " + names.real() + " of" + r + " = " + entry.text() + ";");
        }
        for (int n = 0; n < products.size(); n++) {
            var product = products.get(n);
            var weight = "weight" + n;
            text.line("final " + names.real() + " " + weight + " = " + weight(product) + ";");
            for (int r = 0; r < rows; r++) {
                var sum = tiles.variable(product.to(), r);
                text.line(sum + " = " + sum + " + " + weight + " * of" + r + ";");
            }
        }
        text.close();
        for (var product : products) {
            leave(product.to());
        }
    }

    /// Work-items of a group read neighbours of a matrix that lies transposed; one alone reads along its
    /// rows.
    private String weight(TileOp.Transform product) {
        if (form == TornadoForm.GROUPS) {
            return "scratch.get(" + ScanLayout.packed(product.matrix()) + " + e * " + names.depth(product.to())
                    + " + d)";
        }
        var at = new ArrayList<>(product.at());
        at.add(new Value.Ramp(Axis.FEATURE));
        at.add(new Value.Ramp(Axis.PAIR));
        var cell = new Value.Cell(product.matrix(), Kind.REAL, at);
        return code.of(cell, tiles.place(0).withFeature("d").withAxis(Axis.PAIR, "e"), text)
                .text();
    }

    private void reduce(TileOp.RowReduce reduce) {
        boolean max = reduce.reduction() == TileOp.Reduction.MAX;
        var size = reduce.over() instanceof Span.Features
                ? names.depth(new Tile("", Span.ROWS, reduce.over(), Kind.REAL))
                : "1";
        for (int r = 0; r < rows; r++) {
            text.line(names.real() + " " + tiles.variable(reduce.to(), r) + " = "
                    + names.number(max ? Double.NEGATIVE_INFINITY : 0) + ";");
        }
        text.open("for (int e = 0; e < " + size + "; e++)");
        for (int r = 0; r < rows; r++) {
            var total = tiles.variable(reduce.to(), r);
            var value = code.of(reduce.value(), tiles.entry(r, "e"), text);
            text.line(total + " = "
                    + (max
                            ? names.function(DeviceFunction.GREATEST) + "(" + total + ", " + value.text() + ")"
                            : total + " + " + value.within(Code.MULTIPLY))
                    + ";");
        }
        text.close();
        leave(reduce.to());
    }

    private void rotate(TileOp.Rotate rotate) {
        for (int r = 0; r < rows; r++) {
            int row = r;
            assign(rotate.to(), r, code.rotate(rotate, tiles.entry(r), feature -> tiles.entry(row, feature), text));
        }
        leave(rotate.to());
    }

    private void store(TileOp.Store store) {
        var tensor = names.tensor(store.tensor());
        boolean vector = store.over() instanceof Span.Features;
        boolean one = !vector && form == TornadoForm.GROUPS;
        if (one) {
            text.open("if (lane == 0)");
        }
        for (int r = 0; r < rows; r++) {
            var place = vector ? tiles.entry(r) : tiles.place(r);
            var value = code.of(store.value(), place, text);
            var offset = code.storeOffset(store.tensor(), store.at(), vector, place, text);
            text.line(Elements.write(names, tensor.type(), DeviceNames.array(store.tensor()), offset, value));
        }
        if (one) {
            text.close();
        }
    }
}
