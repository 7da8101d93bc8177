package dev.weft.codegen.machine;

import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Compares what a program says about its tiles with all pairs of them.
///
/// @param wrong tiles with a kept pair that are not visited or a pair that is not kept in a full tile
/// @param visitedInVain how many visited tiles keep no pair
public record TileCensus(List<String> wrong, int visitedInVain) {
    public static TileCensus of(
            TileProgram program,
            Value condition,
            Value must,
            Map<String, Integer> sizes,
            Map<String, Double> params,
            Map<String, double[]> tables,
            int tileRows,
            int tileKeys) {
        var memory = new Memory(program.signature(), sizes, params, tables);
        var uniform = Evaluator.uniform(memory);
        int group = uniform.whole(program.group());
        int rows = uniform.whole(program.queries()) * group;
        var loop = (TileOp.Loop) program.operations().stream()
                .filter(TileOp.Loop.class::isInstance)
                .findFirst()
                .orElseThrow();
        var wrong = new ArrayList<String>();
        int vain = 0;
        for (int b = 0; b < uniform.whole(program.batches()); b++) {
            for (int h = 0; h < uniform.whole(program.heads()); h += group) {
                for (int first = 0; first < rows; first += tileRows) {
                    var area = new Area(b, Area.rows(h, group, first, Math.min(rows, first + tileRows)), 0, 0);
                    int keys = Evaluator.at(memory, area, new Frame()).whole(program.keys());
                    for (int key = 0; key < keys; key += tileKeys) {
                        var tile = area.withKeys(key, Math.min(tileKeys, keys - key));
                        var evaluator = Evaluator.at(memory, tile, new Frame());
                        int kept = kept(evaluator, condition);
                        boolean visited = evaluator.visits(loop);
                        boolean covered = covered(evaluator, loop, condition);
                        boolean full = evaluator.holds(must);
                        if (!covered || (kept > 0 && !visited)) {
                            wrong.add("not visited: " + tile);
                        }
                        if (full && kept < tile.rows().size() * tile.keys()) {
                            wrong.add("not full: " + tile);
                        }
                        vain += visited && kept == 0 ? 1 : 0;
                    }
                }
            }
        }
        return new TileCensus(wrong, vain);
    }

    private static int kept(Evaluator tile, Value condition) {
        int kept = 0;
        for (int r = 0; r < tile.area().rows().size(); r++) {
            for (int c = 0; c < tile.area().keys(); c++) {
                kept += tile.row(r).key(c).holds(condition) ? 1 : 0;
            }
        }
        return kept;
    }

    /// Whether each kept key is in a range.
    private static boolean covered(Evaluator tile, TileOp.Loop loop, Value condition) {
        for (int c = 0; c < tile.area().keys(); c++) {
            int key = tile.area().firstKey() + c;
            boolean inside = loop.ranges().stream()
                    .anyMatch(range -> tile.whole(range.low()) <= key && key < tile.whole(range.high()));
            for (int r = 0; r < tile.area().rows().size(); r++) {
                if (!inside && tile.row(r).key(c).holds(condition)) {
                    return false;
                }
            }
        }
        return true;
    }
}
