package dev.weft.codegen.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/// Turns a method that is written as text into JavaPoet's form.
public final class Methods {
    private static final Pattern HEAD = Pattern.compile("(private|public) (static )?(\\S+) (\\w+)\\((.*)\\) \\{");

    private static final Pattern PARAMETERS = Pattern.compile(", ");

    private Methods() {}

    /// A method from comment lines, a head that ends in `{`, a body and a closing brace.
    public static MethodSpec of(Text text) {
        var lines = text.toString().lines().toList();
        int at = 0;
        var comment = new StringBuilder();
        while (lines.get(at).startsWith("//")) {
            comment.append(lines.get(at).substring(2).strip()).append('\n');
            at++;
        }
        var head = HEAD.matcher(lines.get(at));
        if (!head.matches()) {
            throw new IllegalStateException("weave: not a method's head: " + lines.get(at));
        }
        var method = MethodSpec.methodBuilder(head.group(4))
                .addModifiers(head.group(1).equals("public") ? Modifier.PUBLIC : Modifier.PRIVATE)
                .returns(type(head.group(3)));
        if (head.group(2) != null) {
            method.addModifiers(Modifier.STATIC);
        }
        for (var parameter : PARAMETERS.split(head.group(5), -1)) {
            var space = parameter.indexOf(' ');
            method.addParameter(type(parameter.substring(0, space)), parameter.substring(space + 1));
        }
        if (!comment.isEmpty()) {
            method.addJavadoc(Text.code(comment.toString().strip()));
        }
        var body = lines.subList(at + 1, lines.size() - 1).stream()
                .map(line -> line.startsWith("  ") ? line.substring(2) : line)
                .collect(Collectors.joining("\n"));
        return method.addCode(Text.code(body + "\n")).build();
    }

    private static TypeName type(String name) {
        if (name.endsWith("[]")) {
            return ArrayTypeName.of(type(name.substring(0, name.length() - 2)));
        }
        return switch (name) {
            case "void" -> TypeName.VOID;
            case "int" -> TypeName.INT;
            case "long" -> TypeName.LONG;
            case "short" -> TypeName.SHORT;
            case "boolean" -> TypeName.BOOLEAN;
            case "float" -> TypeName.FLOAT;
            case "double" -> TypeName.DOUBLE;
            case "String" -> ClassName.get("java.lang", "String");
            case "FloatVector" -> ClassName.get("jdk.incubator.vector", "FloatVector");
            case "MemorySegment" -> ClassName.get("java.lang.foreign", "MemorySegment");
            case "JvmArguments" -> ClassName.get("dev.weft.runtime", "JvmArguments");
            default -> ClassName.get("", name);
        };
    }
}
