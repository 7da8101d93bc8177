package dev.weft.codegen.machine;

import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs a tile program in double precision, one point after the other.
///
/// ```java
/// double[] o = Machine.run(program, Map.of("N", 5, …), Map.of(), Map.of("q", q, …), new Machine.Tiling(4, 3,
/// 1)).get("o");
/// ```
public final class Machine {
    /// How the work is cut.
    ///
    /// @param rows how many rows a tile has
    /// @param keys how many keys a tile has
    /// @param parts into how many parts the tiles of keys are dealt, to be merged
    public record Tiling(int rows, int keys, int parts) {}

    private final TileProgram program;
    private final Tiling tiling;
    private final Memory memory;

    private Machine(TileProgram program, Tiling tiling, Memory memory) {
        this.program = program;
        this.tiling = tiling;
        this.memory = memory;
    }

    /// The outs by name, row-major.
    ///
    /// @param tensors the inputs, row-major; a missing one is all 0
    /// @throws IndexOutOfBoundsException for an element outside its tensor
    /// @throws IllegalStateException for a program that is not in order
    public static Map<String, double[]> run(
            TileProgram program,
            Map<String, Integer> sizes,
            Map<String, Double> params,
            Map<String, double[]> tensors,
            Tiling tiling) {
        var machine = new Machine(program, tiling, new Memory(program.signature(), sizes, params, tensors));
        machine.run();
        var outs = new LinkedHashMap<String, double[]>();
        for (var argument : program.signature().arguments()) {
            if (argument instanceof Signature.Tensor tensor && tensor.direction() == Signature.Direction.OUT) {
                outs.put(tensor.name(), machine.memory.data(tensor.name()));
            }
        }
        return outs;
    }

    private void run() {
        var uniform = Evaluator.uniform(memory);
        int heads = uniform.whole(program.heads());
        int group = heads == 0 ? 1 : uniform.whole(program.group());
        int rows = uniform.whole(program.queries()) * group;
        for (int b = 0; b < uniform.whole(program.batches()); b++) {
            for (int h = 0; h < heads; h += group) {
                for (int r = 0; r < rows; r += tiling.rows()) {
                    var tile = Area.rows(h, group, r, Math.min(rows, r + tiling.rows()));
                    operations(program.operations(), new Area(b, tile, 0, 0), new Frame());
                }
            }
        }
    }

    private void operations(List<TileOp> operations, Area area, Frame frame) {
        for (var operation : operations) {
            var evaluator = Evaluator.at(memory, area, frame);
            switch (operation) {
                case TileOp.Loop loop -> loop(loop, area, frame);
                case TileOp.When when ->
                    operations(evaluator.holds(when.condition()) ? when.then() : when.otherwise(), area, frame);
                case TileOp.Load _,
                        TileOp.Transform _,
                        TileOp.Map _,
                        TileOp.Rotate _,
                        TileOp.RowReduce _,
                        TileOp.Dot _,
                        TileOp.Store _ -> Straight.run(operation, evaluator);
            }
        }
    }

    private void loop(TileOp.Loop loop, Area area, Frame frame) {
        var parts = new ArrayList<Frame>();
        for (int part = 0; part < tiling.parts(); part++) {
            var own = frame.copy();
            var evaluator = Evaluator.at(memory, area, own);
            loop.carried()
                    .forEach(
                            carried -> Straight.fill(carried.tile(), evaluator, point -> point.value(carried.start())));
            parts.add(own);
        }
        var evaluator = Evaluator.at(memory, area, frame);
        var keys = evaluator.row(0).whole(program.keys());
        for (int first = 0; first < keys; first += tiling.keys()) {
            var tile = area.withKeys(first, Math.min(tiling.keys(), keys - first));
            var part = parts.get(first / tiling.keys() % parts.size());
            if (Evaluator.at(memory, tile, frame).visits(loop)) {
                var own = part.copy();
                operations(loop.staged(), tile, own);
                operations(loop.body(), tile, own);
                loop.carried().forEach(carried -> keep(carried.tile(), own, part, area));
            }
        }
        loop.carried().forEach(carried -> keep(carried.tile(), parts.getFirst(), frame, area));
        for (var part : parts.subList(1, parts.size())) {
            merge(loop, area, frame, part);
        }
    }

    private void merge(TileOp.Loop loop, Area area, Frame frame, Frame part) {
        var before = frame.copy();
        var evaluator = Evaluator.at(memory, area, before).merging(part);
        for (var carried : loop.carried()) {
            var merged = new Frame();
            Straight.fill(carried.tile(), evaluator, merged, point -> point.value(carried.merge()));
            keep(carried.tile(), merged, frame, area);
        }
    }

    private void keep(Tile tile, Frame from, Frame to, Area area) {
        var evaluator = Evaluator.at(memory, area, from);
        to.put(
                tile,
                Straight.size(tile.rows(), evaluator),
                Straight.size(tile.columns(), evaluator),
                from.data(tile).clone());
    }
}
