package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Text;
import java.util.ArrayList;
import java.util.List;

/// Writes how a worker keeps near keys staged beside folded ones: it has room for as many tiles of
/// keys as lie between the border and the last key of a tile of rows, and each tile of keys has its
/// place there. So a key is staged once while a run of rows passes by, and what is staged does not
/// grow with the number of keys.
final class NearKeys {
    private final Names names;
    private final Tiles tiles;

    /// @param tiles those of the loop over tokens
    NearKeys(Names names, Tiles tiles) {
        this.names = names;
        this.tiles = tiles;
    }

    List<Text> methods(int loop) {
        return List.of(room(), aim(loop));
    }

    private Text room() {
        var text = new Text()
                .line("// Makes room for the tiles of so many neighbouring keys.")
                .open("private void room(int keys, Worker w)")
                .line("final int before = w.nearTiles.length;")
                .line("final int tiles = Math.min(keysPadded / keyTile, Math.ceilDiv(keys, keyTile) + 1);")
                .open("if (tiles <= before)")
                .line("return;")
                .close();
        for (var tile : tiles.turned()) {
            grow("turned_" + tile.name(), panels("keyTile * depth_" + tile.name()), text);
        }
        for (var tile : tiles.panels()) {
            grow("panels_" + tile.name(), panels("keyTile * " + Names.stride(tile)), text);
            grow("wilds_" + tile.name(), "boolean[keyTile / PANEL]", text);
        }
        for (var tile : tiles.keyValues()) {
            grow("each_" + tile.name(), names.type(tile.kind()) + "[keyTile + 16]", text);
        }
        return text.line("w.nearTiles = new int[tiles];")
                .line("Arrays.fill(w.nearTiles, -1);")
                .close();
    }

    private String panels(String elements) {
        return names.real() + names.panelsOf(elements);
    }

    private static void grow(String name, String made, Text text) {
        var near = "w.near_" + name;
        text.line(near + " = Arrays.copyOf(" + near + ", tiles);")
                .open("for (int n = before; n < tiles; n++)")
                .line(near + "[n] = new " + made + ";")
                .close();
    }

    private Text aim(int loop) {
        var text = new Text()
                .line("// Points the worker at the staged form of the tile of keys from `w.firstKey` on.")
                .open("private void near(JvmArguments arguments, Shared shared, Worker w)")
                .open("if (packed)")
                .line("aim(shared, w);")
                .line("return;")
                .close()
                .line("final int tile = w.firstKey / keyTile;")
                .line("final int place = tile % w.nearTiles.length;");
        for (var name : staged()) {
            text.line("w." + name + " = w.near_" + name + "[place];");
        }
        for (var tile : tiles.panels()) {
            text.line("w.panelsLength_" + tile.name() + " = keyTile * PANEL;");
        }
        return text.open("if (w.nearTiles[place] != tile)")
                .line("stage" + loop + "(arguments, shared, w, Math.min(keyTile, keysBound - w.firstKey));")
                .line("w.nearTiles[place] = tile;")
                .close()
                .close();
    }

    private List<String> staged() {
        var all = new ArrayList<String>();
        tiles.turned().forEach(tile -> all.add("turned_" + tile.name()));
        tiles.panels().forEach(tile -> all.add("panels_" + tile.name()));
        tiles.panels().forEach(tile -> all.add("wilds_" + tile.name()));
        tiles.keyValues().forEach(tile -> all.add("each_" + tile.name()));
        return all;
    }

    /// Adds what belongs to `Worker`: no room yet.
    void worker(TypeSpec.Builder type, Text text) {
        MemoryCode.field(type, MemoryCode.type("int", 1), "nearTiles");
        text.line("nearTiles = new int[0];");
        for (var tile : tiles.turned()) {
            panels(type, "turned_" + tile.name(), text);
        }
        for (var tile : tiles.panels()) {
            panels(type, "panels_" + tile.name(), text);
            empty(type, "boolean", 2, "wilds_" + tile.name(), text);
        }
        for (var tile : tiles.keyValues()) {
            empty(type, names.type(tile.kind()), 2, "each_" + tile.name(), text);
        }
    }

    private void panels(TypeSpec.Builder type, String name, Text text) {
        empty(type, names.real(), names.vectors() ? 2 : 3, name, text);
    }

    private static void empty(TypeSpec.Builder type, String kind, int dimensions, String name, Text text) {
        TypeName of = MemoryCode.type(kind, dimensions);
        MemoryCode.field(type, of, "near_" + name);
        text.line("near_" + name + " = new " + kind + "[0]" + "[]".repeat(dimensions - 1) + ";");
    }
}
