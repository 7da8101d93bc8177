package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.emit.facade.SizeExpression;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/// Writes the host's side of a kernel class: its sizes, how much memory it needs for tiles of a given
/// shape, the tables of its rotations, and its tasks.
final class HostCode {
    private static final ClassName SHAPE = ClassName.get("dev.weft.runtime.tornado", "TurnShape");
    private static final ClassName TURN_TABLE = ClassName.get("dev.weft.runtime.tornado", "TurnTable");
    private static final CodeBlock NO_TABLE =
            CodeBlock.of("throw new IllegalArgumentException($S + table);\n", "no table ");
    private static final String LINE = "<line>";
    private static final String PAIR = "<pair>";

    private final TileProgram program;
    private final DeviceNames names;
    private final Layout layout;
    private final TurnTables turns;
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
        this.turns = turns;
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
        for (var turning : turns.all()) {
            field(type, constructor, turning.pairs(), CodeBlock.of("$L / 2", whole(turning.dims())));
        }
        type.addMethod(constructor.build());
        type.addMethod(answer("rows", TypeName.INT, "Math.multiplyExact(queries, group)"));
        type.addMethod(answer("groups", TypeName.INT, "groups"));
        type.addMethod(answer("keys", TypeName.INT, "keysBound"));
        type.addMethod(answer("parts", TypeName.INT, Integer.toString(program.parts())));
        type.addMethod(answer("wide", TypeName.BOOLEAN, Boolean.toString(names.wide())));
        boolean angles =
                turns.all().stream().anyMatch(turning -> !turning.table().tabled());
        type.addMethod(answer("doubles", TypeName.BOOLEAN, Boolean.toString(names.wide() || angles)));
        type.addMethod(answer("tooManyArguments", TypeName.INT, Integer.toString(tasks.tooMany())));
        type.addMethod(depths(names));
        type.addMethod(answer("faults", TypeName.BOOLEAN, Boolean.toString(tasks.faults())));
        type.addMethod(measure("localReals", layout.allReals()));
        type.addMethod(measure("localInts", layout.allInts()));
        type.addMethod(measure("partReals", layout.allPart(kernels.loops().getFirst())));
        tables(type);
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
                : CodeBlock.of("(int) ($L)", SizeExpression.of(value, HostCode::hostName));
    }

    private static String hostName(String name) {
        return switch (name) {
            case LINE -> "line";
            case PAIR -> "m";
            default -> DeviceNames.size(name);
        };
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

    private void tables(TypeSpec.Builder type) {
        var all = turns.all();
        type.addMethod(answer("tables", TypeName.INT, Integer.toString(all.size())));
        var lines = CodeBlock.builder();
        var angles = CodeBlock.builder();
        for (var turning : all) {
            var table = turning.table();
            var count = table.tabled()
                    ? CodeBlock.of("new $T($L, $L, true, $L)", SHAPE, table.lines(), turning.pairs(), table.once())
                    : CodeBlock.of("new $T(1, $L, false, $L)", SHAPE, turning.pairs(), table.once());
            lines.add("case $L -> $L;\n", table.number(), count);
            angles.add("case $L -> angles$L(scalars, to);\n", table.number(), table.number());
            type.addMethod(angles(turning));
        }
        var missing = CodeBlock.of("default -> throw new IllegalArgumentException($S + table);\n", "no table ");
        type.addMethod(override("table", SHAPE)
                .addParameter(TypeName.INT, "table")
                .addCode(
                        all.isEmpty()
                                ? NO_TABLE
                                : CodeBlock.of("return switch (table) {\n$>$L$L$<};\n", lines.build(), missing))
                .build());
        type.addMethod(override("fill", TypeName.VOID)
                .addParameter(TypeName.INT, "table")
                .addParameter(double[].class, "scalars")
                .addParameter(TURN_TABLE, "to")
                .addCode(
                        all.isEmpty()
                                ? NO_TABLE
                                : CodeBlock.of("switch (table) {\n$>$L$L$<}\n", angles.build(), missing))
                .build());
    }

    private MethodSpec angles(TurnTables.Turning turning) {
        var table = turning.table();
        var method = MethodSpec.methodBuilder("angles" + table.number())
                .addModifiers(Modifier.PRIVATE)
                .addJavadoc(
                        table.tabled()
                                ? "By which angle each pair of $L turns, line by line."
                                : "By which angle each pair of $L turns per position.",
                        table.rotate().of().name())
                .addParameter(double[].class, "scalars")
                .addParameter(TURN_TABLE, "to");
        var theta = host(table.rotate().rotation().theta());
        var position = table.tabled() ? host(table.position()) : theta;
        for (int n = 0; n < names.scalars().size(); n++) {
            var scalar = names.scalars().get(n);
            if (Children.any(theta, value -> reads(value, scalar.name()))
                    || Children.any(position, value -> reads(value, scalar.name()))) {
                method.addStatement(hostScalar(scalar.type(), DeviceNames.size(scalar.name()), n));
            }
        }
        var angle = SizeExpression.of(theta, HostCode::hostName);
        if (!table.tabled()) {
            return method.beginControlFlow("for (int m = 0; m < $L; m++)", turning.pairs())
                    .addStatement("to.set(m, $L)", angle)
                    .endControlFlow()
                    .build();
        }
        return method.beginControlFlow("for (int line = 0; line < $L; line++)", table.lines())
                .addStatement("final double position = $L", SizeExpression.of(position, HostCode::hostName))
                .beginControlFlow("for (int m = 0; m < $L; m++)", turning.pairs())
                .addStatement("to.set(line * $L + m, position * ($L))", turning.pairs(), angle)
                .endControlFlow()
                .endControlFlow()
                .build();
    }

    private static boolean reads(Value value, String scalar) {
        return value instanceof Value.Parameter parameter && parameter.name().equals(scalar);
    }

    private static CodeBlock hostScalar(ElementType type, String name, int index) {
        return switch (type) {
            case F16, BF16, F32, F64 -> CodeBlock.of("final double $N = scalars[$L]", name, index);
            case I32 -> CodeBlock.of("final long $N = (long) scalars[$L]", name, index);
            case BOOL -> CodeBlock.of("final boolean $N = scalars[$L] != 0", name, index);
        };
    }

    /// The value with its coordinates as names of the host's loops.
    private static Value host(Value value) {
        return value instanceof Value.Ramp(Axis axis)
                ? new Value.Size(axis == Axis.PAIR ? PAIR : LINE)
                : Children.map(value, HostCode::host);
    }
}
