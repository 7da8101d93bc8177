package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.emit.Text;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.schedule.JvmSchedule;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.List;
import javax.lang.model.element.Modifier;

/// Writes what a kernel settles when it is bound to sizes: tile sizes, splits, strides.
final class BindCode {
    private static final List<String> SCHEDULE = List.of(
            "batches",
            "heads",
            "queries",
            "group",
            "groups",
            "rowTile",
            "rowTiles",
            "keyTile",
            "keyRow",
            "keysBound",
            "keysPadded",
            "parts");

    private final Names names;
    private final Tiles tiles;
    private final boolean keysKnown;

    BindCode(Names names, Tiles tiles, boolean keysKnown) {
        this.names = names;
        this.tiles = tiles;
        this.keysKnown = keysKnown;
    }

    void fields(TypeSpec.Builder type, Rotations rotations) {
        for (var dimension : names.program().signature().dimensions()) {
            field(type, Names.size(dimension.name()));
        }
        SCHEDULE.forEach(name -> field(type, name));
        type.addField(TypeName.BOOLEAN, "packed", Modifier.PRIVATE, Modifier.FINAL);
        for (var tile : tiles.featured()) {
            field(type, "depth_" + tile.name());
            field(type, Names.stride(tile));
        }
        for (var table : rotations.tables()) {
            field(type, "pairs" + table.number());
        }
    }

    private static void field(TypeSpec.Builder type, String name) {
        type.addField(TypeName.INT, name, Modifier.PRIVATE, Modifier.FINAL);
    }

    MethodSpec constructor(Rotations rotations) {
        var text = new Text();
        int at = 0;
        for (var dimension : names.program().signature().dimensions()) {
            text.line(Names.size(dimension.name()) + " = sizes[" + at++ + "];");
        }
        var program = names.program();
        assign(text, "batches", program.batches());
        assign(text, "heads", program.heads());
        assign(text, "queries", program.queries());
        assign(text, "group", program.group());
        var form = names.form();
        text.line("groups = batches * (heads / Math.max(1, group));");
        text.line("final int rows = Math.multiplyExact(queries, group);");
        text.line("rowTile = Math.max(1, Math.min(" + JvmSchedule.fullRowTile(form) + ", rows));");
        text.line("rowTiles = Math.ceilDiv(rows, rowTile);");
        text.line("keyTile = " + JvmSchedule.fullKeyTile(form) + ";");
        text.line("keyRow = keyTile + 16;");
        if (keysKnown) {
            assign(text, "keysBound", program.keys());
            text.line("keysPadded = Math.ceilDiv(keysBound, keyTile) * keyTile;");
            text.line("packed = rowTiles > 1;");
        } else {
            text.line("keysBound = 0;").line("keysPadded = 0;").line("packed = false;");
        }
        parts(text);
        for (var tile : tiles.featured()) {
            depth(text, tile);
        }
        for (var table : rotations.tables()) {
            var dims = new ScalarCode(names, new Scope(names), false)
                    .code(table.rotate().rotation().dims(), Point.uniform(), text);
            text.line("pairs" + table.number() + " = (" + dims + ") / 2;");
        }
        return MethodSpec.constructorBuilder()
                .addParameter(ArrayTypeName.of(TypeName.INT), "sizes")
                .addParameter(TypeName.INT, "workers")
                .addCode(text.code())
                .build();
    }

    private void parts(Text text) {
        var loops = names.program().operations().stream()
                .filter(TileOp.Loop.class::isInstance)
                .count();
        if (loops != 1) {
            text.line("parts = 1;");
            return;
        }
        if (names.program().parts() > 0) {
            text.line("parts = " + names.program().parts() + ";");
            return;
        }
        text.line("final int tasks = Math.max(1, groups * rowTiles);");
        text.line("final int wanted = tasks >= 2 * workers ? 1 : Math.ceilDiv(4 * workers, tasks);");
        text.line(
                "parts = Math.max(1, " + (keysKnown ? "Math.min(wanted, keysBound / (2 * keyTile))" : "wanted") + ");");
    }

    private void assign(Text text, String field, Value value) {
        text.line(field + " = " + new ScalarCode(names, new Scope(names), false).code(value, Point.uniform(), text)
                + ";");
    }

    private void depth(Text text, Tile tile) {
        if (tile.columns() instanceof Span.Features features) {
            assign(text, "depth_" + tile.name(), features.size());
            text.line(Names.stride(tile) + " = Math.ceilDiv(depth_" + tile.name() + ", PANEL) * PANEL;");
        }
    }
}
