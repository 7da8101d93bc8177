package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.codegen.tile.Signature;
import javax.lang.model.element.Modifier;

/// What all generated kernel classes begin with.
final class ClassParts {
    private static final String VECTOR = "jdk.incubator.vector";

    private ClassParts() {}

    /// The documentation of the class.
    static String comment(Signature signature, Names names, JvmForm wanted) {
        var text = new StringBuilder("The kernel " + signature.name());
        if (names.wide()) {
            text.append(" in double precision: plain loops in every form.\n");
        } else {
            text.append(names.vectors() ? " for " + wanted.lanes() * 32 + "-bit vectors.\n" : " as plain loops.\n");
        }
        text.append("\n<pre>\n");
        signature
                .source()
                .forEach(e -> text.append(e.name())
                        .append(" = ")
                        .append(e.text().replace("&", "&amp;").replace("<", "&lt;"))
                        .append('\n'));
        return text.append("</pre>").toString();
    }

    /// The constants that all code uses.
    static void constants(TypeSpec.Builder type, Names names) {
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
            constant(
                    type,
                    ParameterizedTypeName.get(species, ClassName.get(Integer.class)),
                    "INTS",
                    CodeBlock.of("$T.SPECIES_$L", ints, bits));
            constant(
                    type, TypeName.INT, "LANES", CodeBlock.of("$L", names.form().lanes()));
            constant(type, ints, "KEY_LANES", CodeBlock.of("$T.zero(INTS).addIndex(1)", ints));
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
