package dev.weft.codegen.emit.vector;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.JvmForm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/// The constants of classes with vectors: the species, how many lanes it has, the numbers of the lanes. A
/// species must be a constant of the class that uses it, or C2 does not see which vectors there are.
public final class VectorConstants {
    private static final String VECTOR = "jdk.incubator.vector";
    private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z][A-Z0-9_]+\\b");

    private VectorConstants() {}

    /// The names of constants, ours and others, that methods read.
    public static Set<String> readBy(Collection<Text> methods) {
        var read = new HashSet<String>();
        for (var method : methods) {
            method.toString()
                    .lines()
                    .filter(line -> !line.startsWith("//"))
                    .forEach(line -> CONSTANT.matcher(line).results().forEach(match -> read.add(match.group())));
        }
        return read;
    }

    /// Those of a form that are read.
    public static List<FieldSpec> of(JvmForm form, Set<String> read) {
        var species = ClassName.get(VECTOR, "VectorSpecies");
        var reals = ClassName.get(VECTOR, "FloatVector");
        var ints = ClassName.get(VECTOR, "IntVector");
        boolean keys = read.contains("KEY_LANES");
        var fields = new ArrayList<FieldSpec>();
        if (read.contains("REALS")) {
            fields.add(constant(
                    ParameterizedTypeName.get(species, ClassName.get(Float.class)),
                    "REALS",
                    CodeBlock.of("$T.SPECIES_$L", reals, form.bits())));
        }
        if (keys || read.contains("INTS")) {
            fields.add(constant(
                    ParameterizedTypeName.get(species, ClassName.get(Integer.class)),
                    "INTS",
                    CodeBlock.of("$T.SPECIES_$L", ints, form.bits())));
        }
        if (read.contains("LANES")) {
            fields.add(constant(TypeName.INT, "LANES", CodeBlock.of("$L", form.lanes())));
        }
        if (keys) {
            fields.add(constant(ints, "KEY_LANES", CodeBlock.of("$T.zero(INTS).addIndex(1)", ints)));
        }
        if (read.contains("BACKWARDS")) {
            var shuffle = ClassName.get(VECTOR, "VectorShuffle");
            fields.add(constant(
                    ParameterizedTypeName.get(shuffle, ClassName.get(Float.class)),
                    "BACKWARDS",
                    CodeBlock.of("$T.fromOp(REALS, lane -> $L - lane)", shuffle, form.lanes() - 1)));
        }
        return fields;
    }

    /// `private static final`
    public static FieldSpec constant(TypeName type, String name, CodeBlock value) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(value)
                .build();
    }
}
