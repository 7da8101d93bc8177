package dev.weft.codegen.emit.facade;

import static dev.weft.codegen.emit.facade.DefinitionType.method;
import static dev.weft.codegen.emit.facade.RuntimeNames.BIND_EXCEPTION;
import static dev.weft.codegen.emit.facade.RuntimeNames.DTYPE;
import static dev.weft.codegen.emit.facade.RuntimeNames.LAYER_CACHE;
import static dev.weft.codegen.emit.facade.RuntimeNames.LAYER_COVER;
import static dev.weft.codegen.emit.facade.RuntimeNames.LAYER_HELD;
import static dev.weft.codegen.emit.facade.RuntimeNames.LAYER_KERNEL;
import static dev.weft.codegen.emit.facade.RuntimeNames.OF_SCALAR;
import static dev.weft.codegen.emit.facade.RuntimeNames.STACK_DEFINITION;
import static dev.weft.codegen.emit.facade.RuntimeNames.STACK_LAYER;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.LayerCache;
import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.StackSignature;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.lang.model.element.Modifier;

/// The nested class behind a stack's `DEFINITION`: its kernels, and which layer is what.
final class StackDefinitionType {
    private StackDefinitionType() {}

    static TypeSpec of(StackSignature signature, Names names, Names params) {
        return TypeSpec.classBuilder(names.nested("Definition"))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(STACK_DEFINITION)
                .addMethod(method("name", TypeName.get(String.class))
                        .addStatement("return $S", signature.stack().name())
                        .build())
                .addMethod(params(signature))
                .addMethod(method("queries", TypeName.INT)
                        .addStatement("return $L", signature.queries())
                        .build())
                .addMethod(method("keys", TypeName.INT)
                        .addStatement("return $L", signature.keys())
                        .build())
                .addMethod(kernels(signature, names))
                .addMethod(layers(signature, params))
                .build();
    }

    private static MethodSpec params(StackSignature signature) {
        var all = signature.stack().arguments().stream()
                .filter(Signature.Scalar.class::isInstance)
                .map(Signature.Scalar.class::cast)
                .map(scalar -> CodeBlock.of("new $T($S, $T.$L)", OF_SCALAR, scalar.name(), DTYPE, scalar.type()))
                .collect(CodeBlock.joining(", "));
        return method("params", ParameterizedTypeName.get(ClassName.get(List.class), OF_SCALAR))
                .addStatement("return $T.of($L)", List.class, all)
                .build();
    }

    private static MethodSpec kernels(StackSignature signature, Names names) {
        var all = signature.kernels().stream()
                .map(kernel -> CodeBlock.of(
                        "new $T($T.DEFINITION, $L)",
                        LAYER_KERNEL,
                        names.facade().peerClass(kernel.name()),
                        cache(kernel.cache(), names)))
                .collect(CodeBlock.joining(",\n"));
        return method("kernels", ParameterizedTypeName.get(ClassName.get(List.class), LAYER_KERNEL))
                .addStatement("return $T.of(\n$L)", List.class, all)
                .build();
    }

    private static CodeBlock cache(LayerCache cache, Names names) {
        return switch (cache) {
            case LayerCache.None(var why) -> CodeBlock.of("new $T($S)", LAYER_CACHE.nestedClass("None"), why);
            case LayerCache.Form(var form, var ring, var held) ->
                CodeBlock.of(
                        "new $T($T.DEFINITION, $L, $T.of($L))",
                        LAYER_CACHE.nestedClass("Form"),
                        names.facade().peerClass(form),
                        ring,
                        List.class,
                        held.stream()
                                .map(one -> CodeBlock.of(
                                        "new $T($L, $L, $L)", LAYER_HELD, one.tensor(), one.batch(), one.token()))
                                .collect(CodeBlock.joining(", ")));
        };
    }

    private static MethodSpec layers(StackSignature signature, Names params) {
        var used = new ArrayList<Value>();
        signature.stack().facts().forEach(fact -> used.add(fact.holds()));
        for (var line : signature.lines()) {
            used.addAll(List.of(line.first(), line.end(), line.condition(), line.memory()));
            used.addAll(line.arguments());
        }
        var method = method("layers", ParameterizedTypeName.get(ClassName.get(List.class), STACK_LAYER))
                .addParameter(double[].class, "params")
                .addCode(locals(signature, params, UsedNames.of(used)));
        for (int at = 0; at < signature.comparisons().size(); at++) {
            method.addCode(fact(
                    signature.stack().facts().get(at), signature.comparisons().get(at), params));
        }
        method.addStatement(
                "var cover = new $T($S)", LAYER_COVER, signature.stack().name());
        signature.lines().forEach(line -> method.addCode(line(line, params)));
        return method.addStatement("return cover.layers()").build();
    }

    private static CodeBlock locals(StackSignature signature, Names params, UsedNames used) {
        var code = CodeBlock.builder();
        var scalars = signature.stack().arguments();
        for (int at = 0; at < scalars.size(); at++) {
            if (scalars.get(at) instanceof Signature.Scalar scalar
                    && used.parameters().contains(scalar.name())) {
                var name = params.of(scalar.name());
                code.addStatement(
                        switch (scalar.type()) {
                            case F16, BF16, F32, F64 -> CodeBlock.of("double $N = params[$L]", name, at);
                            case I32 -> CodeBlock.of("long $N = (long) params[$L]", name, at);
                            case BOOL -> CodeBlock.of("boolean $N = params[$L] != 0", name, at);
                        });
            }
        }
        return code.build();
    }

    private static CodeBlock fact(Signature.Condition fact, List<StackSignature.Comparison> comparisons, Names params) {
        var message = CodeBlock.builder().add("$S", "where " + fact.text() + " does not hold");
        var separator = ": ";
        for (var name : UsedNames.of(List.of(fact.holds())).parameters()) {
            message.add(" + $S + $N", separator + name + "=", params.of(name));
            separator = ", ";
        }
        for (var comparison : comparisons) {
            message.add(
                    " + \" (\" + ($L) + $S + ($L) + \")\"",
                    SizeExpression.of(comparison.left(), params::of),
                    " " + comparison.sign() + " ",
                    SizeExpression.of(comparison.right(), params::of));
        }
        return CodeBlock.builder()
                .beginControlFlow("if (!($L))", SizeExpression.of(fact.holds(), params::of))
                .addStatement("throw new $T($L)", BIND_EXCEPTION, message.build())
                .endControlFlow()
                .build();
    }

    private static CodeBlock line(StackSignature.Line line, Names params) {
        UnaryOperator<String> names = name -> name.equals(line.index()) ? "number" : params.of(name);
        var first = SizeExpression.of(line.first(), names);
        var end = SizeExpression.of(line.end(), names);
        var layer = CodeBlock.builder()
                .add("cover.layer($S, number, $L, ", line.layers(), line.kernel())
                .add(SizeExpression.of(line.memory(), names));
        line.arguments()
                .forEach(argument -> layer.add(
                        argument.kind() == Kind.BOOL ? ", ($L) ? 1 : 0" : ", $L", SizeExpression.of(argument, names)));
        layer.add(")");
        var code = CodeBlock.builder()
                .addStatement("cover.line($S, $L, $L)", line.layers(), first, end)
                .beginControlFlow("for (long number = $L; number < $L; number++)", first, end);
        boolean all = line.condition() instanceof Value.Literal;
        if (!all) {
            code.beginControlFlow("if ($L)", SizeExpression.of(line.condition(), names));
        }
        code.addStatement(layer.build());
        if (!all) {
            code.endControlFlow();
        }
        return code.endControlFlow().build();
    }
}
