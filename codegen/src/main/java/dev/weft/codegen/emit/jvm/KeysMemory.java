package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import java.util.ArrayList;

/// Writes the memory of staged keys and values: once for all rows of a group where several row tiles read them, else
/// for
/// a worker's tile of keys alone.
final class KeysMemory {
    private final Names names;
    private final Tiles tiles;
    private final FewRows fewRows;
    private final Tiles tokens;
    private final Tiles codes;
    private final boolean folds;

    KeysMemory(TileProgram program, Names names, Tiles tiles, FewRows fewRows) {
        this.names = names;
        this.tiles = tiles;
        this.fewRows = fewRows;
        this.tokens = Tiles.of(program, TileOp.Source.TOKENS);
        this.codes = Tiles.of(program, TileOp.Source.CODES);
        this.folds = program.far() instanceof Far.Folded;
    }

    /// Adds what belongs to `Shared`: keys and values that are staged once, for all rows of a group.
    void shared(TypeSpec.Builder type, Text text) {
        text.open("if (k.packed)");
        for (var tile : tokens.turned()) {
            MemoryCode.field(type, panels(1), "turned_" + tile.name());
            text.line("turned_" + tile.name() + " = new " + names.real() + "[k.groups]"
                    + names.panelsOf("Math.multiplyExact(k.keysPadded, k.depth_" + tile.name() + ")") + ";");
        }
        for (var tile : tokens.panels()) {
            MemoryCode.field(type, panels(1), "panels_" + tile.name());
            MemoryCode.field(type, MemoryCode.type("boolean", 2), "wilds_" + tile.name());
            text.line("panels_" + tile.name() + " = new " + names.real() + "[k.groups]"
                    + names.panelsOf("Math.multiplyExact(k.keysPadded, k." + Names.stride(tile) + ")") + ";");
            text.line("wilds_" + tile.name() + " = new boolean[k.groups][k.keysPadded / PANEL];");
        }
        for (var tile : tokens.keyValues()) {
            MemoryCode.field(type, MemoryCode.type(names.type(tile.kind()), 2), "each_" + tile.name());
            text.line("each_" + tile.name() + " = new " + names.type(tile.kind()) + "[k.groups][k.keysPadded + 16];");
        }
        text.close();
    }

    /// Adds what belongs to `Worker`: where the staged keys of a tile lie, and room for those that it stages alone.
    void worker(TypeSpec.Builder type, Text text) {
        var real = names.real();
        for (var tile : tiles.keyRows()) {
            MemoryCode.field(type, MemoryCode.type(real, 1), "row_" + tile.name());
            text.line("row_" + tile.name() + " = new " + real + "[k." + Names.stride(tile) + "];");
        }
        for (var tile : tiles.turned()) {
            if (names.vectors()) {
                MemoryCode.field(type, MemoryCode.type(real, 1), "block_" + tile.name());
                text.line("block_" + tile.name() + " = new " + real + "[LANES * k." + Names.stride(tile) + "];");
            }
            MemoryCode.field(type, panels(0), "turned_" + tile.name());
            MemoryCode.field(type, TypeName.INT, "turnedAt_" + tile.name());
        }
        for (var tile : tiles.panels()) {
            var n = tile.name();
            MemoryCode.field(type, panels(0), "panels_" + n);
            MemoryCode.field(type, TypeName.INT, "panelsAt_" + n);
            MemoryCode.field(type, TypeName.INT, "panelsLength_" + n);
            MemoryCode.field(type, MemoryCode.type("boolean", 1), "wilds_" + n);
            MemoryCode.field(type, TypeName.INT, "wildsAt_" + n);
            MemoryCode.field(type, TypeName.BOOLEAN, "wild_" + n);
        }
        for (var tile : tiles.keyValues()) {
            MemoryCode.field(type, MemoryCode.type(names.type(tile.kind()), 1), "each_" + tile.name());
            MemoryCode.field(type, TypeName.INT, "eachAt_" + tile.name());
        }
        if (folds) {
            new NearKeys(names, tokens).worker(type, text);
        } else {
            unpacked(text);
        }
        own(codes, "k.codesPadded", text);
        var others = new ArrayList<>(tiles.keyValues());
        others.removeAll(tokens.keyValues());
        others.removeAll(codes.keyValues());
        for (var tile : others) {
            text.line("each_" + tile.name() + " = new " + names.type(tile.kind()) + "[k.keyTile + 16];");
        }
    }

    /// Keys and values of one tile, staged as it is visited.
    private void unpacked(Text text) {
        var real = names.real();
        text.open("if (!k.packed)");
        for (var tile : tokens.turned()) {
            text.line("turned_" + tile.name() + " = new " + real
                    + names.panelsOf(unlessFew(tile) + "k.keyTile * k.depth_" + tile.name()) + ";");
        }
        for (var tile : tokens.panels()) {
            var n = tile.name();
            text.line("panels_" + n + " = new " + real
                    + names.panelsOf(unlessFew(tile) + "k.keyTile * k." + Names.stride(tile)) + ";");
            text.line("panelsLength_" + n + " = k.keyTile * PANEL;");
            text.line("wilds_" + n + " = new boolean[k.keyTile / PANEL];");
        }
        for (var tile : tokens.keyValues()) {
            text.line("each_" + tile.name() + " = new " + names.type(tile.kind()) + "[k.keyTile + 16];");
        }
        text.close();
    }

    /// Room for the staged form of so many keys, for a worker alone.
    private void own(Tiles staged, String count, Text text) {
        for (var tile : staged.turned()) {
            text.line("turned_" + tile.name() + " = new " + names.real()
                    + names.panelsOf("Math.multiplyExact(" + count + ", k.depth_" + tile.name() + ")") + ";");
        }
        for (var tile : staged.panels()) {
            var n = tile.name();
            text.line("panels_" + n + " = new " + names.real()
                    + names.panelsOf("Math.multiplyExact(" + count + ", k." + Names.stride(tile) + ")") + ";");
            text.line("panelsLength_" + n + " = " + count + " * PANEL;");
            text.line("wilds_" + n + " = new boolean[" + count + " / PANEL];");
        }
        for (var tile : staged.keyValues()) {
            text.line("each_" + tile.name() + " = new " + names.type(tile.kind()) + "[" + count + " + 16];");
        }
    }

    /// Few rows have their own form of what products alone read.
    private String unlessFew(Tile tile) {
        return fewRows.tiles().contains(tile) && !tiles.mapped().contains(tile) ? "k.few ? 0 : " : "";
    }

    private TypeName panels(int groups) {
        return MemoryCode.type(names.real(), groups + (names.vectors() ? 1 : 2));
    }
}
