package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Text;
import java.util.List;
import javax.lang.model.element.Modifier;

/// Writes how a scan that is cut into parts where that is estimated to pay is made to go the other way: step by
/// step for parts, and in parts for single steps.
final class OtherWay {
    private OtherWay() {}

    /// What the other way is made of, the constructor that estimates, and the method that gives the other way.
    static void write(TypeSpec.Builder type, ClassName self) {
        type.addField(ArrayTypeName.of(TypeName.INT), "sizes", Modifier.PRIVATE, Modifier.FINAL)
                .addField(TypeName.INT, "workers", Modifier.PRIVATE, Modifier.FINAL)
                .addField(TypeName.INT, "otherParts", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(ArrayTypeName.of(TypeName.INT), "sizes")
                        .addParameter(TypeName.INT, "workers")
                        .addStatement("this(sizes, workers, 0)")
                        .build())
                .addMethod(ClassParts.override(
                                "otherwise",
                                ParameterizedTypeName.get(
                                        ClassName.get(List.class),
                                        ParameterizedTypeName.get(
                                                ClassName.get("dev.weft.runtime", "JvmKernel"),
                                                ClassParts.shared(self),
                                                ClassParts.worker(self))))
                        .addStatement(
                                "return otherParts == parts ? $T.of() : $T.of(new $T(sizes, workers, otherParts))",
                                List.class,
                                List.class,
                                self)
                        .build());
    }

    /// How many parts there are: those that are wanted, or else as estimated.
    static String parts(String estimated) {
        return "wantedParts > 0 ? wantedParts : " + estimated;
    }

    /// The constructor that is told how many parts there are to be; 0: as estimated.
    static MethodSpec.Builder chosen(MethodSpec.Builder constructor, Text text) {
        text.line("otherParts = parts == 1 ? able : 1;")
                .line("this.sizes = sizes.clone();")
                .line("this.workers = workers;");
        return constructor.addModifiers(Modifier.PRIVATE).addParameter(TypeName.INT, "wantedParts");
    }
}
