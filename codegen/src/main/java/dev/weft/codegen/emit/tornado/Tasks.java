package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.weft.codegen.schedule.TornadoForm;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/// The arguments of a program's kernels, in their order, and the method that makes tasks of the kernels.
final class Tasks {
    /// The most arguments that a task may have.
    static final int LIMIT = 20;

    private static final String API = "uk.ac.manchester.tornado.api";
    private static final ClassName CONTEXT = ClassName.get(API, "KernelContext");
    private static final ClassName FLOATS = ClassName.get(API + ".types.arrays", "FloatArray");
    private static final ClassName DOUBLES = ClassName.get(API + ".types.arrays", "DoubleArray");
    private static final ClassName INTS = ClassName.get(API + ".types.arrays", "IntArray");

    private final DeviceNames names;
    private final TurnTables turns;
    private final ClassName self;
    private final boolean splits;
    private final boolean faults;

    Tasks(DeviceNames names, TurnTables turns, ClassName self, boolean splits, boolean faults) {
        this.names = names;
        this.turns = turns;
        this.self = self;
        this.splits = splits;
        this.faults = faults;
    }

    /// Whether kernels report indices out of bounds.
    boolean faults() {
        return faults;
    }

    /// One argument.
    private record Argument(TypeName type, String name, CodeBlock value) {}

    private List<Argument> arguments(TornadoForm form) {
        var all = new ArrayList<Argument>();
        if (form == TornadoForm.GROUPS) {
            all.add(new Argument(CONTEXT, "context", CodeBlock.of("new $T()", CONTEXT)));
        }
        for (int n = 0; n < names.tensors().size(); n++) {
            var tensor = names.tensors().get(n);
            var type = Elements.array(tensor.type());
            all.add(new Argument(
                    type, DeviceNames.array(tensor.name()), CodeBlock.of("($T) with.tensor($L)", type, n)));
        }
        all.add(new Argument(INTS, "whole", CodeBlock.of("with.whole()")));
        var reals = names.wide() ? DOUBLES : FLOATS;
        if (!names.scalars().isEmpty()) {
            all.add(new Argument(reals, "real", CodeBlock.of("($T) with.real()", reals)));
        }
        for (var turning : turns.all()) {
            var type = turning.table().tabled() && !names.wide() ? FLOATS : DOUBLES;
            all.add(new Argument(
                    type,
                    turning.array(),
                    CodeBlock.of("($T) with.table($L)", type, turning.table().number())));
        }
        if (splits) {
            all.add(new Argument(reals, "partials", CodeBlock.of("($T) with.partials()", reals)));
        }
        if (faults) {
            all.add(new Argument(INTS, "faults", CodeBlock.of("with.faults()")));
        }
        if (form == TornadoForm.GROUPS) {
            for (var number : List.of("teams", "lanes", "interleaved")) {
                all.add(new Argument(TypeName.INT, number, CodeBlock.of("with.$L()", number)));
            }
        }
        all.add(new Argument(TypeName.INT, "localReals", CodeBlock.of("with.localReals()")));
        all.add(new Argument(TypeName.INT, "localInts", CodeBlock.of("with.localInts()")));
        for (int n = 0; n < names.depths().size(); n++) {
            all.add(new Argument(TypeName.INT, "depth" + n, CodeBlock.of("depth$L", n)));
        }
        return all;
    }

    /// How many arguments the widest task has.
    int widest() {
        return Math.max(arguments(TornadoForm.GROUPS).size(), arguments(TornadoForm.LOOPS).size() + 1);
    }

    List<ParameterSpec> parameters(TornadoForm form) {
        var all = new ArrayList<ParameterSpec>();
        arguments(form)
                .forEach(argument -> all.add(ParameterSpec.builder(argument.type(), argument.name())
                        .build()));
        if (form == TornadoForm.LOOPS) {
            all.add(ParameterSpec.builder(TypeName.INT, "tasks").build());
        }
        return all;
    }

    MethodSpec method() {
        var method = MethodSpec.methodBuilder("tasks")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(ClassName.get(API, "TaskGraph"), "graph")
                .addParameter(ClassName.get("dev.weft.runtime.tornado", "TornadoArguments"), "with");
        method.beginControlFlow("if (with.loops())");
        both(method, TornadoForm.LOOPS);
        method.nextControlFlow("else");
        both(method, TornadoForm.GROUPS);
        return method.endControlFlow().build();
    }

    private void both(MethodSpec.Builder method, TornadoForm form) {
        task(method, "attend", form, "tasks");
        if (splits) {
            method.beginControlFlow("if (with.parts() > 1)");
            task(method, "merge", form, "mergeTasks");
            method.endControlFlow();
        }
    }

    private void task(MethodSpec.Builder method, String step, TornadoForm form, String count) {
        var values = new ArrayList<CodeBlock>();
        arguments(form).forEach(argument -> values.add(argument.value()));
        if (form == TornadoForm.LOOPS) {
            values.add(CodeBlock.of("with.$L()", count));
        }
        method.addStatement(
                "graph.task($S, $T::$L,\n$L)", step, self, step + form.suffix(), CodeBlock.join(values, ",\n"));
    }
}
