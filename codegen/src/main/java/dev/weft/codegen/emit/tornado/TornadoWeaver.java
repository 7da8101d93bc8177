package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Equations;
import dev.weft.codegen.emit.Header;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.schedule.TornadoForm;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/// Weaves a tile program into TornadoVM kernels: one class, named like the kernel plus `Tornado`,
/// package-private, with a constructor `(int[] sizes)`, sizes in the signature's order.
public final class TornadoWeaver {
    private static final Pattern HEAD = Pattern.compile("(\\w+) (\\w+)\\((.*)\\)");
    private static final Pattern COMMA = Pattern.compile(", ");

    private final TileProgram program;
    private final DeviceNames names;
    private final Placement placement;
    private final Layout layout;
    private final TurnTables turns;
    private final KernelCode kernels;
    private final boolean keysKnown;

    private TornadoWeaver(TileProgram program) {
        this.program = program;
        this.names = new DeviceNames(program);
        this.placement = Placement.of(program.operations());
        this.layout = new Layout(names, placement);
        this.keysKnown = Dependence.of(program.keys()).sizesAlone();
        this.turns = new TurnTables(keysKnown);
        program.assigned().forEach(assign -> rotations(assign.staged()));
        if (program.far() instanceof Far.Folded folded) {
            rotations(folded.staged());
        }
        rotations(program.operations());
        this.kernels = new KernelCode(program, names, placement, layout, turns);
    }

    /// The kernel class of a program.
    public static JavaFile weave(TileProgram program) {
        return new TornadoWeaver(program).file();
    }

    /// The kernel class of a scan.
    public static JavaFile weave(StepProgram program) {
        return new ScanClass(program).file();
    }

    private void rotations(List<TileOp> operations) {
        for (var op : operations) {
            switch (op) {
                case TileOp.Rotate rotate -> turns.of(rotate);
                case TileOp.Loop loop -> {
                    rotations(loop.staged());
                    rotations(loop.body());
                }
                case TileOp.When when -> {
                    rotations(when.then());
                    rotations(when.otherwise());
                }
                case TileOp.Load _,
                        TileOp.Transform _,
                        TileOp.Map _,
                        TileOp.RowReduce _,
                        TileOp.Dot _,
                        TileOp.Store _ -> {}
            }
        }
    }

    private JavaFile file() {
        var signature = program.signature();
        var self = ClassName.get(signature.packageName(), signature.name() + "Tornado");
        var passes = new KeyPasses(program, names, turns);
        var methods = new ArrayList<Tasks.Kernel>();
        for (var form : TornadoForm.values()) {
            passes.all().forEach(pass -> methods.add(new Tasks.Kernel(pass.step(), form, pass.body(form), true)));
            methods.add(new Tasks.Kernel("attend", form, kernels.attend(form)));
            methods.add(new Tasks.Kernel("merge", form, kernels.merge(form)));
        }
        var tasks = new Tasks(names, turns, self, passes, methods);
        var type = type(signature, "TornadoAttention");
        new HostCode(program, names, layout, turns, kernels, passes, tasks, keysKnown).write(type);
        methods.forEach(method -> type.addMethod(kernel(method, tasks, passes)));
        return file(signature, names, type);
    }

    /// A kernel class that has nothing in it yet.
    ///
    /// @param kind what it implements
    static TypeSpec.Builder type(Signature signature, String kind) {
        return TypeSpec.classBuilder(signature.name() + "Tornado")
                .addModifiers(Modifier.FINAL)
                .addSuperinterface(ClassName.get("dev.weft.runtime.tornado", kind))
                .addJavadoc(Text.code("The kernel " + signature.name() + " for TornadoVM's devices.\n\n"
                        + Equations.text(signature)));
    }

    /// The class with the functions that its kernels use.
    static JavaFile file(Signature signature, DeviceNames names, TypeSpec.Builder type) {
        for (var function : DeviceFunction.values()) {
            if (names.functions().contains(function)) {
                type.addMethod(helper(function, names));
            }
        }
        return JavaFile.builder(signature.packageName(), type.build())
                .skipJavaLangImports(true)
                .indent("    ")
                .addFileComment("$L", Header.of(signature.file()))
                .build();
    }

    private static MethodSpec kernel(Tasks.Kernel kernel, Tasks tasks, KeyPasses passes) {
        return MethodSpec.methodBuilder(kernel.method())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc(
                        kernel.pass()
                                ? passes.all().get(passes.number(kernel.step())).comment()
                                : comment(kernel))
                .addParameters(tasks.parameters(kernel))
                .addCode(Text.code(tasks.body(kernel)))
                .build();
    }

    private static String comment(Tasks.Kernel kernel) {
        return switch (kernel.form()) {
            case LOOPS -> "The same for devices without work-groups: a row tile per work-item.";
            case GROUPS ->
                kernel.step().equals("merge")
                        ? "Makes one result of the parts of a row tile."
                        : "One row tile over its keys, or over one part of them; long rows first.";
        };
    }

    private static MethodSpec helper(DeviceFunction function, DeviceNames names) {
        var head = HEAD.matcher(function.head(names));
        if (!head.matches()) {
            throw new IllegalStateException("weave: not a method's head: " + function.head(names));
        }
        var method = MethodSpec.methodBuilder(head.group(2))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(type(head.group(1)));
        for (var parameter : COMMA.split(head.group(3), -1)) {
            var space = parameter.indexOf(' ');
            method.addParameter(type(parameter.substring(0, space)), parameter.substring(space + 1));
        }
        return method.addCode(function.body(names).code()).build();
    }

    private static TypeName type(String name) {
        return switch (name) {
            case "int" -> TypeName.INT;
            case "float" -> TypeName.FLOAT;
            case "double" -> TypeName.DOUBLE;
            default -> throw new IllegalStateException("weave: no type of a helper: " + name);
        };
    }
}
