package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;

/// Lines of Java that are being written, indented by the blocks that are open.
final class Text {
    private static final String VECTOR = "jdk.incubator.vector";
    private static final String FOREIGN = "java.lang.foreign";
    private static final Map<String, ClassName> TYPES = Map.of(
            "FloatVector", ClassName.get(VECTOR, "FloatVector"),
            "IntVector", ClassName.get(VECTOR, "IntVector"),
            "VectorMask", ClassName.get(VECTOR, "VectorMask"),
            "VectorOperators", ClassName.get(VECTOR, "VectorOperators"),
            "MemorySegment", ClassName.get(FOREIGN, "MemorySegment"),
            "ValueLayout", ClassName.get(FOREIGN, "ValueLayout"),
            "Arrays", ClassName.get("java.util", "Arrays"));
    private static final Pattern NAME = Pattern.compile("\\b(" + String.join("|", TYPES.keySet()) + ")\\b|\\$");

    private final StringBuilder out = new StringBuilder();
    private int depth;

    Text line(String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
        return this;
    }

    /// Writes `head {` and indents what follows.
    Text open(String head) {
        line(head + " {");
        depth++;
        return this;
    }

    Text close() {
        depth--;
        return line("}");
    }

    /// Closes a block and opens its alternative.
    Text orElse() {
        depth--;
        line("} else {");
        depth++;
        return this;
    }

    /// Writes lines that are indented among themselves.
    Text lines(String text) {
        text.lines().forEach(this::line);
        return this;
    }

    boolean isEmpty() {
        return out.isEmpty();
    }

    /// The same as a block of code, with the types it names imported.
    CodeBlock code() {
        return code(out.toString());
    }

    static CodeBlock code(String text) {
        var types = new ArrayList<Object>();
        var format = NAME.matcher(text).replaceAll(match -> {
            if (match.group(1) == null) {
                return "\\$\\$";
            }
            types.add(TYPES.get(match.group(1)));
            return "\\$T";
        });
        return CodeBlock.of(format, types.toArray());
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
