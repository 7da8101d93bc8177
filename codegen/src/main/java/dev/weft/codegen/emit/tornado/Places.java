package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.emit.Text;

/// Writes what finds the coordinates of a row or of a key. Rows and keys beyond the last repeat the last, so that every
/// read stays inside its tensor; nothing of them is stored.
final class Places {
    private final DeviceNames names;

    Places(DeviceNames names) {
        this.names = names;
    }

    /// The place of a row of the tile.
    Place row(String index, Text text) {
        var r = name(index, "r", text);
        var n = names.fresh("n");
        var i = names.fresh("i");
        var h = names.fresh("h");
        text.line("final int " + n + " = TornadoMath.min(firstRow + " + r + ", allRows - 1);")
                .line("final int " + i + " = " + n + " / group;")
                .line("final int " + h + " = h0 + " + n + " % group;");
        return Place.uniform().withRow(r, h, i);
    }

    /// The place of a key of the tile.
    Place key(Place place, String index, Text text) {
        var c = name(index, "c", text);
        var j = names.fresh("j");
        text.line("final int " + j + " = TornadoMath.min(firstKey + " + c + ", lastKey);");
        return place.withKey(c, j);
    }

    /// The index, by a name of its own where it is not one.
    private String name(String index, String prefix, Text text) {
        if (index.chars().allMatch(Character::isJavaIdentifierPart)) {
            return index;
        }
        var name = names.fresh(prefix);
        text.line("final int " + name + " = " + index + ";");
        return name;
    }
}
