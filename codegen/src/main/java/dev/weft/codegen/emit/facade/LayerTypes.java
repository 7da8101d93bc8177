package dev.weft.codegen.emit.facade;

import static dev.weft.codegen.emit.facade.RuntimeNames.BIND_EXCEPTION;
import static dev.weft.codegen.emit.facade.RuntimeNames.CACHE_FULL;
import static dev.weft.codegen.emit.facade.RuntimeNames.DEVICE;
import static dev.weft.codegen.emit.facade.RuntimeNames.ROOM;
import static dev.weft.codegen.emit.facade.RuntimeNames.RUN_REPORT;
import static dev.weft.codegen.emit.facade.RuntimeNames.STACK_PLAN;
import static dev.weft.codegen.emit.facade.RuntimeNames.STACK_SESSION;
import static dev.weft.codegen.emit.facade.RuntimeNames.TENSOR;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.LayerCache;
import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.StackSignature;
import java.util.List;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/// The nested types with which an application runs a stack: `On`, `Plan`, and, where all layers can go on token by
/// token, `SessionSizes` and `Session`.
final class LayerTypes {
    private LayerTypes() {}

    static boolean cached(StackSignature signature) {
        return signature.kernels().stream().allMatch(kernel -> kernel.cache() instanceof LayerCache.Form);
    }

    /// The dims of a layer, without the number of keys.
    private static List<Signature.Dimension> growing(StackSignature signature) {
        var dimensions = signature.layer().dimensions();
        return IntStream.range(0, dimensions.size())
                .filter(at -> at != signature.keys())
                .mapToObj(dimensions::get)
                .toList();
    }

    static TypeSpec sessionSizes(StackSignature signature, Names names) {
        var canonical = MethodSpec.constructorBuilder();
        var doc = CodeBlock.builder().add("The sizes that a session is made for.\n\n");
        var queries = signature.layer().dimensions().get(signature.queries());
        for (var dimension : growing(signature)) {
            canonical.addParameter(int.class, names.of(dimension.name()));
            doc.add(
                    "@param $L $L\n",
                    names.of(dimension.name()),
                    dimension.equals(queries)
                            ? "the most tokens that a sequence gets in one step"
                            : Docs.dimension(dimension));
        }
        return TypeSpec.recordBuilder(names.nested("SessionSizes"))
                .addJavadoc(doc.build())
                .addModifiers(Modifier.PUBLIC)
                .recordConstructor(canonical.build())
                .build();
    }

    static TypeSpec on(StackSignature signature, Names names, Names params) {
        var on = TypeSpec.recordBuilder(names.nested("On"))
                .addJavadoc("The stack on a device.\n\n@param device where plans run\n")
                .addModifiers(Modifier.PUBLIC)
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(DEVICE, "device")
                        .build())
                .addMethod(make(
                        "plan",
                        "Makes all layers ready for sizes.\n\n",
                        names.nested("Sizes"),
                        names.nested("Plan"),
                        STACK_PLAN,
                        CodeBlock.of("new int[] {$L}", values(signature.layer().dimensions(), names)),
                        signature,
                        params));
        if (cached(signature)) {
            on.addMethod(make(
                    "session",
                    "Begins a batch of sequences without tokens.\n\n@param room for layers that need all tokens\n",
                    names.nested("SessionSizes"),
                    names.nested("Session"),
                    STACK_SESSION,
                    CodeBlock.of("new int[] {$L}, room", values(growing(signature), names)),
                    signature,
                    params));
        }
        return on.build();
    }

    private static CodeBlock values(List<Signature.Dimension> dimensions, Names names) {
        return dimensions.stream()
                .map(dimension -> CodeBlock.of("sizes.$N()", names.of(dimension.name())))
                .collect(CodeBlock.joining(", "));
    }

    private static MethodSpec make(
            String name,
            String doc,
            ClassName sizes,
            ClassName made,
            ClassName runtime,
            CodeBlock arguments,
            StackSignature signature,
            Names params) {
        var method = MethodSpec.methodBuilder(name)
                .addJavadoc(doc)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(sizes, "sizes")
                .returns(made);
        if (runtime.equals(STACK_SESSION)) {
            method.addParameter(ROOM, "room");
        }
        var given = CodeBlock.builder();
        for (var argument : signature.stack().arguments()) {
            if (argument instanceof Signature.Scalar scalar) {
                var called = params.of(scalar.name());
                method.addParameter(TypedPlan.java(scalar.type()), called)
                        .addJavadoc("@param $L $L\n", called, Docs.parameter(scalar));
                given.add(scalar.type() == ElementType.BOOL ? ", $N ? 1 : 0" : ", $N", called);
            }
        }
        return method.addJavadoc("@throws $T if a layer cannot take them, or a `where` does not hold\n", BIND_EXCEPTION)
                .addStatement("return new $T($T.of(DEFINITION, device, $L$L))", made, runtime, arguments, given.build())
                .build();
    }

    static TypeSpec plan(StackSignature signature, Names names) {
        return wrapper(names.nested("Plan"), STACK_PLAN, "plan")
                .addJavadoc(
                        "All layers, ready for their sizes. Threads may share it: runs of one kernel happen one after the"
                                + " other.\n")
                .addMethod(layers("plan"))
                .addMethod(MethodSpec.methodBuilder("kernel")
                        .addJavadoc("The name of a layer's kernel.\n\n@param number of the layer, from 1 on\n")
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(int.class, "number")
                        .returns(String.class)
                        .addStatement("return plan.kernel(number)")
                        .build())
                .addMethod(run(signature, names, "plan", "Runs one layer, and returns when its outs are written.\n\n"))
                .addMethod(MethodSpec.methodBuilder("device")
                        .addJavadoc("What runs the layers.\n")
                        .addModifiers(Modifier.PUBLIC)
                        .returns(DEVICE)
                        .addStatement("return plan.device()")
                        .build())
                .addMethod(MethodSpec.methodBuilder("report")
                        .addJavadoc(
                                "How long the last run of a layer's kernel took.\n\n@param number of the layer, from 1 on\n")
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(int.class, "number")
                        .returns(RUN_REPORT)
                        .addStatement("return plan.report(number)")
                        .build())
                .addMethod(close("plan", "Frees the memory of all plans. May be called again.\n"))
                .build();
    }

    static TypeSpec session(StackSignature signature, Names names) {
        return wrapper(names.nested("Session"), STACK_SESSION, "session")
                .addJavadoc(
                        "Sequences that grow: a step adds tokens, then every layer runs once for them. Not for several"
                                + " threads at once.\n\n@see $T\n",
                        STACK_SESSION)
                .addMethod(layers("session"))
                .addMethod(MethodSpec.methodBuilder("add")
                        .addJavadoc(
                                "Begins a step: every sequence gets `tokens` tokens.\n\n@throws $T where there is no room;"
                                        + " no sequence has grown then\n",
                                CACHE_FULL)
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(int.class, "tokens")
                        .addStatement("session.add(tokens)")
                        .build())
                .addMethod(MethodSpec.methodBuilder("add")
                        .addJavadoc(
                                "Begins a step: each sequence gets tokens of its own number, which are the last ones of"
                                        + " the step's tensors.\n\n@throws $T where there is no room; no sequence has grown"
                                        + " then\n",
                                CACHE_FULL)
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(int[].class, "tokens")
                        .addStatement("session.add(tokens)")
                        .build())
                .addMethod(run(
                        signature,
                        names,
                        "session",
                        "Runs one layer for the new tokens alone: keeps their keys and values, and returns when its outs"
                                + " are written.\n\n"))
                .addMethod(MethodSpec.methodBuilder("length")
                        .addJavadoc("How many tokens a sequence has.\n")
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(int.class, "sequence")
                        .returns(int.class)
                        .addStatement("return session.length(sequence)")
                        .build())
                .addMethod(MethodSpec.methodBuilder("release")
                        .addJavadoc("Ends a sequence: it has no tokens then, and its pages serve others.\n")
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(int.class, "sequence")
                        .addStatement("session.release(sequence)")
                        .build())
                .addMethod(MethodSpec.methodBuilder("bytes")
                        .addJavadoc("The memory that all caches take.\n")
                        .addModifiers(Modifier.PUBLIC)
                        .returns(long.class)
                        .addStatement("return session.bytes()")
                        .build())
                .addMethod(MethodSpec.methodBuilder("bytes")
                        .addJavadoc("The memory that a layer's cache takes.\n\n@param number of the layer, from 1 on\n")
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(int.class, "number")
                        .returns(long.class)
                        .addStatement("return session.bytes(number)")
                        .build())
                .addMethod(close("session", "Frees all memory. May be called again.\n"))
                .build();
    }

    private static TypeSpec.Builder wrapper(ClassName name, ClassName wrapped, String field) {
        return TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(AutoCloseable.class)
                .addField(wrapped, field, Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(wrapped, field)
                        .addStatement("this.$N = $N", field, field)
                        .build());
    }

    private static MethodSpec layers(String field) {
        return MethodSpec.methodBuilder("layers")
                .addJavadoc("How many layers there are.\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(int.class)
                .addStatement("return $N.layers()", field)
                .build();
    }

    private static MethodSpec close(String field, String doc) {
        return MethodSpec.methodBuilder("close")
                .addJavadoc(doc)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addStatement("$N.close()", field)
                .build();
    }

    private static MethodSpec run(StackSignature signature, Names names, String field, String doc) {
        var run = MethodSpec.methodBuilder("run")
                .addJavadoc(doc)
                .addJavadoc("@param number of the layer, from 1 on\n")
                .addModifiers(Modifier.PUBLIC)
                .addParameter(int.class, "number")
                .returns(TypeName.VOID);
        var tensors = CodeBlock.builder();
        for (var argument : signature.layer().arguments()) {
            var name = names.of(argument.name());
            run.addParameter(TENSOR, name).addJavadoc("@param $L $L\n", name, Docs.parameter(argument));
            tensors.add(", $N", name);
        }
        return run.addJavadoc("@throws $T if an argument does not fit; nothing has been written then\n", BIND_EXCEPTION)
                .addStatement("this.$N.run(number$L)", field, tensors.build())
                .build();
    }
}
