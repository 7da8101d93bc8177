package dev.weft.codegen.schedule;

/// Tile sizes and splits for bound sizes, by the formulas that generated constructors repeat.
///
/// @param rowTile rows of a tile; a multiple of the register block's rows unless there are fewer rows
/// @param keyTile keys of a tile; a multiple of the panel
/// @param rowTiles tiles per group
/// @param groups independent groups: batches times heads that share keys
/// @param packed whether keys and values are packed once for all row tiles, by a stage of its own
/// @param parts into how many parts the keys of a row tile are split, to be merged by a last stage
public record JvmSchedule(JvmForm form, int rowTile, int keyTile, int rowTiles, int groups, boolean packed, int parts) {
    /// The rows that a tile has where there are enough: whole register blocks, so few that rows, scores and one panel
    /// stay near.
    public static int fullRowTile(JvmForm form) {
        return form == JvmForm.SCALAR ? 32 : 48 / form.rowBlock() * form.rowBlock();
    }

    /// The keys that a tile has where there are enough.
    public static int fullKeyTile(JvmForm form) {
        return Math.max(128, 2 * form.panel());
    }

    /// The schedule of a kernel.
    ///
    /// @param rows rows of a group: queries times heads that share keys
    /// @param keys keys, or a bound of them
    /// @param keysKnown whether the sizes alone say how many keys there are
    /// @param asked the parts that the spec asks for; 0 asks for none
    public static JvmSchedule of(
            JvmForm form, int groups, int rows, int keys, boolean keysKnown, int asked, int workers) {
        var rowTile = Math.max(1, Math.min(fullRowTile(form), rows));
        var keyTile = fullKeyTile(form);
        var rowTiles = Math.ceilDiv(rows, rowTile);
        var tasks = Math.max(1, groups * rowTiles);
        var wanted = tasks >= 2 * workers ? 1 : Math.ceilDiv(4 * workers, tasks);
        var chosen = Math.max(1, Math.min(wanted, keysKnown ? keys / (2 * keyTile) : wanted));
        var parts = asked > 0 ? asked : chosen;
        return new JvmSchedule(form, rowTile, keyTile, rowTiles, groups, keysKnown && rowTiles > 1, parts);
    }
}
