package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.List;

/// The tasks of a fixed-point iteration, and in which graph each runs: one that begins, one that is run
/// once for every iteration, and one that ends.
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

    private IterationTasks() {}

    static boolean isIteration(String step) {
        return TASKS.stream().anyMatch(task -> task.kernel().equals(step));
    }

    /// Adds the grids of all of them.
    static void grids(MethodSpec.Builder method, ClassName grid) {
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
        for (var task : TASKS) {
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
