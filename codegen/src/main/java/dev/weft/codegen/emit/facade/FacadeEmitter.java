package dev.weft.codegen.emit.facade;

import static dev.weft.codegen.emit.facade.RuntimeNames.CARRIED_KERNEL;
import static dev.weft.codegen.emit.facade.RuntimeNames.DEVICE;
import static dev.weft.codegen.emit.facade.RuntimeNames.KERNEL_DEFINITION;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Header;
import dev.weft.codegen.tile.Carry;
import dev.weft.codegen.tile.Signature;
import java.util.Set;
import javax.lang.model.element.Modifier;

/// Writes the class that an application uses:
///
/// ```java
/// try (var attention = CausalGqa.on(Device.auto()).plan(new CausalGqa.Sizes(1, 32, 8, 4096, 4096,
/// 128))) {
///     attention.run(q, k, v, o);
/// }
/// ```
/// The class loads on any JVM: the kernels of the targets, which may need the Vector API, are named
/// only where they are made.
public final class FacadeEmitter {
    private FacadeEmitter() {}

    /// The text of the façade.
    ///
    /// @param hash of what the kernel takes and computes
    /// @param targets for which there is a kernel: names of the runtime's `JvmTarget`. The class of
    ///     `V256` is called like the façade with `V256` behind it, that of `SCALAR` with `Scalar`;
    ///     it is in the same package and has a constructor `(int[] sizes, int workers, Tuning tuning)`,
    ///     sizes in the order of the signature's dimensions
    /// @param carry whether the kernel's state can be carried from call to call
    public static String text(Signature signature, String hash, Set<String> targets, Carry carry) {
        return MarkdownJavadoc.of(emit(signature, hash, targets, carry).toString());
    }

    /// The same, before its documentation is turned into Markdown comments.
    static JavaFile emit(Signature signature, String hash, Set<String> targets, Carry carry) {
        var names = new Names(signature);
        var definition = names.nested("Definition");
        var facade = TypeSpec.classBuilder(names.facade())
                .addJavadoc("$L", Docs.facade(signature))
                .addJavadoc("$L", Docs.carry(carry))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addField(FieldSpec.builder(
                                KERNEL_DEFINITION, "DEFINITION", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                        .addJavadoc("What generic code needs to know of this kernel.\n")
                        .initializer("new $T()", definition)
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(on(names))
                .addType(TypedPlan.sizes(signature, names))
                .addType(TypedPlan.input(signature, names))
                .addType(TypedPlan.on(signature, names, carry))
                .addType(TypedPlan.plan(signature, names))
                .addType(DefinitionType.of(signature, hash, names, targets));
        if (carry instanceof Carry.ByCodes byCodes) {
            facade.addField(FieldSpec.builder(
                                    CARRIED_KERNEL, "CARRIED", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                            .addJavadoc("What generic code needs to know to carry the kernel's state.\n")
                            .initializer("new $T()", names.nested("Carried"))
                            .build())
                    .addType(StateType.of(signature, names, byCodes))
                    .addType(CarriedType.of(signature, names, byCodes));
        }
        return JavaFile.builder(signature.packageName(), facade.build())
                .addFileComment("$L", Header.of(signature.file()))
                .indent("    ")
                .skipJavaLangImports(true)
                .build();
    }

    private static MethodSpec on(Names names) {
        return MethodSpec.methodBuilder("on")
                .addJavadoc("Chooses where plans run.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(DEVICE, "device")
                .returns(names.nested("On"))
                .addStatement(CodeBlock.of("return new $T(device, $T.of())", names.nested("On"), Set.class))
                .build();
    }
}
