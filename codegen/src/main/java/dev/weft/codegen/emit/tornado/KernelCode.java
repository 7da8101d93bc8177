package dev.weft.codegen.emit.tornado;

import static dev.weft.codegen.schedule.TornadoForm.BLOCK_KEYS;
import static dev.weft.codegen.schedule.TornadoForm.BLOCK_ROWS;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.TornadoForm;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// Writes the bodies of a program's kernels: `attend`, one row tile over its keys or over a part of them,
/// and `merge`, which makes one result of the parts.
final class KernelCode {
    private static final Pattern CONSTANT = Pattern.compile("\\s*final \\w+(?:\\[])? (\\w+) = (.*);");
    private static final Pattern WORD = Pattern.compile("\\w+");

    private final TileProgram program;
    private final DeviceNames names;
    private final Placement placement;
    private final Layout layout;
    private final TurnTables turns;

    KernelCode(TileProgram program, DeviceNames names, Placement placement, Layout layout, TurnTables turns) {
        this.program = program;
        this.names = names;
        this.placement = placement;
        this.layout = layout;
        this.turns = turns;
    }

    /// The loops over keys.
    List<TileOp.Loop> loops() {
        return program.operations().stream()
                .filter(TileOp.Loop.class::isInstance)
                .map(TileOp.Loop.class::cast)
                .toList();
    }

    private List<TileOp> before() {
        var operations = program.operations();
        return operations.subList(0, operations.indexOf(loops().getFirst()));
    }

    private List<TileOp> after() {
        var operations = program.operations();
        return operations.subList(operations.indexOf(loops().getFirst()), operations.size()).stream()
                .filter(op -> !(op instanceof TileOp.Loop))
                .toList();
    }

    String attend(TornadoForm form) {
        var extremes = new Extremes(names);
        var code = new PointCode(names, placement, turns, extremes);
        var work = new Text();
        var tiles = new TileCode(names, form, placement, code, work);
        tiles.write(before());
        for (int n = 0; n < loops().size(); n++) {
            new KeyLoop(program, tiles, code, extremes, prologue(), work).write(n, loops().get(n));
        }
        work.open("if (parts == 1)");
        var met = tiles.hazards();
        tiles.write(after());
        work.orElse();
        tiles.barrier();
        leave(loops().getFirst(), form, code, work);
        work.close();
        tiles.meet(met);
        boolean faults = work.toString().contains("fault");
        if (faults) {
            work.line("faults.set(" + (form == TornadoForm.GROUPS ? "task * threads + t" : "task") + ", fault);");
        }
        return body(form, place(form, false), rowWork(extremes, code, work), faults);
    }

    private static Text rowWork(Extremes extremes, PointCode code, Text work) {
        var text = new Text();
        extremes.write(code, false, text);
        return text.lines(work.toString());
    }

    /// Leaves the carried tiles of a part where `merge` finds them.
    private void leave(TileOp.Loop loop, TornadoForm form, PointCode code, Text text) {
        text.line("// Left to be merged with the other parts.");
        text.line("final int slot = ((g * rowTiles + tile) * parts + part) * partReals;");
        layout.partOffsets(loop, "slot_", "slot").forEach(text::line);
        for (var carried : loop.carried()) {
            copy(carried, form, "slot_", true, code, text);
        }
    }

    /// Copies a carried tile to or from the partial results.
    private void copy(TileOp.Carried carried, TornadoForm form, String prefix, boolean out, PointCode code, Text text) {
        var tile = carried.tile();
        text.open("for (int r = " + (form == TornadoForm.GROUPS ? "team" : "0") + "; r < rowTile; r = r + teams)");
        var place = Place.uniform().withRow("r", "", "").withFeature("d").merging(prefix);
        boolean vector = tile.columns() instanceof Span.Features;
        if (vector) {
            text.open("for (int d = " + (form == TornadoForm.GROUPS ? "lane" : "0") + "; d < " + names.depth(tile)
                    + "; d = d + lanes)");
        } else if (form == TornadoForm.GROUPS) {
            text.open("if (lane == 0)");
        }
        var local = "reals[" + code.offset(tile, place) + "]";
        var partial = prefix + tile.name() + " + r" + (vector ? " * " + DeviceNames.stride(tile) + " + d" : "");
        text.line(out ? "partials.set(" + partial + ", " + local + ");" : local + " = partials.get(" + partial + ");");
        if (vector || form == TornadoForm.GROUPS) {
            text.close();
        }
        text.close();
    }

    String merge(TornadoForm form) {
        var extremes = new Extremes(names);
        var code = new PointCode(names, placement, turns, extremes);
        var loop = loops().getFirst();
        var work = new Text();
        var tiles = new TileCode(names, form, placement, code, work);
        tiles.write(needed());
        work.line("final int slot = (g * rowTiles + tile) * parts * partReals;");
        layout.partOffsets(loop, "slot_", "slot").forEach(work::line);
        loop.carried().forEach(carried -> copy(carried, form, "slot_", false, code, work));
        work.open("for (int part = 1; part < parts; part++)");
        layout.partOffsets(loop, "other_", "slot + part * partReals").forEach(work::line);
        tiles.barrier();
        for (var carried : loop.carried()) {
            if (placement.isSummed(carried.tile())) {
                tiles.merge(carried.tile(), place -> code.of(carried.merge(), place.merging("other_"), work));
            }
        }
        tiles.barrier();
        mergeRows(loop, form, code, work);
        work.close();
        tiles.barrier();
        tiles.write(after());
        return body(
                form,
                place(form, true),
                rowWork(extremes, code, work),
                work.toString().contains("fault"));
    }

    /// The numbers of a row: all are merged before any is replaced, since each may read the others.
    private void mergeRows(TileOp.Loop loop, TornadoForm form, PointCode code, Text text) {
        text.open("for (int r = " + (form == TornadoForm.GROUPS ? "t" : "0") + "; r < rowTile; r = r + threads)");
        var place = new Places(names).row("r", text).merging("other_");
        var late = new Text();
        for (var carried : loop.carried()) {
            if (!placement.isSummed(carried.tile())) {
                var merged = names.fresh("merged");
                text.line("final " + names.type(carried.tile().kind()) + " " + merged + " = "
                        + code.of(carried.merge(), place, text).text() + ";");
                late.line("reals[" + code.offset(carried.tile(), place) + "] = " + merged + ";");
            }
        }
        text.lines(late.toString()).close();
    }

    /// The operations before the keys that those after them read.
    private List<TileOp> needed() {
        var reads = new ArrayList<Tile>();
        after().forEach(op -> reads.addAll(Placement.reads(op)));
        var kept = new ArrayList<TileOp>();
        for (var op : before().reversed()) {
            boolean read = switch (op) {
                case TileOp.Load load -> reads.contains(load.to());
                case TileOp.Map map -> reads.contains(map.to());
                case TileOp.Rotate rotate -> reads.contains(rotate.to());
                case TileOp.Transform transform -> reads.contains(transform.to());
                case TileOp.RowReduce reduce -> reads.contains(reduce.to());
                case TileOp.Dot _, TileOp.Loop _, TileOp.When _, TileOp.Store _ -> true;
            };
            if (read) {
                kept.addFirst(op);
                reads.addAll(Placement.reads(op));
            }
        }
        return kept;
    }

    /// What a work-item finds out before it starts, each line only if something after it reads it.
    private String body(TornadoForm form, List<String> prologue, Text work, boolean faults) {
        var lines = new ArrayList<>(prologue);
        for (var tile : placement.held()) {
            if (Layout.isUniform(tile)) {
                lines.add(names.type(tile.kind()) + " tile_" + tile.name() + " = "
                        + (tile.kind() == Kind.BOOL ? "false" : "0") + ";");
            }
        }
        if (faults) {
            lines.add("int fault = 0;");
        }
        var text = new Text();
        if (form == TornadoForm.LOOPS) {
            text.open("for (@Parallel int task = 0; task < tasks; task++)");
        }
        lines.forEach(text::line);
        text.lines(work.toString());
        if (form == TornadoForm.LOOPS) {
            text.close();
        }
        return used(text.toString()).replace("%LOCAL_REALS%", reals(form)).replace("%LOCAL_INTS%", ints(form));
    }

    /// The text without the constants that nothing reads.
    static String used(String text) {
        var kept = new ArrayDeque<String>();
        var read = new HashSet<String>();
        for (var line : text.lines().toList().reversed()) {
            var constant = CONSTANT.matcher(line);
            if (!constant.matches() || read.contains(constant.group(1))) {
                kept.addFirst(line);
                WORD.matcher(constant.matches() ? constant.group(2) : line)
                        .results()
                        .forEach(word -> read.add(word.group()));
            }
        }
        return String.join("\n", kept) + "\n";
    }

    private String reals(TornadoForm form) {
        return form == TornadoForm.LOOPS
                ? "new " + names.real() + "[localReals]"
                : "context.allocate" + (names.wide() ? "Double" : "Float") + "LocalArray(localReals)";
    }

    private static String ints(TornadoForm form) {
        return form == TornadoForm.LOOPS ? "new int[localInts]" : "context.allocateIntLocalArray(localInts)";
    }

    private static List<String> workItem(TornadoForm form) {
        return switch (form) {
            case GROUPS ->
                List.of(
                        "final int t = context.localIdx;",
                        "final int task = context.groupIdx;",
                        "final int threads = teams * lanes;",
                        "final int team = t / lanes;",
                        "final int lane = t % lanes;",
                        "final int row0 = team * " + BLOCK_ROWS + ";",
                        "final int laneStep = interleaved != 0 ? lanes : 1;",
                        "final int lane0 = interleaved != 0 ? lane : lane * " + BLOCK_KEYS + ";");
            case LOOPS ->
                List.of(
                        "final int teams = 1;",
                        "final int lanes = 1;",
                        "final int threads = 1;",
                        "final int row0 = 0;",
                        "final int laneStep = 1;",
                        "final int lane0 = 0;");
        };
    }

    private List<String> place(TornadoForm form, boolean merge) {
        var lines = new ArrayList<>(workItem(form));
        lines.addAll(prologue().lines());
        if (merge) {
            lines.add("final int g = task % groups;");
            lines.add("final int tile = task / groups;");
        } else {
            lines.add("final int part = task % parts;");
            lines.add("final int rest = task / parts;");
            lines.add("final int g = rest % groups;");
            lines.add("final int tile = rowTiles - 1 - rest / groups;");
        }
        lines.addAll(Prologue.group());
        lines.add("final int rowTile = teams * " + BLOCK_ROWS + ";");
        lines.add("final int keyTile = lanes * " + BLOCK_KEYS + ";");
        lines.add("final int allRows = queries * group;");
        lines.add("final int firstRow = tile * rowTile;");
        lines.add("final int rows = TornadoMath.min(rowTile, allRows - firstRow);");
        lines.add("final int firstQuery = firstRow / group;");
        lines.add("final int lastQuery = (firstRow + rows - 1) / group;");
        lines.addAll(layout.strides());
        lines.addAll(layout.offsets());
        lines.add("final int partReals = " + layout.allPart(loops().getFirst()) + ";");
        lines.add("final " + names.real() + "[] reals = %LOCAL_REALS%;");
        lines.add("final int[] ints = %LOCAL_INTS%;");
        return lines;
    }

    private Prologue prologue() {
        return new Prologue(program, names, turns, new PointCode(names, placement, turns, new Extremes(names)));
    }
}
