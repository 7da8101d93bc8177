package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.FoldRuns;
import dev.weft.codegen.schedule.JvmSchedule;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
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
            "strip",
            "keyTile",
            "keyRow",
            "keysBound",
            "keysPadded",
            "parts");

    private final TileProgram program;
    private final Names names;
    private final Tiles tiles;
    private final FewRows fewRows;
    private final boolean keysKnown;

    BindCode(TileProgram program, Names names, Tiles tiles, FewRows fewRows, boolean keysKnown) {
        this.program = program;
        this.names = names;
        this.tiles = tiles;
        this.fewRows = fewRows;
        this.keysKnown = keysKnown;
    }

    void fields(TypeSpec.Builder type, Rotations rotations) {
        for (var dimension : names.signature().dimensions()) {
            field(type, Names.size(dimension.name()));
        }
        SCHEDULE.forEach(name -> field(type, name));
        if (program.far() instanceof Far.Folded) {
            List.of("earlyTiles", "earlyWork", "allEarlyWork", "tileWork", "runs", "runWork", "codes", "codesPadded")
                    .forEach(name -> field(type, name));
        }
        type.addField(TypeName.BOOLEAN, "packed", Modifier.PRIVATE, Modifier.FINAL);
        if (names.vectors()) {
            type.addField(TypeName.BOOLEAN, "few", Modifier.PRIVATE, Modifier.FINAL);
        }
        if (fewRows.inPlace()) {
            type.addField(TypeName.BOOLEAN, "inPlace", Modifier.PRIVATE, Modifier.FINAL);
        }
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
        for (var dimension : names.signature().dimensions()) {
            text.line(Names.size(dimension.name()) + " = sizes[" + at++ + "];");
        }
        assign(text, "batches", program.batches());
        assign(text, "heads", program.heads());
        assign(text, "queries", program.queries());
        assign(text, "group", program.group());
        assign(text, "keysBound", keysKnown ? program.keys() : Values.whole(0));
        if (program.far() instanceof Far.Folded folded) {
            assign(text, "codes", folded.count());
            assign(text, "final int nearKeys", FoldRuns.nearKeys(program, folded));
        }
        for (var step : JvmSchedule.steps(names.form(), program)) {
            text.line((step.kept() ? "" : "final int ") + step.name() + " = "
                    + step.value().java() + ";");
        }
        text.line("packed = " + JvmSchedule.packedWhen(program) + ";");
        if (names.vectors()) {
            text.line("few = " + JvmSchedule.fewWhen(program) + ";");
        }
        if (program.far() instanceof Far.Folded) {
            text.line("codesPadded = Math.ceilDiv(codes, keyTile) * keyTile;");
        }
        for (var tile : tiles.featured()) {
            depth(text, tile);
        }
        if (fewRows.inPlace()) {
            text.line("inPlace = " + fewRows.inPlaceWhen() + ";");
        }
        for (var table : rotations.tables()) {
            var dims = new ScalarCode(names, new Scope(names), false)
                    .code(table.rotate().rotation().dims(), Point.uniform(), text);
            text.line("pairs" + table.number() + " = (" + dims + ") / 2;");
        }
        return MethodSpec.constructorBuilder()
                .addParameter(ArrayTypeName.of(TypeName.INT), "sizes")
                .addParameter(TypeName.INT, "workers")
                .addParameter(ClassParts.TUNING, "tuning")
                .addCode(text.code())
                .build();
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
