package dev.weft.codegen.machine;

import dev.weft.codegen.tile.Slopes;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Runs the first step of a scan's first sequence, and what was derived from it, in double precision. Its
/// states are one row of numbers, one state after the other.
public final class StepMachine {
    private final StepProgram program;
    private final Memory memory;

    /// @param tensors row-major; a missing one is all 0
    public StepMachine(
            StepProgram program,
            Map<String, Integer> sizes,
            Map<String, Double> params,
            Map<String, double[]> tensors) {
        this.program = program;
        this.memory = new Memory(program.signature(), sizes, params, tensors);
    }

    /// How many numbers each state has.
    public List<Integer> widths() {
        var at = evaluator(new Frame());
        return program.states().stream()
                .map(state -> Straight.size(state.next().columns(), at))
                .toList();
    }

    /// The states after the step.
    public double[] after(double[] before) {
        return all(program.states().stream().map(StepProgram.State::next).toList(), step(before));
    }

    /// The derivatives of the states after the step by those before it, with 0 where the program says that
    /// there is nothing.
    public double[][] jacobian(Slopes slopes, double[] before) {
        return switch (slopes) {
            case Slopes.None() -> throw new IllegalArgumentException("no slopes");
            case Slopes.Entries entries -> blocks(entries, before);
            case Slopes.Columns columns -> dense(columns, before);
        };
    }

    private double[][] blocks(Slopes.Entries slopes, double[] before) {
        var frame = step(before);
        slopes.maps().forEach(map -> run(map, frame));
        int width = widths().getFirst();
        var matrix = new double[before.length][before.length];
        for (int i = 0; i < slopes.entries().size(); i++) {
            for (int j = 0; j < slopes.entries().size(); j++) {
                for (var tile : slopes.entries().get(i).get(j)) {
                    for (int entry = 0; entry < width; entry++) {
                        matrix[i * width + entry][j * width + entry] = frame.data(tile)[entry];
                    }
                }
            }
        }
        return matrix;
    }

    private double[][] dense(Slopes.Columns slopes, double[] before) {
        var frame = step(before);
        slopes.partials().forEach(partial -> run(partial, frame));
        var matrix = new double[before.length][before.length];
        for (int column = 0; column < before.length; column++) {
            var unit = new double[before.length];
            unit[column] = 1;
            put(slopes.before(), unit, frame);
            slopes.operations().forEach(operation -> run(operation, frame));
            var change = all(slopes.after(), frame);
            for (int row = 0; row < change.length; row++) {
                matrix[row][column] = change[row];
            }
        }
        return matrix;
    }

    private Frame step(double[] before) {
        var frame = new Frame();
        put(program.states().stream().map(StepProgram.State::previous).toList(), before, frame);
        var operations = new ArrayList<TileOp>(program.ahead());
        operations.addAll(program.step());
        operations.forEach(operation -> run(operation, frame));
        return frame;
    }

    private void put(List<Tile> tiles, double[] numbers, Frame frame) {
        int at = 0;
        for (var tile : tiles) {
            int width = Straight.size(tile.columns(), evaluator(frame));
            frame.put(tile, 1, width, Arrays.copyOfRange(numbers, at, at + width));
            at += width;
        }
    }

    private static double[] all(List<Tile> tiles, Frame frame) {
        return tiles.stream()
                .flatMapToDouble(tile -> Arrays.stream(frame.data(tile)))
                .toArray();
    }

    private void run(TileOp operation, Frame frame) {
        Straight.run(operation, evaluator(frame));
    }

    private Evaluator evaluator(Frame frame) {
        return Evaluator.at(memory, new Area(0, List.of(new Area.Row(0, 0)), 0, 0), frame);
    }
}
