package dev.weft.codegen.emit;

import static java.util.Map.entry;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lines of Java that are being written, indented by the blocks that are open.
public final class Text {
    private static final String VECTOR = "jdk.incubator.vector";
    private static final String FOREIGN = "java.lang.foreign";
    private static final String PROFILE = "dev.weft.runtime.profile";
    private static final String SCAN = "dev.weft.runtime.scan";
    private static final String MATH = "dev.weft.runtime.math";
    private static final String MICROKERNEL = "dev.weft.runtime.vector.microkernel";
    private static final String TORNADO = "uk.ac.manchester.tornado.api";
    private static final Map<String, ClassName> TYPES = Map.ofEntries(
            entry("FloatVector", ClassName.get(VECTOR, "FloatVector")),
            entry("ShortVector", ClassName.get(VECTOR, "ShortVector")),
            entry("IntVector", ClassName.get(VECTOR, "IntVector")),
            entry("VectorMask", ClassName.get(VECTOR, "VectorMask")),
            entry("VectorOperators", ClassName.get(VECTOR, "VectorOperators")),
            entry("MemorySegment", ClassName.get(FOREIGN, "MemorySegment")),
            entry("ValueLayout", ClassName.get(FOREIGN, "ValueLayout")),
            entry("ByteOrder", ClassName.get("java.nio", "ByteOrder")),
            entry("RunPhase", ClassName.get(PROFILE, "RunPhase")),
            entry("Parts", ClassName.get(SCAN, "Parts")),
            entry("FixedPoint", ClassName.get(SCAN, "FixedPoint")),
            entry("AffineScan", ClassName.get(SCAN, "AffineScan")),
            entry("StateBox", ClassName.get(SCAN, "StateBox")),
            entry("StateLanes", ClassName.get("dev.weft.runtime.vector", "StateLanes")),
            entry("BindException", ClassName.get("dev.weft.runtime", "BindException")),
            entry("TableIndex", ClassName.get("dev.weft.runtime", "TableIndex")),
            entry("BFloat16", ClassName.get(MATH, "BFloat16")),
            entry("FloatMath", ClassName.get(MATH, "FloatMath")),
            entry("PlainProducts", ClassName.get(MATH, "PlainProducts")),
            entry("Reals", ClassName.get(MATH, "Reals")),
            entry("Arrays", ClassName.get("java.util", "Arrays")),
            entry("TornadoMath", ClassName.get(TORNADO + ".math", "TornadoMath")),
            entry("HalfFloat", ClassName.get(TORNADO + ".types", "HalfFloat")),
            entry("Parallel", ClassName.get(TORNADO + ".annotations", "Parallel")),
            entry("KernelContext", ClassName.get(TORNADO, "KernelContext")));
    private static final Pattern MICROKERNELS = Pattern.compile(
            "(Lanes|Products|Accumulations|Matrices|Columns|Transposes|(Float|Half|Brain)(Rows|Dots))(128|256|512)");
    private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*|\\$");

    private final StringBuilder out = new StringBuilder();
    private int depth;

    public Text line(String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
        return this;
    }

    /// Writes `head {` and indents what follows.
    public Text open(String head) {
        line(head + " {");
        depth++;
        return this;
    }

    public Text close() {
        depth--;
        return line("}");
    }

    /// Closes a block that is an expression, and ends the statement.
    public Text end() {
        depth--;
        return line("};");
    }

    /// Closes a block and opens its alternative.
    public Text orElse() {
        depth--;
        line("} else {");
        depth++;
        return this;
    }

    /// Writes lines that are indented among themselves.
    public Text lines(String text) {
        text.lines().forEach(this::line);
        return this;
    }

    public boolean isEmpty() {
        return out.isEmpty();
    }

    /// The same as a block of code, with the types it names imported.
    public CodeBlock code() {
        return code(out.toString());
    }

    public static CodeBlock code(String text) {
        var types = new ArrayList<Object>();
        var format = NAME.matcher(text).replaceAll(match -> {
            if (match.group().equals("$")) {
                return "\\$\\$";
            }
            var type = type(match.group());
            type.ifPresent(types::add);
            return type.isPresent() ? "\\$T" : match.group();
        });
        return CodeBlock.of(format, types.toArray());
    }

    private static Optional<ClassName> type(String name) {
        var known = TYPES.get(name);
        return known == null && MICROKERNELS.matcher(name).matches()
                ? Optional.of(ClassName.get(MICROKERNEL, name))
                : Optional.ofNullable(known);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
