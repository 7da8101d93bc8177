package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.weft.codegen.schedule.TornadoForm;
import java.util.ArrayList;
import java.util.List;

/// The arguments of a scan's kernels, in their order, and the method that makes tasks of the kernels. A
/// kernel is given what its body reads. Where that is more than a task may have, the sizes of vectors
/// come in `whole`.
final class ScanTasks {
    /// The step that goes along parts; there is a task of it for every round.
    static final String SOLVE = "solve";

    private final DeviceNames names;
    private final ClassName self;
    private final ScanLayout layout;
    private final TurnTables turns;
    private final List<Tasks.Kernel> kernels;

    ScanTasks(DeviceNames names, ClassName self, ScanLayout layout, TurnTables turns, List<Tasks.Kernel> kernels) {
        this.names = names;
        this.self = self;
        this.layout = layout;
        this.turns = turns;
        this.kernels = List.copyOf(kernels);
    }

    private List<Tasks.Argument> arguments(Tasks.Kernel kernel) {
        var read = all(kernel).stream()
                .filter(argument -> argument.type().equals(Tasks.CONTEXT) || kernel.reads(argument.name()))
                .toList();
        return read.size() <= Tasks.LIMIT
                ? read
                : read.stream()
                        .filter(argument -> !argument.name().startsWith("depth"))
                        .toList();
    }

    private List<Tasks.Argument> all(Tasks.Kernel kernel) {
        var all = new ArrayList<Tasks.Argument>();
        if (kernel.form() == TornadoForm.GROUPS) {
            all.add(new Tasks.Argument(Tasks.CONTEXT, "context", CodeBlock.of("new $T()", Tasks.CONTEXT)));
        }
        for (int n = 0; n < names.tensors().size(); n++) {
            var tensor = names.tensors().get(n);
            var type = Elements.array(tensor.type());
            all.add(new Tasks.Argument(
                    type, DeviceNames.array(tensor.name()), CodeBlock.of("($T) with.tensor($L)", type, n)));
        }
        var reals = names.wide() ? Tasks.DOUBLES : Tasks.FLOATS;
        all.add(new Tasks.Argument(Tasks.INTS, "whole", CodeBlock.of("with.whole()")));
        all.add(new Tasks.Argument(reals, "real", CodeBlock.of("($T) with.real()", reals)));
        turns.all().forEach(turning -> all.add(Tasks.table(names, turning)));
        all.add(new Tasks.Argument(reals, "scratch", CodeBlock.of("($T) with.scratch()", reals)));
        all.add(new Tasks.Argument(reals, "found", CodeBlock.of("($T) with.found()", reals)));
        all.add(new Tasks.Argument(Tasks.INTS, "progress", CodeBlock.of("with.progress()")));
        if (kernel.form() == TornadoForm.GROUPS) {
            all.add(new Tasks.Argument(TypeName.INT, "lanes", CodeBlock.of("with.lanes()")));
        }
        var local = IterationTasks.isIteration(kernel.step())
                ? IterationTasks.locals(kernel.step())
                : CodeBlock.of("(int) $N", realsOf(kernel.step()));
        all.add(new Tasks.Argument(TypeName.INT, "localReals", local));
        all.add(new Tasks.Argument(TypeName.INT, "lap", CodeBlock.of("lap")));
        for (int n = 0; n < names.depths().size(); n++) {
            all.add(new Tasks.Argument(TypeName.INT, "depth" + n, CodeBlock.of("depth$L", n)));
        }
        if (kernel.form() == TornadoForm.LOOPS) {
            all.add(new Tasks.Argument(
                    TypeName.INT,
                    "tasks",
                    CodeBlock.of(
                            switch (kernel.step()) {
                                case "steps" -> "batches";
                                case SOLVE -> "batches * with.parts()";
                                default -> "blocks()";
                            })));
        }
        return all;
    }

    /// The host's name for the reals that a kernel keeps in local memory.
    static String realsOf(String step) {
        return (step.equals(SOLVE) ? "steps" : step) + "Reals";
    }

    /// How many arguments the kernel with most of them has, if that is more than a task may have; 0
    /// otherwise.
    int tooMany() {
        int most = kernels.stream()
                .mapToInt(kernel -> arguments(kernel).size())
                .max()
                .orElse(0);
        return most > Tasks.LIMIT ? most : 0;
    }

    /// The kernel's statements, after those that find what its arguments do not bring.
    String body(Tasks.Kernel kernel) {
        var given = arguments(kernel).stream().map(Tasks.Argument::name).toList();
        var before = new StringBuilder();
        int first = names.signature().dimensions().size()
                + names.scalars().size()
                + 3
                + layout.scratch().size();
        for (int n = 0; n < names.depths().size(); n++) {
            if (kernel.reads("depth" + n) && !given.contains("depth" + n)) {
                before.append("final int depth%d = whole.get(%d);\n".formatted(n, first + n));
            }
        }
        // Parallel loops stand around everything.
        int in = kernel.form() == TornadoForm.LOOPS ? kernel.body().indexOf('\n') + 1 : 0;
        return kernel.body().substring(0, in) + before + kernel.body().substring(in);
    }

    List<ParameterSpec> parameters(Tasks.Kernel kernel) {
        return Tasks.parameters(arguments(kernel));
    }

    MethodSpec method() {
        var method = Tasks.adding("ScanArguments").addParameter(IterationTasks.STAGE, "stage");
        if (tooMany() > 0) {
            return method.addStatement("throw new IllegalStateException($S)", "more arguments than a task may have")
                    .build();
        }
        method.beginControlFlow("if (with.loops())");
        all(method, TornadoForm.LOOPS);
        method.nextControlFlow("else");
        all(method, TornadoForm.GROUPS);
        return method.endControlFlow().build();
    }

    private void all(MethodSpec.Builder method, TornadoForm form) {
        for (var kernel : kernels) {
            if (kernel.form() == form) {
                var values =
                        arguments(kernel).stream().map(Tasks.Argument::value).collect(CodeBlock.joining(",\n"));
                if (IterationTasks.isIteration(kernel.step())) {
                    IterationTasks.add(method, self, kernel, values);
                    continue;
                }
                boolean solve = kernel.step().equals(SOLVE);
                boolean staged = !layout.iteration().isEmpty();
                if (staged) {
                    boolean ends =
                            kernel.step().equals("steps") || kernel.step().equals("after");
                    method.beginControlFlow(ends ? "if (stage.ends())" : "if (stage.begins())");
                }
                if (solve) {
                    method.beginControlFlow("for (int lap = 0; with.parts() > 1 && lap < $L; lap++)", layout.rounds());
                }
                method.addStatement(
                        "graph.task($L, $T::$L,\n$L)",
                        solve ? CodeBlock.of("$S + lap", SOLVE) : CodeBlock.of("$S", kernel.step()),
                        self,
                        kernel.method(),
                        values);
                if (solve) {
                    method.endControlFlow();
                }
                if (staged) {
                    method.endControlFlow();
                }
            }
        }
    }
}
