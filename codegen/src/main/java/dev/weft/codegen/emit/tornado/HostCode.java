package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.emit.facade.SizeExpression;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/// Writes the host's side of a kernel class: its sizes, how much memory it needs for tiles of a given
/// shape, the tables of its rotations, and its tasks.
final class HostCode {
    private final TileProgram program;
    private final DeviceNames names;
    private final Layout layout;
    private final TurnHost rotations;
    private final KernelCode kernels;
    private final KeyPasses passes;
    private final Tasks tasks;
    private final boolean keysKnown;

    HostCode(
            TileProgram program,
            DeviceNames names,
            Layout layout,
            TurnTables turns,
            KernelCode kernels,
            KeyPasses passes,
            Tasks tasks,
            boolean keysKnown) {
        this.program = program;
        this.names = names;
        this.layout = layout;
        this.rotations = new TurnHost(names, turns);
        this.kernels = kernels;
        this.passes = passes;
        this.tasks = tasks;
        this.keysKnown = keysKnown;
    }

    void write(TypeSpec.Builder type) {
        var constructor = MethodSpec.constructorBuilder().addParameter(int[].class, "sizes");
        int at = 0;
        for (var dimension : names.signature().dimensions()) {
            field(type, constructor, DeviceNames.size(dimension.name()), CodeBlock.of("sizes[$L]", at++));
        }
        field(type, constructor, "queries", whole(program.queries()));
        field(type, constructor, "group", CodeBlock.of("Math.max(1, $L)", whole(program.group())));
        field(
                type,
                constructor,
                "groups",
                CodeBlock.of("$L * ($L / group)", whole(program.batches()), whole(program.heads())));
        field(type, constructor, "keysBound", keysKnown ? whole(program.keys()) : CodeBlock.of("-1"));
        for (int n = 0; n < names.depths().size(); n++) {
            field(type, constructor, "depth" + n, whole(names.depths().get(n)));
        }
        rotations.fields(type, constructor);
        type.addMethod(constructor.build());
        type.addMethod(answer("rows", TypeName.INT, "Math.multiplyExact(queries, group)"));
        type.addMethod(answer("groups", TypeName.INT, "groups"));
        type.addMethod(answer("keys", TypeName.INT, "keysBound"));
        type.addMethod(answer("parts", TypeName.INT, Integer.toString(program.parts())));
        type.addMethod(answer("wide", TypeName.BOOLEAN, Boolean.toString(names.wide())));
        type.addMethod(answer("doubles", TypeName.BOOLEAN, Boolean.toString(names.wide() || rotations.computed())));
        type.addMethod(answer("tooManyArguments", TypeName.INT, Integer.toString(tasks.tooMany())));
        type.addMethod(depths(names));
        type.addMethod(answer("faults", TypeName.BOOLEAN, Boolean.toString(tasks.faults())));
        type.addMethod(measure("localReals", layout.allReals()));
        type.addMethod(measure("localInts", layout.allInts()));
        type.addMethod(measure("partReals", layout.allPart(kernels.loops().getFirst())));
        rotations.tables(type);
        passes.write(type);
        type.addMethod(
                tasks.tooMany() == 0
                        ? tasks.method()
                        : override("tasks", TypeName.VOID)
                                .addParameter(ClassName.get("uk.ac.manchester.tornado.api", "TaskGraph"), "graph")
                                .addParameter(ClassName.get("dev.weft.runtime.tornado", "TornadoArguments"), "with")
                                .addStatement(
                                        "throw new IllegalStateException($S)", "more arguments than a task may have")
                                .build());
    }

    static void field(TypeSpec.Builder type, MethodSpec.Builder constructor, String name, CodeBlock value) {
        type.addField(TypeName.INT, name, Modifier.PRIVATE, Modifier.FINAL);
        constructor.addStatement("$N = $L", name, value);
    }

    /// A size as an int.
    static CodeBlock whole(Value value) {
        return value instanceof Value.Size(String dimension)
                ? CodeBlock.of("$N", DeviceNames.size(dimension))
                : CodeBlock.of("(int) ($L)", SizeExpression.of(value, DeviceNames::size));
    }

    static MethodSpec.Builder override(String name, TypeName returns) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returns);
    }

    static MethodSpec answer(String name, TypeName returns, String value) {
        return override(name, returns).addStatement("return $L", value).build();
    }

    static MethodSpec depths(DeviceNames names) {
        return answer(
                "depths",
                ArrayTypeName.of(TypeName.INT),
                IntStream.range(0, names.depths().size())
                        .mapToObj(n -> "depth" + n)
                        .collect(Collectors.joining(", ", "new int[] {", "}")));
    }

    /// A length that depends on the tile's shape.
    private MethodSpec measure(String name, String formula) {
        var text = new Text();
        if (formula.contains("keyRow") || formula.contains("stride")) {
            layout.strides().stream()
                    .filter(line -> formula.contains(line.split(" ", 4)[2]))
                    .forEach(text::line);
        }
        return override(name, TypeName.INT)
                .addParameter(TypeName.INT, "rowTile")
                .addParameter(TypeName.INT, "keyTile")
                .addParameter(TypeName.INT, "threads")
                .addCode(text.line("return " + formula + ";").code())
                .build();
    }
}
