package dev.weft.codegen.emit.vector;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.GeneratedSource;
import dev.weft.codegen.emit.Header;
import dev.weft.codegen.emit.Methods;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.JvmForm;
import java.util.List;
import javax.lang.model.element.Modifier;

/// Puts one class of micro-kernels together: the constants that its methods read, and the methods.
final class LibraryClass {
    private static final String PACKAGE = "dev.weft.runtime.vector.microkernel";

    private LibraryClass() {}

    static GeneratedSource source(JvmForm form, String name, String comment, List<Text> methods) {
        var type = TypeSpec.classBuilder(ClassName.get(PACKAGE, name))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addJavadoc("$L", comment);
        var read = VectorConstants.readBy(methods);
        if (read.contains("PANEL")) {
            type.addField(FieldSpec.builder(TypeName.INT, "PANEL", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("Columns of a panel.")
                    .initializer("$L", form.panel())
                    .build());
        }
        VectorConstants.of(form, read).forEach(type::addField);
        new Transposition(form).constants(read).forEach(type::addField);
        type.addMethod(
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        methods.forEach(method -> type.addMethod(Methods.of(method)));
        return GeneratedSource.of(JavaFile.builder(PACKAGE, type.build())
                .skipJavaLangImports(true)
                .indent("    ")
                .addFileComment("$L", Header.of("the code generator's room " + LibraryClass.class.getPackageName()))
                .build());
    }
}
