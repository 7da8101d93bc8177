package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.facade.SizeExpression;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Value;
import javax.lang.model.element.Modifier;

/// Writes the host's side of a kernel's rotations: how many pairs turn, and the angles in their tables.
final class TurnHost {
    private static final ClassName SHAPE = ClassName.get("dev.weft.runtime.tornado", "TurnShape");
    private static final ClassName TURN_TABLE = ClassName.get("dev.weft.runtime.tornado", "TurnTable");
    private static final CodeBlock NO_TABLE =
            CodeBlock.of("throw new IllegalArgumentException($S + table);\n", "no table ");
    private static final String LINE = "<line>";
    private static final String PAIR = "<pair>";

    private final DeviceNames names;
    private final TurnTables turns;

    TurnHost(DeviceNames names, TurnTables turns) {
        this.names = names;
        this.turns = turns;
    }

    /// Whether the device computes angles, in double precision.
    boolean computed() {
        return turns.all().stream().anyMatch(turning -> !turning.table().tabled());
    }

    /// The fields that say how many pairs turn.
    void fields(TypeSpec.Builder type, MethodSpec.Builder constructor) {
        for (var turning : turns.all()) {
            HostCode.field(type, constructor, turning.pairs(), CodeBlock.of("$L / 2", HostCode.whole(turning.dims())));
        }
    }

    private static String hostName(String name) {
        return switch (name) {
            case LINE -> "line";
            case PAIR -> "m";
            default -> DeviceNames.size(name);
        };
    }

    /// The methods that tell and fill them.
    void tables(TypeSpec.Builder type) {
        var all = turns.all();
        type.addMethod(HostCode.answer("tables", TypeName.INT, Integer.toString(all.size())));
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
        type.addMethod(HostCode.override("table", SHAPE)
                .addParameter(TypeName.INT, "table")
                .addCode(
                        all.isEmpty()
                                ? NO_TABLE
                                : CodeBlock.of("return switch (table) {\n$>$L$L$<};\n", lines.build(), missing))
                .build());
        type.addMethod(HostCode.override("fill", TypeName.VOID)
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
        var angle = SizeExpression.of(theta, TurnHost::hostName);
        if (!table.tabled()) {
            return method.beginControlFlow("for (int m = 0; m < $L; m++)", turning.pairs())
                    .addStatement("to.set(m, $L)", angle)
                    .endControlFlow()
                    .build();
        }
        return method.beginControlFlow("for (int line = 0; line < $L; line++)", table.lines())
                .addStatement("final double position = $L", SizeExpression.of(position, TurnHost::hostName))
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
                : Children.map(value, TurnHost::host);
    }
}
