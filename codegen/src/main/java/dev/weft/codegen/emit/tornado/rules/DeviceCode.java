package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// A generated class as the JDK parses it. What runs on devices are its static methods: kernels return nothing, helpers
/// something.
///
/// @param name of the class
/// @param methods those for devices, by name
record DeviceCode(
        String name,
        ClassTree type,
        Map<String, MethodTree> methods,
        Declarations declarations,
        CompilationUnitTree unit,
        SourcePositions positions) {
    /// @throws IllegalStateException if the text is no Java
    static DeviceCode parse(String name, String text) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException(
                    "checking kernels needs a JDK, and this is a Java runtime without the module jdk.compiler: start a JDK's java");
        }
        var problems = new DiagnosticCollector<JavaFileObject>();
        var task = (JavacTask) compiler.getTask(
                null, null, problems, List.of("-proc:none"), null, List.of(new SourceInMemory(name, text)));
        try {
            var unit = task.parse().iterator().next();
            if (!problems.getDiagnostics().isEmpty()) {
                throw new IllegalStateException(
                        "no Java: " + problems.getDiagnostics().getFirst());
            }
            return of(unit, Trees.instance(task).getSourcePositions());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DeviceCode of(CompilationUnitTree unit, SourcePositions positions) {
        var type = (ClassTree) unit.getTypeDecls().getFirst();
        var methods = new LinkedHashMap<String, MethodTree>();
        for (var member : type.getMembers()) {
            if (member instanceof MethodTree method
                    && method.getModifiers().getFlags().contains(Modifier.STATIC)) {
                methods.put(method.getName().toString(), method);
            }
        }
        var declarations = new Declarations();
        methods.values().forEach(method -> declarations.scan(method, null));
        return new DeviceCode(type.getSimpleName().toString(), type, methods, declarations, unit, positions);
    }

    static boolean isKernel(MethodTree method) {
        return method.getReturnType() != null
                && method.getReturnType().toString().equals("void");
    }

    /// The name of a kernel's context, or null.
    static @Nullable String context(MethodTree method) {
        return method.getParameters().stream()
                .filter(parameter -> Declarations.type(parameter).equals("KernelContext"))
                .map(parameter -> parameter.getName().toString())
                .findFirst()
                .orElse(null);
    }

    long line(Tree tree) {
        return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    }

    private static final class SourceInMemory extends SimpleJavaFileObject {
        private final String text;

        SourceInMemory(String name, String text) {
            super(URI.create("memory:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
