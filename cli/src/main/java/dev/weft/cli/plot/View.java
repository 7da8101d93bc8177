package dev.weft.cli.plot;

import dev.weft.cli.console.UsageError;

/// Which part of an attention is shown, and in which tiles.
public record View(int batch, int head, Tile tile) {
    /// The first head, in the tiles that the kernel has on this machine.
    public static final View FIRST = new View(0, 0, new Tile.Scheduled());

    /// How large tiles are.
    public sealed interface Tile {
        /// As the schedule for these sizes has them.
        record Scheduled() implements Tile {}

        /// So many queries and keys.
        record Given(int queries, int keys) implements Tile {}
    }

    /// Understands `16x32`.
    ///
    /// @throws UsageError if it is something else
    public static Tile tile(String text) {
        var parts = text.split("x", -1);
        try {
            if (parts.length == 2) {
                int queries = Integer.parseInt(parts[0]);
                int keys = Integer.parseInt(parts[1]);
                if (queries > 0 && keys > 0) {
                    return new Tile.Given(queries, keys);
                }
            }
        } catch (NumberFormatException _) {
            // As everything that is no tile.
        }
        throw new UsageError("--tile takes QUERIESxKEYS such as 16x32, not " + text);
    }
}
