package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.emit.vector.MicroKernels;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes what happens to keys before rows meet them: computed, transposed into panels, and found again.
final class StageCode {
    private final TileProgram program;
    private final Names names;
    private final Tiles tiles;
    private final FewRows fewRows;
    private final TileOp.Source source;

    /// @param tiles those of the loops over `source`
    StageCode(TileProgram program, Names names, Tiles tiles, FewRows fewRows, TileOp.Source source) {
        this.program = program;
        this.names = names;
        this.tiles = tiles;
        this.fewRows = fewRows;
        this.source = source;
    }

    /// The keys that each worker stages for itself as a whole: those that are codes.
    private boolean codes() {
        return source == TileOp.Source.CODES;
    }

    /// Whether near keys stay staged while rows pass by.
    private boolean near() {
        return !codes() && program.far() instanceof Far.Folded;
    }

    /// What points the worker at the staged form of keys.
    String aimed() {
        return codes() ? "aimCodes(w);" : near() ? "near(arguments, shared, w);" : "aim(shared, w);";
    }

    /// The methods that stage `count` keys from `w.firstKey` on: one, or for codes one for what never
    /// changes and one for what moves with the state of folded keys.
    List<Text> stages(int loop, List<TileOp> staged, Rotations rotations) {
        if (codes() && program.far() instanceof Far.Folded folded) {
            var moving = new MovingStage(folded, staged);
            return List.of(
                    stage(
                            "stageCodes",
                            "Stages what never changes of `count` codes.",
                            moving.fixed(),
                            moving.fixedTiles(),
                            rotations),
                    stage(
                            "stageState",
                            "Stages what a state has of `count` codes: their counts, their means.",
                            moving.moving(),
                            moving.movingTiles(),
                            rotations));
        }
        return List.of(stage(
                "stage" + loop,
                "Stages keys `w.firstKey` and the `count - 1` that follow: keys transposed, values as they are.",
                staged,
                new HashSet<>(tiles.keyRows()),
                rotations));
    }

    /// @param formed the tiles that get the forms that products and maps want
    private Text stage(String name, String comment, List<TileOp> staged, Set<Tile> formed, Rotations rotations) {
        var scope = new Scope(names);
        var body = new Text();
        if (!codes() && fewRows.inPlace()) {
            fewRows.note(scope, body);
        }
        body.open("for (int c = 0; c < count; c++)");
        new LinePass(names, rotations, scope, false, body).key(staged);
        tiles.keyRows().stream().filter(formed::contains).forEach(tile -> form(tile, scope, body));
        body.close();
        if (!codes() && names.vectors()) {
            body.open("if (few)");
            fewRows.tiles().forEach(tile -> fewRows.own(tile, body));
            body.close();
        }
        var text = new Text()
                .line("// " + comment)
                .open("private void " + name + "(JvmArguments arguments, Shared shared, Worker w, int count)")
                .lines(scope.prologue());
        thetas(text, staged, rotations);
        for (var tile : tiles.panels()) {
            if (!formed.contains(tile)) {
                continue;
            }
            text.line("Arrays.fill(w.wilds_" + tile.name() + ", w.wildsAt_" + tile.name() + ", w.wildsAt_" + tile.name()
                    + " + (count + PANEL - 1) / PANEL, false);");
        }
        return text.lines(body.toString()).close();
    }

    /// Computes the factors of the angles that have no table.
    static void thetas(Text text, List<TileOp> ops, Rotations rotations) {
        for (var op : ops) {
            if (op instanceof TileOp.Rotate rotate && !rotations.of(rotate).tabled()) {
                text.line("theta" + rotations.of(rotate).number() + "(arguments, w);");
            }
        }
    }

    /// The forms that products and maps want of a key: few rows have one of their own.
    private void form(Tile tile, Scope scope, Text body) {
        boolean rows = !codes() && fewRows.tiles().contains(tile);
        if (rows) {
            body.open("if (few)");
            FewRows.stage(tile, array(scope, tile, "row_"), body);
            body.orElse();
        }
        if (tiles.turned().contains(tile)) {
            turn(tile, scope, body);
        }
        if (rows && tiles.mapped().contains(tile)) {
            body.close().open("");
        }
        if (tiles.panels().contains(tile)) {
            panel(tile, scope, body);
        }
        if (rows) {
            body.close();
        }
    }

    private String array(Scope scope, Tile tile, String prefix) {
        return scope.worker(names.type(tile.kind()) + "[]", prefix + tile.name());
    }

    private void turn(Tile tile, Scope scope, Text body) {
        var row = array(scope, tile, "row_");
        var turned = scope.worker(names.panels(), "turned_" + tile.name());
        var at = scope.worker("int", "turnedAt_" + tile.name());
        var depth = "depth_" + tile.name();
        if (names.vectors()) {
            var block = array(scope, tile, "block_");
            var stride = Names.stride(tile);
            body.line("System.arraycopy(" + row + ", 0, " + block + ", c % LANES * " + stride + ", " + depth + ");")
                    .open("if (c % LANES == LANES - 1 || c == count - 1)")
                    .line("final int first = c / LANES * LANES;")
                    .line(MicroKernels.transposes(names.form()) + ".turn(" + block + ", " + stride + ", " + turned
                            + ", " + at + " + first / PANEL * PANEL * " + depth + " + first % PANEL, " + depth + ");")
                    .close();
            return;
        }
        body.open("")
                .line("final int at = " + at + " + c / PANEL * PANEL * " + depth + " + c % PANEL;")
                .open("for (int d = 0; d < " + depth + "; d++)")
                .line(names.inPanels(turned, "at + d * PANEL") + " = " + row + "[d];")
                .close()
                .close();
    }

    private void panel(Tile tile, Scope scope, Text body) {
        var row = array(scope, tile, "row_");
        var panels = scope.worker(names.panels(), "panels_" + tile.name());
        var at = scope.worker("int", "panelsAt_" + tile.name());
        var length = scope.worker("int", "panelsLength_" + tile.name());
        var depth = "depth_" + tile.name();
        body.open("");
        if (names.vectors()) {
            // Rows are padded with zeros to whole panels.
            body.line("FloatVector finite = FloatVector.zero(REALS);")
                    .open("for (int n = 0; n < " + depth + "; n += LANES)")
                    .line("final FloatVector x = FloatVector.fromArray(REALS, " + row + ", n);")
                    .line("x.intoArray(" + panels + ", " + at + " + n / PANEL * " + length
                            + " + c * PANEL + n % PANEL);")
                    .line("finite = x.fma(FloatVector.zero(REALS), finite);")
                    .close()
                    .open("if (finite.compare(VectorOperators.NE, 0f).anyTrue())");
        } else {
            body.line(names.real() + " finite = 0;")
                    .open("for (int n = 0; n < " + depth + "; n += PANEL)")
                    .line("final int at = " + at + " + n / PANEL * " + length + " + c * PANEL;")
                    .line("final int columns = Math.min(PANEL, " + depth + " - n);")
                    .open("for (int d = 0; d < columns; d++)")
                    .line(names.inPanels(panels, "at + d") + " = " + row + "[n + d];")
                    .line("finite += " + row + "[n + d] * 0;")
                    .close()
                    .close()
                    .open("if (finite != 0)");
        }
        body.line("w.wilds_" + tile.name() + "[w.wildsAt_" + tile.name() + " + c / PANEL] = true;")
                .close()
                .close();
    }

    /// The methods that point the worker at the staged form of the keys from `w.firstKey` on.
    ///
    /// @param loop the number of the loop that visits them
    List<Text> aim(int loop) {
        if (near()) {
            var methods = new ArrayList<>(new NearKeys(names, tiles).methods(loop));
            methods.add(aimPacked());
            return methods;
        }
        return List.of(codes() ? aimCodes() : aimPacked());
    }

    private Text aimPacked() {
        var text = new Text()
                .line("// Points the worker at the staged form of the keys from `w.firstKey` on.")
                .open("private void aim(Shared shared, Worker w)")
                .open("if (packed)");
        for (var tile : tiles.turned()) {
            var n = tile.name();
            text.line("w.turned_" + n + " = shared.turned_" + n + "[w.g];");
            text.line("w.turnedAt_" + n + " = w.firstKey * depth_" + n + ";");
        }
        for (var tile : tiles.panels()) {
            var n = tile.name();
            text.line("w.panels_" + n + " = shared.panels_" + n + "[w.g];");
            text.line("w.panelsAt_" + n + " = w.firstKey * PANEL;");
            text.line("w.panelsLength_" + n + " = keysPadded * PANEL;");
            text.line("w.wilds_" + n + " = shared.wilds_" + n + "[w.g];");
            text.line("w.wildsAt_" + n + " = w.firstKey / PANEL;");
        }
        for (var tile : tiles.keyValues()) {
            var n = tile.name();
            text.line("w.each_" + n + " = shared.each_" + n + "[w.g];");
            text.line("w.eachAt_" + n + " = w.firstKey;");
        }
        return text.close().close();
    }

    private Text aimCodes() {
        var text = new Text()
                .line("// Points the worker at the staged form of the codes from `w.firstKey` on.")
                .open("private void aimCodes(Worker w)");
        for (var tile : tiles.turned()) {
            text.line("w.turnedAt_" + tile.name() + " = w.firstKey * depth_" + tile.name() + ";");
        }
        for (var tile : tiles.panels()) {
            text.line("w.panelsAt_" + tile.name() + " = w.firstKey * PANEL;");
            text.line("w.wildsAt_" + tile.name() + " = w.firstKey / PANEL;");
        }
        for (var tile : tiles.keyValues()) {
            text.line("w.eachAt_" + tile.name() + " = w.firstKey;");
        }
        return text.close();
    }

    /// Whether any value of the tile's keys is no number or infinite.
    void wild(Text text) {
        for (var tile : tiles.panels()) {
            var n = tile.name();
            text.line("w.wild_" + n + " = false;")
                    .open("for (int n = w.from / PANEL; n * PANEL < w.to; n++)")
                    .line("w.wild_" + n + " |= w.wilds_" + n + "[w.wildsAt_" + n + " + n];")
                    .close();
        }
    }
}
