package dev.weft.codegen.machine;

import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Which tiles of a kernel are visited and which of those need a test, for sizes that are bound.
///
/// @param picture one line per row tile, one character per key tile: [#EMPTY], [#FULL] or [#MIXED]
public record TileClasses(List<String> picture) {
    /// Not visited.
    public static final char EMPTY = '.';
    /// Visited, all pairs count.
    public static final char FULL = '#';
    /// Visited, some pairs may count.
    public static final char MIXED = '+';

    public TileClasses {
        picture = List.copyOf(picture);
    }

    /// The tiles of the group of heads that begins with the first, at b = 0.
    ///
    /// @param must the condition under which a tile is full
    /// @param tables what the conditions read
    public static TileClasses of(
            TileProgram program,
            Value must,
            Map<String, Integer> sizes,
            Map<String, Double> params,
            Map<String, double[]> tables,
            Machine.Tiling tiling) {
        var memory = new Memory(program, sizes, params, tables);
        var uniform = Evaluator.uniform(memory);
        var loop = program.operations().stream()
                .filter(TileOp.Loop.class::isInstance)
                .map(TileOp.Loop.class::cast)
                .findFirst()
                .orElseThrow();
        int group = uniform.whole(program.group());
        int rows = uniform.whole(program.queries()) * group;
        var picture = new ArrayList<String>();
        for (int first = 0; first < rows; first += tiling.rows()) {
            var area = new Area(0, Area.rows(0, group, first, Math.min(rows, first + tiling.rows())), 0, 0);
            picture.add(line(loop, must, area, memory, program, tiling.keys()));
        }
        return new TileClasses(picture);
    }

    /// How many tiles are of one class.
    public long count(char tileClass) {
        return picture.stream().flatMapToInt(String::chars).filter(c -> c == tileClass).count();
    }

    private static String line(
            TileOp.Loop loop, Value must, Area area, Memory memory, TileProgram program, int width) {
        int keys = Evaluator.at(memory, area, new Frame()).whole(program.keys());
        var line = new StringBuilder();
        for (int first = 0; first < keys; first += width) {
            var tile = Evaluator.at(memory, area.withKeys(first, Math.min(width, keys - first)), new Frame());
            line.append(!tile.visits(loop) ? EMPTY : tile.holds(must) ? FULL : MIXED);
        }
        return line.toString();
    }
}
