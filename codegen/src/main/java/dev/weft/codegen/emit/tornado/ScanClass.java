package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.DeviceIteration;
import dev.weft.codegen.schedule.TornadoForm;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.TileOp;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/// Puts the class of a scan together: its kernels, and the host's side of them.
final class ScanClass {
    /// A task has 20 arguments; those that are no matrices need some.
    private static final int MATRICES = 10;

    private static final ClassName CUT = ClassName.get("dev.weft.runtime.tornado", "ScanCut");
    private static final ClassName GRID = ClassName.get("dev.weft.runtime.tornado", "TaskGrid");

    private final StepProgram program;
    private final DeviceNames names;
    private final ScanPlacement placement;
    private final ScanLayout layout;
    private final TurnTables turns = new TurnTables(true);
    private final ClassName self;

    ScanClass(StepProgram program) {
        this.program = program;
        this.names = new DeviceNames(program.signature(), "steps");
        this.placement = new ScanPlacement(program);
        this.layout = new ScanLayout(names, program, placement);
        for (var op : program.operations()) {
            if (op instanceof TileOp.Rotate rotate) {
                turns.of(rotate);
            }
        }
        this.self = ClassName.get(
                program.signature().packageName(), program.signature().name() + "Tornado");
    }

    JavaFile file() {
        var kernels = kernels();
        var tasks = new ScanTasks(names, self, layout, turns, kernels);
        var type = TornadoWeaver.type(program.signature(), "TornadoScan");
        host(type, tasks);
        for (var kernel : kernels) {
            type.addMethod(MethodSpec.methodBuilder(kernel.method())
                    .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                    .addJavadoc(comment(kernel))
                    .addParameters(tasks.parameters(kernel))
                    .addCode(Text.code(tasks.body(kernel)))
                    .build());
        }
        return TornadoWeaver.file(program.signature(), names, type);
    }

    private List<Tasks.Kernel> kernels() {
        var kernels = new ArrayList<Tasks.Kernel>();
        for (int n = 0; n < packs().size(); n++) {
            kernels.add(new Tasks.Kernel("pack" + n, TornadoForm.GROUPS, pack(packs().get(n))));
        }
        for (var form : TornadoForm.values()) {
            for (var phase : phases()) {
                if (phase == ScanPlacement.Phase.STEPS && layout.cuts()) {
                    kernels.add(new Tasks.Kernel(ScanTasks.SOLVE, form, body(phase, form, ScanKernel.Way.PART)));
                }
                if (phase == ScanPlacement.Phase.STEPS && form == TornadoForm.GROUPS) {
                    layout.iteration().forEach(iteration -> kernels.addAll(iteration(iteration)));
                }
                kernels.add(new Tasks.Kernel(phase.method(), form, body(phase, form, ScanKernel.Way.SEQUENCE)));
            }
        }
        return kernels;
    }

    private String body(ScanPlacement.Phase phase, TornadoForm form, ScanKernel.Way way) {
        return new ScanKernel(names, program, placement, layout, phase, form, way, turns).body();
    }

    private List<Tasks.Kernel> iteration(IterationLayout iteration) {
        var code = new IterationCode(names, program, layout, iteration);
        var evaluated = iteration.evaluated();
        var steps = new ScanPlacement(evaluated, iteration.read());
        var evaluate = new ScanKernel(
                names,
                evaluated,
                steps,
                layout.with(steps),
                ScanPlacement.Phase.STEPS,
                TornadoForm.GROUPS,
                ScanKernel.Way.EVALUATE,
                turns);
        var kernels = new ArrayList<>(IterationTasks.holding(names));
        kernels.addAll(List.of(
                new Tasks.Kernel(IterationTasks.OPEN, TornadoForm.GROUPS, code.open()),
                new Tasks.Kernel(IterationTasks.EVALUATE, TornadoForm.GROUPS, evaluate.body()),
                new Tasks.Kernel(IterationTasks.COMBINE, TornadoForm.GROUPS, code.combine()),
                new Tasks.Kernel(IterationTasks.APPLY, TornadoForm.GROUPS, code.apply())));
        return kernels;
    }

    private List<ScanPlacement.Phase> phases() {
        return Stream.of(ScanPlacement.Phase.values()).filter(placement::has).toList();
    }

    /// The matrices, in sets that a task has arguments enough for.
    private List<List<TileOp.Transform>> packs() {
        var matrices = placement.matrices();
        var packs = new ArrayList<List<TileOp.Transform>>();
        for (int n = 0; n < matrices.size(); n += MATRICES) {
            packs.add(matrices.subList(n, Math.min(matrices.size(), n + MATRICES)));
        }
        return packs;
    }

    /// Brings matrices into the form in which neighbours read neighbours.
    private String pack(List<TileOp.Transform> products) {
        var text = new Text()
                .line("final int lane = context.localIdx;")
                .line("final int task = context.groupIdx;")
                .line("final int n = task * lanes + lane;");
        ScanKernel.prologue(names, program, layout, text);
        for (var product : products) {
            var rows = names.depth(product.to());
            var columns = names.depth(product.of());
            var read = Elements.read(
                    names,
                    names.tensor(product.matrix()).type(),
                    DeviceNames.array(product.matrix()),
                    "n % " + rows + " * " + columns + " + n / " + rows);
            text.open("if (n < " + rows + " * " + columns + ")")
                    .line("scratch.set(" + ScanLayout.packed(product.matrix()) + " + n, " + read.text() + ");")
                    .close();
        }
        return KernelCode.used(text.toString());
    }

    private String comment(Tasks.Kernel kernel) {
        if (kernel.form() == TornadoForm.LOOPS) {
            return switch (kernel.step()) {
                case "steps" -> "The same for devices without work-groups: a sequence per work-item.";
                case ScanTasks.SOLVE -> "The same for devices without work-groups: a part per work-item.";
                default -> "The same for devices without work-groups: a few points per work-item.";
            };
        }
        return switch (kernel.step()) {
            case "steps" ->
                layout.cuts() || !layout.iteration().isEmpty()
                        ? "One sequence, step by step: all of it, or what has not settled."
                        : "One sequence, step by step.";
            case ScanTasks.SOLVE -> "One part of a sequence, if its start has changed.";
            case "ahead" -> "What needs no state, at a few points.";
            case IterationTasks.OPEN -> "The states before the first steps; nothing is solved yet.";
            case IterationTasks.EVALUATE -> "Some steps at the iterate, their Jacobians, and all of these as one step.";
            case IterationTasks.COMBINE -> "How far a window has come, and how the iterate changes before each chunk.";
            case IterationTasks.APPLY -> "The next iterate of some steps, or the first one of a window.";
            case "after" -> "What follows from the states, at a few points.";
            default ->
                IterationTasks.isIteration(kernel.step())
                        ? "Has tensors, so that later graphs find them on the device."
                        : "Matrices, transposed and next to each other.";
        };
    }

    private void host(TypeSpec.Builder type, ScanTasks tasks) {
        var constructor = MethodSpec.constructorBuilder().addParameter(int[].class, "sizes");
        int at = 0;
        for (var dimension : program.signature().dimensions()) {
            HostCode.field(type, constructor, DeviceNames.size(dimension.name()), CodeBlock.of("sizes[$L]", at++));
        }
        HostCode.field(type, constructor, "batches", HostCode.whole(program.batches()));
        HostCode.field(type, constructor, "steps", HostCode.whole(program.steps()));
        var widths = widths();
        for (int n = 0; n < names.depths().size(); n++) {
            HostCode.field(
                    type,
                    constructor,
                    "depth" + n,
                    HostCode.whole(names.depths().get(n)));
        }
        var rotations = new TurnHost(names, turns);
        rotations.fields(type, constructor);
        for (var phase : ScanPlacement.Phase.values()) {
            length(type, constructor, ScanTasks.realsOf(phase.method()), layout.localReals(phase));
        }
        type.addMethod(constructor.build());
        type.addMethod(HostCode.answer("sequences", TypeName.INT, "batches"));
        type.addMethod(HostCode.answer("steps", TypeName.INT, "steps"));
        type.addMethod(HostCode.answer("width", TypeName.INT, widths));
        type.addMethod(HostCode.answer("wide", TypeName.BOOLEAN, Boolean.toString(names.wide())));
        type.addMethod(
                HostCode.answer("doubles", TypeName.BOOLEAN, Boolean.toString(names.wide() || rotations.computed())));
        if (!turns.all().isEmpty()) {
            rotations.tables(type);
        }
        type.addMethod(HostCode.answer("tooManyArguments", TypeName.INT, Integer.toString(tasks.tooMany())));
        type.addMethod(
                HostCode.answer("localReals", TypeName.LONG, "Math.max(stepsReals, Math.max(aheadReals, afterReals))"));
        type.addMethod(HostCode.answer("rounds", TypeName.INT, Integer.toString(layout.rounds())));
        layout.iteration()
                .forEach(iteration -> iteration
                        .host(
                                layout,
                                layout.with(new ScanPlacement(iteration.evaluated(), iteration.read()))
                                        .localReals(ScanPlacement.Phase.STEPS))
                        .forEach(type::addMethod));
        if (!DeviceIteration.obstacle(program).isEmpty()) {
            type.addMethod(HostCode.override("obstacle", TypeName.get(String.class))
                    .addStatement("return $S", DeviceIteration.obstacle(program))
                    .build());
        }
        type.addMethod(scratch());
        type.addMethod(HostCode.depths(names));
        type.addMethod(grids());
        type.addMethod(MethodSpec.methodBuilder("blocks")
                .addModifiers(Modifier.PRIVATE)
                .returns(TypeName.INT)
                .addStatement(
                        "return $T.toIntExact($T.ceilDiv((long) batches * steps, $L))",
                        Math.class,
                        Math.class,
                        ScanLayout.ROWS)
                .build());
        type.addMethod(tasks.method());
    }

    private static void length(TypeSpec.Builder type, MethodSpec.Builder constructor, String name, String formula) {
        type.addField(TypeName.LONG, name, Modifier.PRIVATE, Modifier.FINAL);
        constructor.addStatement("$N = $L", name, exact(formula));
    }

    /// A sum of products of ints, as a long.
    static String exact(String formula) {
        return formula.equals("0") ? formula : "1L * " + formula.replace(" + ", " + 1L * ");
    }

    /// The most entries that any pass goes over.
    private String widths() {
        var depths = new LinkedHashSet<String>();
        for (var phase : ScanPlacement.Phase.values()) {
            for (var pass : placement.passes(phase)) {
                if (pass.over() instanceof Span.Features) {
                    depths.add(names.depth(ScanKernel.tile(pass)));
                }
            }
        }
        return depths.stream().reduce("1", (a, b) -> "Math.max(" + a + ", " + b + ")");
    }

    private MethodSpec scratch() {
        var method =
                HostCode.override("scratch", ArrayTypeName.of(TypeName.LONG)).addParameter(CUT, "cut");
        if (layout.cuts()) {
            method.addStatement("final long allParts = cut.parts() == 1 ? 0 : (long) batches * cut.parts()")
                    .addStatement("final long partStates = allParts * ($L)", exact(layout.stateSize()));
        }
        if (!layout.iteration().isEmpty()) {
            method.addStatement("final long stateSize = stateSize()")
                    .addStatement("final long area = area()")
                    .addStatement("final long windowSteps = (long) batches * cut.window()")
                    .addStatement("final long allChunks = (long) batches * cut.chunks()");
        }
        return method.addStatement(
                        "return $L",
                        layout.scratch().values().stream()
                                .map(ScanClass::exact)
                                .collect(Collectors.joining(",\n", "new long[] {", "}")))
                .build();
    }

    private MethodSpec grids() {
        var list = ParameterizedTypeName.get(ClassName.get(List.class), GRID);
        var method = HostCode.override("grids", list)
                .addParameter(IterationTasks.STAGE, "stage")
                .addParameter(TypeName.BOOLEAN, "loops")
                .addParameter(TypeName.INT, "lanes")
                .addParameter(CUT, "cut")
                .addStatement("final $T grids = new $T<>()", list, ArrayList.class);
        boolean iterates = !layout.iteration().isEmpty();
        if (!packs().isEmpty()) {
            method.beginControlFlow(iterates ? "if (!loops && stage.begins())" : "if (!loops)");
            for (int n = 0; n < packs().size(); n++) {
                var most = packs().get(n).stream()
                        .map(product -> names.depth(product.of()) + " * " + names.depth(product.to()))
                        .distinct()
                        .reduce("1", (a, b) -> "Math.max(" + a + ", " + b + ")");
                method.addStatement("grids.add(new $T($S, Math.ceilDiv($L, lanes)))", GRID, "pack" + n, most);
            }
            method.endControlFlow();
        }
        for (var phase : phases()) {
            if (phase == ScanPlacement.Phase.STEPS && layout.cuts()) {
                method.beginControlFlow("for (int lap = 0; cut.parts() > 1 && lap < $L; lap++)", layout.rounds())
                        .addStatement("grids.add(new $T($S + lap, batches * cut.parts()))", GRID, ScanTasks.SOLVE)
                        .endControlFlow();
            }
            if (iterates) {
                if (phase == ScanPlacement.Phase.STEPS) {
                    IterationTasks.grids(method, GRID, IterationTasks.holding(names));
                }
                method.beginControlFlow(
                        phase == ScanPlacement.Phase.AHEAD ? "if (stage.begins())" : "if (stage.ends())");
            }
            method.addStatement("grids.add(new $T($S, $L))", GRID, phase.method(), tasks(phase));
            if (iterates) {
                method.endControlFlow();
            }
        }
        return method.addStatement("return grids").build();
    }

    private static CodeBlock tasks(ScanPlacement.Phase phase) {
        return CodeBlock.of(phase == ScanPlacement.Phase.STEPS ? "batches" : "blocks()");
    }
}
