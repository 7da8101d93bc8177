package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.weft.codegen.schedule.TornadoForm;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/// The arguments of a program's kernels, in their order, and the method that makes tasks of the kernels.
/// A kernel is given what its body reads. Where that is more than a task may have, the sizes of vectors
/// and the shape of the work-groups come in `whole`, though the device's compiler does not know them
/// then.
final class Tasks {
    /// The most arguments that a task may have.
    static final int LIMIT = 20;

    static final String API = "uk.ac.manchester.tornado.api";
    static final ClassName CONTEXT = ClassName.get(API, "KernelContext");
    static final ClassName FLOATS = ClassName.get(API + ".types.arrays", "FloatArray");
    static final ClassName DOUBLES = ClassName.get(API + ".types.arrays", "DoubleArray");
    static final ClassName INTS = ClassName.get(API + ".types.arrays", "IntArray");

    private final DeviceNames names;
    private final TurnTables turns;
    private final ClassName self;
    private final List<Kernel> kernels;
    private final KeyPasses passes;
    private final boolean faults;

    /// One kernel method.
    ///
    /// @param step what it does, as a task: `attend`, `merge`
    /// @param pass whether its work-items look at keys, each alone; otherwise at row tiles
    record Kernel(String step, TornadoForm form, String body, boolean pass) {
        Kernel(String step, TornadoForm form, String body) {
            this(step, form, body, false);
        }

        String method() {
            return step + form.suffix();
        }

        boolean reads(String name) {
            return Pattern.compile("\\b" + name + "\\b").matcher(body).find();
        }
    }

    Tasks(DeviceNames names, TurnTables turns, ClassName self, KeyPasses passes, List<Kernel> kernels) {
        this.names = names;
        this.turns = turns;
        this.self = self;
        this.kernels = List.copyOf(kernels);
        this.passes = passes;
        this.faults = kernels.stream().anyMatch(kernel -> kernel.body().contains("faults.set"));
    }

    /// Whether kernels report indices out of bounds.
    boolean faults() {
        return faults;
    }

    /// One argument.
    record Argument(TypeName type, String name, CodeBlock value) {}

    private List<Argument> arguments(Kernel kernel) {
        var read = all(kernel).stream()
                .filter(argument -> argument.type().equals(CONTEXT) || kernel.reads(argument.name()))
                .toList();
        return read.size() <= LIMIT
                ? read
                : read.stream()
                        .filter(argument -> !movable().contains(argument.name()))
                        .toList();
    }

    /// The arguments that `whole` has too, in its order, after sizes, tiles, parts and scalars.
    private List<String> movable() {
        var all = new ArrayList<>(List.of("teams", "lanes", "interleaved"));
        for (int n = 0; n < names.depths().size(); n++) {
            all.add("depth" + n);
        }
        return all;
    }

    /// How many arguments the kernel with most of them has, if that is more than a task may have; 0
    /// otherwise.
    int tooMany() {
        int most = kernels.stream()
                .mapToInt(kernel -> arguments(kernel).size())
                .max()
                .orElse(0);
        return most > LIMIT ? most : 0;
    }

    /// The kernel's statements, after those that find what its arguments do not bring.
    String body(Kernel kernel) {
        var given = arguments(kernel).stream().map(Argument::name).toList();
        var before = new StringBuilder();
        int first = names.signature().dimensions().size() + 2 + names.scalars().size();
        for (int n = 0; n < movable().size(); n++) {
            var name = movable().get(n);
            boolean own = kernel.body().contains("final int " + name + " =");
            if (kernel.reads(name) && !own && !given.contains(name)) {
                before.append("final int %s = whole.get(%d);\n".formatted(name, first + n));
            }
        }
        // Parallel loops stand around everything.
        int in = kernel.form() == TornadoForm.LOOPS ? kernel.body().indexOf('\n') + 1 : 0;
        return kernel.body().substring(0, in) + before + kernel.body().substring(in);
    }

    private List<Argument> all(Kernel kernel) {
        boolean groups = kernel.form() == TornadoForm.GROUPS;

        var all = new ArrayList<Argument>();
        if (groups) {
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
        turns.all().forEach(turning -> all.add(table(names, turning)));
        for (int n = 0; n < passes.arrays().size(); n++) {
            var array = passes.arrays().get(n);
            var type = array.whole() ? INTS : FLOATS;
            all.add(new Argument(type, array.name(), CodeBlock.of("($T) with.made($L)", type, n)));
        }
        all.add(new Argument(reals, "partials", CodeBlock.of("($T) with.partials()", reals)));
        if (faults) {
            all.add(new Argument(INTS, "faults", CodeBlock.of("with.faults()")));
        }
        if (groups && !kernel.pass()) {
            for (var number : List.of("teams", "lanes", "interleaved")) {
                all.add(new Argument(TypeName.INT, number, CodeBlock.of("with.$L()", number)));
            }
        }
        var own = kernel.pass() ? "with.pass(" + passes.number(kernel.step()) + ")." : "";
        all.add(new Argument(
                TypeName.INT, "localReals", CodeBlock.of(kernel.pass() ? own + "reals()" : "with.localReals()")));
        all.add(new Argument(
                TypeName.INT, "localInts", CodeBlock.of(kernel.pass() ? own + "ints()" : "with.localInts()")));
        for (int n = 0; n < names.depths().size(); n++) {
            all.add(new Argument(TypeName.INT, "depth" + n, CodeBlock.of("depth$L", n)));
        }
        if (!groups || kernel.pass()) {
            var count = kernel.pass()
                    ? own + "items()"
                    : kernel.step().equals("merge") ? "with.mergeTasks()" : "with.tasks()";
            all.add(new Argument(TypeName.INT, "tasks", CodeBlock.of(count)));
        }
        return all;
    }

    List<ParameterSpec> parameters(Kernel kernel) {
        return parameters(arguments(kernel));
    }

    static List<ParameterSpec> parameters(List<Argument> arguments) {
        return arguments.stream()
                .map(argument ->
                        ParameterSpec.builder(argument.type(), argument.name()).build())
                .toList();
    }

    /// The method that adds a kernel's tasks to a graph.
    ///
    /// @param with the runtime's class that has the arguments
    static MethodSpec.Builder adding(String with) {
        return MethodSpec.methodBuilder("tasks")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(ClassName.get(API, "TaskGraph"), "graph")
                .addParameter(ClassName.get("dev.weft.runtime.tornado", with), "with");
    }

    MethodSpec method() {
        var method = adding("TornadoArguments");
        method.beginControlFlow("if (with.loops())");
        both(method, TornadoForm.LOOPS);
        method.nextControlFlow("else");
        both(method, TornadoForm.GROUPS);
        return method.endControlFlow().build();
    }

    private void both(MethodSpec.Builder method, TornadoForm form) {
        for (var kernel : kernels) {
            if (kernel.form() == form) {
                var when = kernel.step().equals("merge")
                        ? "with.parts() > 1"
                        : kernel.pass() ? "with.pass(" + passes.number(kernel.step()) + ").items() > 0" : "";
                if (!when.isEmpty()) {
                    method.beginControlFlow("if (" + when + ")");
                }
                task(method, kernel);
                if (!when.isEmpty()) {
                    method.endControlFlow();
                }
            }
        }
    }

    private void task(MethodSpec.Builder method, Kernel kernel) {
        var values = arguments(kernel).stream().map(Argument::value).collect(CodeBlock.joining(",\n"));
        method.addStatement("graph.task($S, $T::$L,\n$L)", kernel.step(), self, kernel.method(), values);
    }

    /// A rotation's table.
    static Argument table(DeviceNames names, TurnTables.Turning turning) {
        var type = turning.table().tabled() && !names.wide() ? FLOATS : DOUBLES;
        return new Argument(
                type,
                turning.array(),
                CodeBlock.of("($T) with.table($L)", type, turning.table().number()));
    }
}
