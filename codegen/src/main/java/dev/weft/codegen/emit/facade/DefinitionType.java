package dev.weft.codegen.emit.facade;

import static dev.weft.codegen.emit.facade.RuntimeNames.ARGUMENT;
import static dev.weft.codegen.emit.facade.RuntimeNames.BIND_EXCEPTION;
import static dev.weft.codegen.emit.facade.RuntimeNames.DTYPE;
import static dev.weft.codegen.emit.facade.RuntimeNames.EXCESS;
import static dev.weft.codegen.emit.facade.RuntimeNames.JVM_KERNEL;
import static dev.weft.codegen.emit.facade.RuntimeNames.JVM_TARGET;
import static dev.weft.codegen.emit.facade.RuntimeNames.KERNEL_DEFINITION;
import static dev.weft.codegen.emit.facade.RuntimeNames.OF_SCALAR;
import static dev.weft.codegen.emit.facade.RuntimeNames.OF_TENSOR;
import static dev.weft.codegen.emit.facade.RuntimeNames.TORNADO_KERNEL;
import static dev.weft.codegen.emit.facade.RuntimeNames.TUNING;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.tile.Signature;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;

/// The nested class behind `DEFINITION`: what the runtime asks of a kernel.
final class DefinitionType {
    private static final List<String> TARGETS = List.of("V512", "V256", "V128", "SCALAR");
    private static final String TORNADO = "TORNADO";

    private DefinitionType() {}

    /// @param hash of what the kernel takes and computes
    static TypeSpec of(Signature signature, String hash, Names names, Set<String> targets) {
        return TypeSpec.classBuilder(names.nested("Definition"))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(KERNEL_DEFINITION)
                .addMethod(method("name", TypeName.get(String.class))
                        .addStatement("return $S", signature.name())
                        .build())
                .addMethod(method("spec", TypeName.get(String.class))
                        .addStatement("return $S", hash)
                        .build())
                .addMethod(dims(signature))
                .addMethod(arguments(signature))
                .addMethod(shapes(signature, names))
                .addMethod(Facts.checkSizes(signature, names))
                .addMethod(Facts.checkScalars(signature, names))
                .addMethod(jvm(signature, names, targets))
                .addMethod(tornado(signature, names, targets))
                .build();
    }

    static MethodSpec.Builder method(String name, TypeName returns) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returns);
    }

    private static MethodSpec dims(Signature signature) {
        var all = signature.dimensions().stream()
                .map(dimension -> CodeBlock.of("$S", dimension.name()))
                .collect(CodeBlock.joining(", "));
        return method("dims", ParameterizedTypeName.get(List.class, String.class))
                .addStatement("return $T.of($L)", List.class, all)
                .build();
    }

    private static MethodSpec arguments(Signature signature) {
        var all = signature.arguments().stream().map(DefinitionType::argument).collect(CodeBlock.joining(",\n"));
        return method("arguments", ParameterizedTypeName.get(com.palantir.javapoet.ClassName.get(List.class), ARGUMENT))
                .addStatement("return $T.of(\n$L)", List.class, all)
                .build();
    }

    private static CodeBlock argument(Signature.Argument argument) {
        return switch (argument) {
            case Signature.Tensor tensor ->
                CodeBlock.of(
                        "new $T($S, $T.$L, $S, $L)",
                        OF_TENSOR,
                        tensor.name(),
                        DTYPE,
                        tensor.type(),
                        SpecText.axes(tensor.shape()),
                        tensor.direction() == Signature.Direction.OUT);
            case Signature.Scalar scalar ->
                scalar.excess() == Signature.Excess.KEPT
                        ? CodeBlock.of("new $T($S, $T.$L)", OF_SCALAR, scalar.name(), DTYPE, scalar.type())
                        : CodeBlock.of(
                                "new $T($S, $T.$L, $T.$L)",
                                OF_SCALAR,
                                scalar.name(),
                                DTYPE,
                                scalar.type(),
                                EXCESS,
                                scalar.excess());
        };
    }

    private static MethodSpec shapes(Signature signature, Names names) {
        var tensors = signature.arguments().stream()
                .filter(Signature.Tensor.class::isInstance)
                .map(Signature.Tensor.class::cast)
                .toList();
        var method = method("shapes", TypeName.get(long[][].class)).addParameter(int[].class, "sizes");
        var used = UsedNames.of(
                tensors.stream().flatMap(tensor -> tensor.shape().stream()).toList());
        method.addCode(Facts.locals(signature, names, used));
        var shapes = tensors.stream()
                .map(tensor -> CodeBlock.of(
                        "{$L}",
                        tensor.shape().stream()
                                .map(size -> SizeExpression.of(size, names::of))
                                .collect(CodeBlock.joining(", "))))
                .collect(CodeBlock.joining(",\n"));
        return method.addStatement("return new long[][] {\n$L\n}", shapes).build();
    }

    private static MethodSpec jvm(Signature signature, Names names, Set<String> targets) {
        var known = new TreeSet<>(TARGETS);
        known.add(TORNADO);
        if (!known.containsAll(targets)) {
            throw new IllegalArgumentException("targets are " + known + ", not " + new TreeSet<>(targets));
        }
        var method = method("jvm", JVM_KERNEL)
                .addParameter(int[].class, "sizes")
                .addParameter(JVM_TARGET, "target")
                .addParameter(int.class, "workers")
                .addParameter(TUNING, "tuning");
        if (TARGETS.stream().noneMatch(targets::contains)) {
            return method.addStatement("throw new $T($S)", BIND_EXCEPTION, missing(signature, "the JVM", "SCALAR"))
                    .build();
        }
        var cases = CodeBlock.builder();
        for (var target : TARGETS) {
            if (targets.contains(target)) {
                cases.add("case $L -> new $T(sizes, workers, tuning);\n", target, names.kernel(target));
            } else {
                cases.add(
                        "case $L -> throw new $T($S);\n",
                        target,
                        BIND_EXCEPTION,
                        "%s was generated without a kernel for %s: generate it again with that target, or run with -Dweft.target=%s"
                                .formatted(signature.name(), target, instead(targets)));
            }
        }
        return method.addCode("return switch (target) {\n$>$L$<};\n", cases.build())
                .build();
    }

    private static MethodSpec tornado(Signature signature, Names names, Set<String> targets) {
        var method = method("tornado", TORNADO_KERNEL).addParameter(int[].class, "sizes");
        if (targets.contains(TORNADO)) {
            return method.addStatement("return new $T(sizes)", names.tornado()).build();
        }
        return method.addStatement("throw new $T($S)", BIND_EXCEPTION, missing(signature, "TornadoVM", TORNADO))
                .build();
    }

    private static String missing(Signature signature, String device, String target) {
        return "%s was generated without a kernel for %s: generate it again with the target %s"
                .formatted(signature.name(), device, target);
    }

    private static String instead(Set<String> targets) {
        return TARGETS.stream()
                .filter(targets::contains)
                .reduce((_, narrower) -> narrower)
                .orElse("SCALAR")
                .toLowerCase(java.util.Locale.ROOT);
    }
}
