package dev.weft.codegen.emit.facade;

import static dev.weft.codegen.emit.facade.RuntimeNames.DEVICE;
import static dev.weft.codegen.emit.facade.RuntimeNames.STACK_DEFINITION;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Header;
import dev.weft.codegen.tile.LayerCache;
import dev.weft.codegen.tile.StackSignature;
import javax.lang.model.element.Modifier;

/// Writes the class that an application uses of a stack:
///
/// ```java
/// try (var layers = Hwfa.on(Device.auto()).plan(new Hwfa.Sizes(1, 8, 8, 512, 512, 64), 24, 16, 512)) {
///     layers.run(1, q, k, v, o);
/// }
/// ```
public final class StackFacadeEmitter {
    private StackFacadeEmitter() {}

    /// The text of the façade.
    public static String text(StackSignature signature) {
        return MarkdownJavadoc.of(emit(signature).toString());
    }

    private static JavaFile emit(StackSignature signature) {
        var stack = signature.stack();
        var names = new Names(signature.layer());
        var params = new Names(stack);
        var facade = TypeSpec.classBuilder(names.facade())
                .addJavadoc("$L", doc(signature))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addField(FieldSpec.builder(
                                STACK_DEFINITION, "DEFINITION", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                        .addJavadoc("What generic code needs to know of this stack.\n")
                        .initializer("new $T()", names.nested("Definition"))
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(MethodSpec.methodBuilder("on")
                        .addJavadoc("Chooses where plans run.\n")
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .addParameter(DEVICE, "device")
                        .returns(names.nested("On"))
                        .addStatement("return new $T(device)", names.nested("On"))
                        .build())
                .addType(TypedPlan.sizes(signature.layer(), names));
        if (LayerTypes.cached(signature)) {
            facade.addType(LayerTypes.sessionSizes(signature, names));
        }
        facade.addType(LayerTypes.on(signature, names, params)).addType(LayerTypes.plan(signature, names));
        if (LayerTypes.cached(signature)) {
            facade.addType(LayerTypes.session(signature, names));
        }
        facade.addType(StackDefinitionType.of(signature, names, params));
        return JavaFile.builder(stack.packageName(), facade.build())
                .addFileComment("$L", Header.of(stack.file()))
                .indent("    ")
                .skipJavaLangImports(true)
                .build();
    }

    private static String doc(StackSignature signature) {
        var stack = signature.stack();
        var text = new StringBuilder();
        if (!stack.doc().isBlank()) {
            text.append(Docs.safe(stack.doc().strip())).append("\n\n");
        }
        text.append("```\n");
        for (var fact : stack.facts()) {
            text.append(Docs.safe("where " + fact.text())).append('\n');
        }
        for (var line : stack.source()) {
            text.append(Docs.safe(line.name() + " : " + line.text())).append('\n');
        }
        text.append("```\n");
        for (var kernel : signature.kernels()) {
            if (kernel.cache() instanceof LayerCache.None(var why)) {
                text.append("\nIts sequences cannot grow token by token: in `%s` %s.\n"
                        .formatted(kernel.name(), Docs.safe(why)));
            }
        }
        return text.toString();
    }
}
