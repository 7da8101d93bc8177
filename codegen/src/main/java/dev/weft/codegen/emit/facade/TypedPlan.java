package dev.weft.codegen.emit.facade;

import static dev.weft.codegen.emit.facade.RuntimeNames.BIND_EXCEPTION;
import static dev.weft.codegen.emit.facade.RuntimeNames.DEVICE;
import static dev.weft.codegen.emit.facade.RuntimeNames.PLAN;
import static dev.weft.codegen.emit.facade.RuntimeNames.RUN_REPORT;
import static dev.weft.codegen.emit.facade.RuntimeNames.TENSOR;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.tile.Carry;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Signature;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;

/// The nested types with which an application makes and runs plans: `Sizes`, `Input`, `On` and `Plan`.
final class TypedPlan {
    private static final TypeName NAMES =
            ParameterizedTypeName.get(ClassName.get(Set.class), ClassName.get(String.class));

    private TypedPlan() {}

    static TypeSpec sizes(Signature signature, Names names) {
        var canonical = MethodSpec.constructorBuilder();
        var doc = CodeBlock.builder().add("The sizes that a plan is made for.\n\n");
        for (var dimension : signature.dimensions()) {
            canonical.addParameter(int.class, names.of(dimension.name()));
            doc.add("@param $L $L\n", names.of(dimension.name()), Docs.dimension(dimension));
        }
        return TypeSpec.recordBuilder(names.nested("Sizes"))
                .addJavadoc(doc.build())
                .addModifiers(Modifier.PUBLIC)
                .recordConstructor(canonical.build())
                .build();
    }

    static TypeSpec on(Signature signature, Names names, Carry carry) {
        var values = signature.dimensions().stream()
                .map(dimension -> CodeBlock.of("sizes.$N()", names.of(dimension.name())))
                .collect(CodeBlock.joining(", "));
        var plan = MethodSpec.methodBuilder("plan")
                .addJavadoc("Makes the kernel ready for sizes.\n\n")
                .addJavadoc("@throws $T if the kernel cannot take them\n", BIND_EXCEPTION)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(names.nested("Sizes"), "sizes")
                .returns(names.nested("Plan"))
                .addStatement(
                        "return new $T(device.plan(DEFINITION, resident, new int[] {$L}))",
                        names.nested("Plan"),
                        values)
                .build();
        var on = TypeSpec.recordBuilder(names.nested("On"))
                .addJavadoc("The kernel on a device.\n\n")
                .addJavadoc("@param device where plans run\n")
                .addJavadoc("@param resident names of the inputs that stay on the device from run to run\n")
                .addModifiers(Modifier.PUBLIC)
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(DEVICE, "device")
                        .addParameter(NAMES, "resident")
                        .build())
                .addMethod(resident(names))
                .addMethod(plan);
        if (carry instanceof Carry.ByCodes byCodes) {
            on.addMethod(StateType.open(signature, names, byCodes));
        }
        return on.build();
    }

    private static MethodSpec resident(Names names) {
        return MethodSpec.methodBuilder("resident")
                .addJavadoc(
                        "Keeps inputs on the device from run to run: a cache of keys and values, weights. A run copies\n")
                .addJavadoc(
                        "what has changed in them since the last one, and all of it where it is given another tensor.\n\n")
                .addJavadoc("@see $T#changed(long, long)\n", TENSOR)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(ArrayTypeName.of(names.nested("Input")), "inputs")
                .varargs()
                .returns(names.nested("On"))
                .addStatement("var all = new $T<>(resident)", TreeSet.class)
                .beginControlFlow("for (var input : inputs)")
                .addStatement("all.add(input.declared)")
                .endControlFlow()
                .addStatement("return new $T(device, all)", names.nested("On"))
                .build();
    }

    /// The tensors that a run reads.
    static TypeSpec input(Signature signature, Names names) {
        var input = TypeSpec.enumBuilder(names.nested("Input"))
                .addJavadoc("The tensors that a run reads.\n")
                .addModifiers(Modifier.PUBLIC)
                .addField(String.class, "declared", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(String.class, "declared")
                        .addStatement("this.declared = declared")
                        .build());
        for (var argument : signature.arguments()) {
            if (argument instanceof Signature.Tensor tensor && tensor.direction() == Signature.Direction.IN) {
                input.addEnumConstant(
                        names.of(argument.name()),
                        TypeSpec.anonymousClassBuilder("$S", argument.name())
                                .addJavadoc("$L\n", Docs.parameter(argument))
                                .build());
            }
        }
        return input.build();
    }

    static TypeSpec plan(Signature signature, Names names) {
        return TypeSpec.classBuilder(names.nested("Plan"))
                .addJavadoc("The kernel, ready for its sizes. Threads may share it: runs happen one after the other.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(AutoCloseable.class)
                .addField(PLAN, "plan", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(PLAN, "plan")
                        .addStatement("this.plan = plan")
                        .build())
                .addMethod(run(signature, names))
                .addMethod(MethodSpec.methodBuilder("device")
                        .addJavadoc("What runs the kernel.\n")
                        .addModifiers(Modifier.PUBLIC)
                        .returns(DEVICE)
                        .addStatement("return plan.device()")
                        .build())
                .addMethod(MethodSpec.methodBuilder("report")
                        .addJavadoc("How long the last run took.\n")
                        .addModifiers(Modifier.PUBLIC)
                        .returns(RUN_REPORT)
                        .addStatement("return plan.report()")
                        .build())
                .addMethod(MethodSpec.methodBuilder("close")
                        .addJavadoc("Frees the memory of the plan. May be called again.\n")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .addStatement("plan.close()")
                        .build())
                .build();
    }

    private static MethodSpec run(Signature signature, Names names) {
        var run = MethodSpec.methodBuilder("run")
                .addJavadoc("Runs the kernel, and returns when the outs are written.\n\n")
                .addModifiers(Modifier.PUBLIC);
        var tensors = new java.util.ArrayList<CodeBlock>();
        var scalars = new java.util.ArrayList<CodeBlock>();
        for (var argument : signature.arguments()) {
            var name = names.of(argument.name());
            run.addJavadoc("@param $L $L\n", name, Docs.parameter(argument));
            switch (argument) {
                case Signature.Tensor _ -> {
                    run.addParameter(TENSOR, name);
                    tensors.add(CodeBlock.of("$N", name));
                }
                case Signature.Scalar scalar -> {
                    run.addParameter(
                            ParameterSpec.builder(java(scalar.type()), name).build());
                    scalars.add(
                            scalar.type() == ElementType.BOOL
                                    ? CodeBlock.of("$N ? 1 : 0", name)
                                    : CodeBlock.of("$N", name));
                }
            }
        }
        return run.addJavadoc("@throws $T if an argument does not fit; nothing has been written then\n", BIND_EXCEPTION)
                .addStatement(
                        "this.plan.run(new $T[] {$L}, new double[] {$L})",
                        TENSOR,
                        CodeBlock.join(tensors, ", "),
                        CodeBlock.join(scalars, ", "))
                .build();
    }

    static TypeName java(ElementType type) {
        return switch (type) {
            case F16, BF16, F32 -> TypeName.FLOAT;
            case F64 -> TypeName.DOUBLE;
            case I32 -> TypeName.INT;
            case BOOL -> TypeName.BOOLEAN;
        };
    }
}
