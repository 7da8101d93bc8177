package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Equations;
import dev.weft.codegen.emit.Header;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.emit.vector.VectorConstants;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.codegen.tile.Signature;
import java.util.Set;
import javax.lang.model.element.Modifier;

/// What all generated kernel classes begin with.
final class ClassParts {
    /// Chosen numbers of a schedule.
    static final ClassName TUNING = ClassName.get("dev.weft.runtime.tune", "Tuning");

    private ClassParts() {}

    /// A kernel class, empty but for its constants.
    ///
    /// @param read the names of constants that its code reads
    static TypeSpec.Builder type(Signature signature, Names names, JvmForm wanted, Set<String> read) {
        var self = self(signature, wanted);
        var kernel = ClassName.get("dev.weft.runtime", "JvmKernel");
        var type = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.FINAL)
                .addSuperinterface(ParameterizedTypeName.get(kernel, shared(self), worker(self)))
                .addJavadoc(Text.code(comment(signature, names, wanted)));
        constants(type, names, read);
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

    /// The file of a class that is complete.
    static JavaFile file(Signature signature, TypeSpec.Builder type) {
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

    private static void constants(TypeSpec.Builder type, Names names, Set<String> read) {
        if (read.contains("KERNEL")) {
            var name = names.signature().name();
            type.addField(VectorConstants.constant(ClassName.get(String.class), "KERNEL", CodeBlock.of("$S", name)));
        }
        var panel = CodeBlock.of("$L", names.form().panel());
        type.addField(VectorConstants.constant(TypeName.INT, "PANEL", panel));
        if (names.vectors()) {
            VectorConstants.of(names.form(), read).forEach(type::addField);
        }
    }

    static MethodSpec.Builder override(String name, TypeName returns) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returns);
    }
}
