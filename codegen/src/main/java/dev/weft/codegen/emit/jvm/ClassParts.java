package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Equations;
import dev.weft.codegen.emit.Header;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.codegen.tile.Signature;
import javax.lang.model.element.Modifier;

/// What all generated kernel classes begin with.
final class ClassParts {
    private static final String VECTOR = "jdk.incubator.vector";

    private ClassParts() {}

    /// A kernel class, empty but for its constants.
    ///
    /// @param keys whether its code counts keys in lanes
    static TypeSpec.Builder type(Signature signature, Names names, JvmForm wanted, boolean keys) {
        var self = self(signature, wanted);
        var kernel = ClassName.get("dev.weft.runtime", "JvmKernel");
        var type = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.FINAL)
                .addSuperinterface(ParameterizedTypeName.get(kernel, shared(self), worker(self)))
                .addJavadoc(Text.code(comment(signature, names, wanted)));
        constants(type, names, keys);
        return type;
    }

    static ClassName self(Signature signature, JvmForm wanted) {
        return ClassName.get(signature.packageName(), signature.name() + wanted.suffix());
    }

    /// The class of what all workers share.
    static ClassName shared(ClassName self) {
        return self.nestedClass("Shared");
    }

    /// The class of what one worker has for itself.
    static ClassName worker(ClassName self) {
        return self.nestedClass("Worker");
    }

    /// Adds the functions that the class's code has asked for, and closes the file.
    static JavaFile file(Signature signature, Names names, TypeSpec.Builder type) {
        for (var function : Function.values()) {
            if (names.functions().contains(function)) {
                type.addMethod(Methods.of(function.source(names)));
            }
        }
        return JavaFile.builder(signature.packageName(), type.build())
                .skipJavaLangImports(true)
                .indent("    ")
                .addFileComment("$L", Header.of(signature.file()))
                .build();
    }

    private static String comment(Signature signature, Names names, JvmForm wanted) {
        var form = names.wide()
                ? " in double precision: plain loops in every form."
                : names.vectors() ? " for " + wanted.lanes() * 32 + "-bit vectors." : " as plain loops.";
        return "The kernel " + signature.name() + form + "\n\n" + Equations.text(signature);
    }

    private static void constants(TypeSpec.Builder type, Names names, boolean keys) {
        constant(
                type,
                ClassName.get(String.class),
                "KERNEL",
                CodeBlock.of("$S", names.signature().name()));
        constant(type, TypeName.INT, "PANEL", CodeBlock.of("$L", names.form().panel()));
        if (names.vectors()) {
            var bits = names.form().lanes() * 32;
            var species = ClassName.get(VECTOR, "VectorSpecies");
            var reals = ClassName.get(VECTOR, "FloatVector");
            var ints = ClassName.get(VECTOR, "IntVector");
            constant(
                    type,
                    ParameterizedTypeName.get(species, ClassName.get(Float.class)),
                    "REALS",
                    CodeBlock.of("$T.SPECIES_$L", reals, bits));
            if (keys) {
                constant(
                        type,
                        ParameterizedTypeName.get(species, ClassName.get(Integer.class)),
                        "INTS",
                        CodeBlock.of("$T.SPECIES_$L", ints, bits));
            }
            constant(
                    type, TypeName.INT, "LANES", CodeBlock.of("$L", names.form().lanes()));
            if (keys) {
                constant(type, ints, "KEY_LANES", CodeBlock.of("$T.zero(INTS).addIndex(1)", ints));
            }
        }
    }

    private static void constant(TypeSpec.Builder type, TypeName of, String name, CodeBlock value) {
        type.addField(FieldSpec.builder(of, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(value)
                .build());
    }

    static MethodSpec.Builder override(String name, TypeName returns) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returns);
    }
}
