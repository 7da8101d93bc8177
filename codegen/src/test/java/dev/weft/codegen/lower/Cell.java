package dev.weft.codegen.lower;

import dev.weft.codegen.machine.StepMachine;
import dev.weft.codegen.tile.Slopes;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.dsl.golden.Meaning;
import dev.weft.dsl.interpret.Interpreter;
import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.random.RandomCase;
import dev.weft.dsl.random.ScanTensors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/// A scan of one sequence and one step, all in f64, at a random point: what its equations say of the states
/// after the step, and what the compiler derives from them.
final class Cell {
    private static final double STEP = 1e-5;
    private static final Pattern STATE = Pattern.compile("state +(\\w+) *: *\\w+\\[B, N(, \\w+)?](?: from \\w+)?");

    private final Scan scan;
    private final RandomCase one;
    private final StepProgram program;
    private final StepMachine machine;
    private final double[] before;

    private Cell(RandomCase one) {
        this.one = one;
        this.scan = (Scan) Meaning.kernel(one.text(), one.kernel());
        this.program = StepLowering.lower("", "test.weft", scan);
        var tensors = new HashMap<String, double[]>();
        one.inputs().forEach((name, values) -> tensors.put(name, values.data()));
        this.machine = new StepMachine(program, one.sizes(), one.params(), tensors);
        var random = new Random(one.seed());
        int width = machine.widths().stream().mapToInt(Integer::intValue).sum();
        this.before = random.doubles(width, -1.2, 1.2).toArray();
    }

    /// The scan `name` of `text`, which has no `by`, as if its only step were number `t`.
    static Cell of(
            long seed, String text, String name, Map<String, Integer> widths, Map<String, Double> params, int t) {
        var wide = text.replaceAll("\\b(f32|f16|bf16)\\[", "f64[");
        var at = Pattern.compile("\\bt( mod| >| ==)").matcher(wide).replaceAll("(t + " + t + ")$1");
        var begun = STATE.matcher(at).replaceAll("state $1 : f64[B, N$2] from begin_$1\ninit begin_$1 : f64[B$2]");
        var newton = begun.strip().replaceAll("}$", "  by deer()\n}\n");
        var sizes = new LinkedHashMap<>(widths);
        sizes.put("B", 1);
        sizes.put("N", 1);
        return new Cell(ScanTensors.of(seed, newton, name, 0.5, sizes, params));
    }

    StepProgram program() {
        return program;
    }

    double[] before() {
        return before.clone();
    }

    /// A weight or input.
    double[] tensor(String name) {
        return one.inputs().getOrDefault(name, Values.zeros(0)).data();
    }

    /// What the tile program makes of the point.
    double[] lowered() {
        return machine.after(before);
    }

    /// What the interpreter makes of the point.
    double[] interpreted() {
        return interpreted(before);
    }

    /// The compiler's Jacobian.
    double[][] derived() {
        return derived(program.slopes());
    }

    double[][] derived(Slopes slopes) {
        return machine.jacobian(slopes, before);
    }

    /// Central differences of the interpreter's step.
    double[][] differences() {
        var matrix = new double[before.length][before.length];
        for (int column = 0; column < before.length; column++) {
            var up = interpreted(moved(column, STEP));
            var down = interpreted(moved(column, -STEP));
            for (int row = 0; row < up.length; row++) {
                matrix[row][column] = (up[row] - down[row]) / (2 * STEP);
            }
        }
        return matrix;
    }

    private double[] moved(int column, double by) {
        var moved = before.clone();
        moved[column] += by;
        return moved;
    }

    private double[] interpreted(double[] states) {
        var inputs = new LinkedHashMap<>(one.inputs());
        int at = 0;
        for (int n = 0; n < program.states().size(); n++) {
            int width = machine.widths().get(n);
            var name = "begin_" + program.states().get(n).tensor();
            var shape = inputs.getOrDefault(name, Values.zeros(0)).shape();
            inputs.put(name, new Values(shape, Arrays.copyOfRange(states, at, at + width)));
            at += width;
        }
        var outs = Interpreter.run(scan, one.sizes(), one.params(), inputs);
        return program.states().stream()
                .flatMapToDouble(state -> Arrays.stream(
                        outs.getOrDefault(state.tensor(), Values.zeros(0)).data()))
                .toArray();
    }

    @Override
    public String toString() {
        return one.toString();
    }
}
