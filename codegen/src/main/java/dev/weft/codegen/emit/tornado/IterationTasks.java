package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.TornadoForm;
import java.util.ArrayList;
import java.util.List;

/// The tasks of a fixed-point iteration, and in which graph each runs: one that begins, one that is run
/// once for every iteration, and one that ends.
///
/// TornadoVM takes over from graph to graph only what a task of the graph before has, though it be
/// transferred there: tasks `hold0`, `hold1`, … of the first graph have every tensor, and leave it
/// as it is.
final class IterationTasks {
    static final String OPEN = "open";
    static final String EVALUATE = "evaluate";
    static final String COMBINE = "combine";
    static final String APPLY = "apply";

    /// The task that makes the first guess: `apply`, in the graph that begins.
    private static final String GUESS = "guess";

    static final ClassName STAGE = ClassName.get("dev.weft.runtime.tornado", "ScanStage");

    /// A task.
    ///
    /// @param kernel the step of its kernel
    /// @param stage the graph in which it runs
    private record Task(String name, String kernel, String stage) {}

    private static final List<Task> TASKS = List.of(
            new Task(OPEN, OPEN, "BEGIN"),
            new Task(GUESS, APPLY, "BEGIN"),
            new Task(EVALUATE, EVALUATE, "ITERATE"),
            new Task(COMBINE, COMBINE, "ITERATE"),
            new Task(APPLY, APPLY, "ITERATE"));

    private static final String HOLD = "hold";

    /// Arrays that one task holds.
    private static final int HELD = 15;

    private IterationTasks() {}

    static boolean isIteration(String step) {
        return isHold(step) || TASKS.stream().anyMatch(task -> task.kernel().equals(step));
    }

    private static boolean isHold(String step) {
        return step.startsWith(HOLD);
    }

    /// The kernels that hold tensors and params.
    static List<Tasks.Kernel> holding(DeviceNames names) {
        var arrays = new ArrayList<String>();
        names.tensors().forEach(tensor -> arrays.add(DeviceNames.array(tensor.name())));
        if (!names.scalars().isEmpty()) {
            arrays.add("real");
        }
        var kernels = new ArrayList<Tasks.Kernel>();
        for (int from = 0; from < arrays.size(); from += HELD) {
            var text = new Text()
                    .line("final int lane = context.localIdx;")
                    .line("final int task = context.groupIdx;")
                    .open("if (lane + task == 0)");
            for (var array : arrays.subList(from, Math.min(arrays.size(), from + HELD))) {
                text.line(array + ".set(0, " + array + ".get(0));");
            }
            kernels.add(new Tasks.Kernel(
                    HOLD + kernels.size(), TornadoForm.GROUPS, text.close().toString()));
        }
        return kernels;
    }

    /// Adds the grids of all of them.
    static void grids(MethodSpec.Builder method, ClassName grid, List<Tasks.Kernel> holding) {
        method.beginControlFlow("if (stage == $T.BEGIN)", STAGE);
        holding.forEach(hold -> method.addStatement("grids.add(new $T($S, 1))", grid, hold.step()));
        method.endControlFlow();
        for (var task : TASKS) {
            boolean each = task.kernel().equals(OPEN) || task.kernel().equals(COMBINE);
            method.beginControlFlow("if (stage == $T.$L)", STAGE, task.stage())
                    .addStatement(
                            "grids.add(new $T($S, $L))", grid, task.name(), each ? "batches" : "batches * cut.chunks()")
                    .endControlFlow();
        }
    }

    /// Adds the tasks of a kernel.
    static void add(MethodSpec.Builder method, ClassName self, Tasks.Kernel kernel, CodeBlock values) {
        var tasks = isHold(kernel.step()) ? List.of(new Task(kernel.step(), kernel.step(), "BEGIN")) : TASKS;
        for (var task : tasks) {
            if (task.kernel().equals(kernel.step())) {
                method.beginControlFlow("if (stage == $T.$L)", STAGE, task.stage())
                        .addStatement("graph.task($S, $T::$L,\n$L)", task.name(), self, kernel.method(), values)
                        .endControlFlow();
            }
        }
    }

    /// How many reals a kernel keeps in local memory.
    static CodeBlock locals(String step) {
        return step.equals(EVALUATE)
                ? CodeBlock.of("(int) iterationReals(with.lanes())")
                : CodeBlock.of("(int) (2 * stateSize())");
    }
}
