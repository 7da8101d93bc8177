package dev.weft.codegen.emit.facade;

import static dev.weft.codegen.emit.facade.RuntimeNames.CARRIED_EXTENT;
import static dev.weft.codegen.emit.facade.RuntimeNames.CARRIED_KERNEL;
import static dev.weft.codegen.emit.facade.RuntimeNames.CARRIED_TENSOR;
import static dev.weft.codegen.emit.facade.RuntimeNames.KERNEL_DEFINITION;
import static dev.weft.codegen.emit.facade.RuntimeNames.TENSOR;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Carry;
import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/// The nested class behind a façade's `State`: what the runtime asks of a kernel whose state is carried.
final class CarriedType {
    private final Signature whole;
    private final Names names;
    private final Carry.ByCodes carry;
    private final Names stepNames;

    private CarriedType(Signature whole, Names names, Carry.ByCodes carry) {
        this.whole = whole;
        this.names = names;
        this.carry = carry;
        this.stepNames = new Names(carry.step());
    }

    static TypeSpec of(Signature whole, Names names, Carry.ByCodes carry) {
        return new CarriedType(whole, names, carry).type();
    }

    private TypeSpec type() {
        return TypeSpec.classBuilder(names.nested("Carried"))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(CARRIED_KERNEL)
                .addMethod(method("whole", KERNEL_DEFINITION)
                        .addStatement("return DEFINITION")
                        .build())
                .addMethod(method("step", KERNEL_DEFINITION)
                        .addStatement("return $T.DEFINITION", stepNames.facade())
                        .build())
                .addMethod(method("identity", TypeName.get(String.class))
                        .addStatement("return $S", identity())
                        .build())
                .addMethod(strings("tokenDims", carry.tokenDims()))
                .addMethod(method("slotDim", TypeName.get(String.class))
                        .addStatement("return $S", carry.slotDim())
                        .build())
                .addMethod(tensors())
                .addMethod(strings(
                        "reads", carry.reads().stream().map(Carry.Read::tensor).toList()))
                .addMethod(offset())
                .addMethod(extent())
                .addMethod(method("block", TypeName.INT)
                        .addStatement("return $L", carry.block())
                        .build())
                .addMethod(border())
                .addMethod(folds())
                .build();
    }

    private static MethodSpec.Builder method(String name, TypeName returns) {
        return DefinitionType.method(name, returns);
    }

    private static MethodSpec strings(String name, List<String> all) {
        return method(name, ParameterizedTypeName.get(List.class, String.class))
                .addStatement(
                        "return $T.of($L)",
                        List.class,
                        all.stream().map(one -> CodeBlock.of("$S", one)).collect(CodeBlock.joining(", ")))
                .build();
    }

    private MethodSpec tensors() {
        var all = carry.tensors().stream()
                .map(held -> CodeBlock.of(
                        "new $T($S, $T.$L, $L)",
                        CARRIED_TENSOR,
                        held.tensor(),
                        CARRIED_TENSOR.nestedClass("Role"),
                        held.meeting(),
                        held.axis()))
                .collect(CodeBlock.joining(",\n"));
        return method("tensors", ParameterizedTypeName.get(ClassName.get(List.class), CARRIED_TENSOR))
                .addStatement("return $T.of(\n$L)", List.class, all)
                .build();
    }

    private MethodSpec offset() {
        var values = carry.reads().stream().map(Carry.Read::offset).toList();
        var method = method("offset", TypeName.LONG)
                .addParameter(TypeName.INT, "read")
                .addParameter(int[].class, "sizes")
                .addParameter(TypeName.INT, "b")
                .addParameter(TypeName.INT, "h")
                .addParameter(TypeName.INT, "j")
                .addCode(Facts.locals(whole, names, UsedNames.of(values)));
        var cases = CodeBlock.builder();
        for (int n = 0; n < values.size(); n++) {
            cases.add("case $L -> $L;\n", n, code(values.get(n), names, ramps("j")));
        }
        cases.add("default -> throw new $T(\"read \" + read);\n", IndexOutOfBoundsException.class);
        return method.addCode("return switch (read) {\n$>$L$<};\n", cases.build())
                .build();
    }

    private MethodSpec extent() {
        var values = List.of(carry.batches(), carry.groups(), carry.sharers(), carry.codes());
        return method("extent", CARRIED_EXTENT)
                .addParameter(int[].class, "sizes")
                .addCode(Facts.locals(whole, names, UsedNames.of(values)))
                .addStatement(
                        "return new $T(\n$L)",
                        CARRIED_EXTENT,
                        values.stream()
                                .map(value -> CodeBlock.of("(int) ($L)", SizeExpression.of(value, names::of)))
                                .collect(CodeBlock.joining(", ")))
                .build();
    }

    private MethodSpec border() {
        return method("border", TypeName.LONG)
                .addParameter(int[].class, "sizes")
                .addParameter(double[].class, "scalars")
                .addParameter(TypeName.LONG, "i")
                .addCode(Facts.locals(whole, names, UsedNames.of(List.of(carry.border()))))
                .addStatement("return $L", code(carry.border(), names, ramps("i")))
                .build();
    }

    private MethodSpec folds() {
        return method("folds", TypeName.BOOLEAN)
                .addParameter(int[].class, "sizes")
                .addParameter(double[].class, "scalars")
                .addParameter(ArrayTypeName.of(TENSOR), "tensors")
                .addParameter(TypeName.INT, "b")
                .addParameter(TypeName.INT, "h")
                .addParameter(TypeName.INT, "j")
                .addCode(Facts.locals(carry.step(), stepNames, UsedNames.of(List.of(carry.folds()))))
                .addStatement("return $L", code(carry.folds(), stepNames, this::point))
                .build();
    }

    private static CodeBlock code(Value value, Names names, Function<Value, CodeBlock> points) {
        return SizeExpression.of(value, names::of, points);
    }

    /// The indices b and h, and a third one.
    private static Function<Value, CodeBlock> ramps(String third) {
        return value -> switch (value) {
            case Value.Ramp(Axis axis) when axis == Axis.BATCH -> CodeBlock.of("b");
            case Value.Ramp(Axis axis) when axis == Axis.HEAD -> CodeBlock.of("h");
            case Value.Ramp _ -> CodeBlock.of("$L", third);
            case Value other -> throw new IllegalArgumentException("no index: " + other);
        };
    }

    private CodeBlock point(Value value) {
        if (!(value instanceof Value.Cell(var tensor, var kind, var at))) {
            return ramps("j").apply(value);
        }
        var element = CodeBlock.of(
                "tensors[$L].get(tensors[$L].offset($L))",
                number(tensor),
                number(tensor),
                at.stream().map(index -> code(index, stepNames, this::point)).collect(CodeBlock.joining(", ")));
        return switch (kind) {
            case BOOL -> CodeBlock.of("($L != 0)", element);
            case INT -> CodeBlock.of("((long) $L)", element);
            case REAL -> element;
        };
    }

    private int number(String tensor) {
        int number = 0;
        for (var argument : carry.step().arguments()) {
            if (argument instanceof Signature.Tensor) {
                if (argument.name().equals(tensor)) {
                    return number;
                }
                number++;
            }
        }
        throw new IllegalArgumentException("no tensor of the step is called " + tensor);
    }

    /// A hash of what the state means: signature and equations, as they are printed.
    private String identity() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var text = new StringJoiner("\n").add(whole.name());
            whole.dimensions().forEach(dimension -> text.add(dimension.name() + " in " + dimension.values()));
            whole.arguments().forEach(argument -> text.add(declared(argument)));
            whole.facts().forEach(fact -> text.add(fact.text()));
            whole.source().forEach(equation -> text.add(equation.text()));
            text.add("by codes of " + carry.block())
                    .add(code(carry.border(), names, ramps("i")).toString())
                    .add(code(carry.folds(), stepNames, this::point).toString());
            carry.reads().forEach(read -> text.add(read.tensor() + " at " + code(read.offset(), names, ramps("j"))));
            return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private String declared(Signature.Argument argument) {
        return switch (argument) {
            case Signature.Tensor(var name, var type, var direction, var shape, var _) ->
                "%s %s %s %s"
                        .formatted(
                                direction,
                                type,
                                name,
                                shape.stream()
                                        .map(size -> code(size, names, ramps("j")))
                                        .toList());
            case Signature.Scalar(var name, var type, var _, var _) -> type + " " + name;
        };
    }
}
