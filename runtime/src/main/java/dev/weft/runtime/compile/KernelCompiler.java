package dev.weft.runtime.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/// The JDK's compiler over sources and classes in memory. Opening it costs most of the first
/// compilation, so there is one per process; threads take turns.
public final class KernelCompiler {
    private static final String VECTORS = "jdk.incubator.vector";

    private static final String WARM_LOOPS = """
            final class Warm {
                private static float sum(float[] x, int n) {
                    float sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum = Math.max(sum, x[k] * 2 + (k == n - 1 ? 1f : 0f));
                    }
                    return sum;
                }
            }
            """;
    private static final String WARM_VECTORS = """
            import dev.weft.runtime.JvmArguments;
            import java.lang.foreign.MemorySegment;
            import java.lang.foreign.ValueLayout;
            import jdk.incubator.vector.FloatVector;
            import jdk.incubator.vector.VectorMask;
            import jdk.incubator.vector.VectorOperators;
            final class Warm {
                private static float sum(JvmArguments arguments, float[] x, int n) {
                    final MemorySegment q = arguments.tensor(0);
                    MemorySegment.copy(q, ValueLayout.JAVA_FLOAT, 4L * n, x, 0, n);
                    FloatVector sum = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
                    for (int k = 0; k < n; k += sum.length()) {
                        final FloatVector y = FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, x, k);
                        final VectorMask<Float> less = y.compare(VectorOperators.LT, sum);
                        sum = y.fma(y, sum).max(y).add(y.mul(2f)).blend(y, less);
                        sum.intoArray(x, k);
                    }
                    return sum.reduceLanes(VectorOperators.ADD);
                }
            }
            """;

    private final JavaCompiler compiler;
    private final StandardJavaFileManager files;
    private final List<String> options;

    private KernelCompiler() {
        var found = ToolProvider.getSystemJavaCompiler();
        if (found == null) {
            throw new IllegalStateException(
                    "compiling kernels needs a JDK, and this is a Java runtime without the module jdk.compiler: start a JDK's java");
        }
        compiler = found;
        files = compiler.getStandardFileManager(problem -> {}, Locale.ROOT, null);
        try {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, ClassPath.ofKernels());
        } catch (IOException e) {
            throw new UncheckedIOException("the class path of compiled kernels cannot be read", e);
        }
        options = options();
    }

    /// The compiler of this process.
    ///
    /// @throws IllegalStateException where there is no JDK
    public static KernelCompiler shared() {
        return Shared.COMPILER;
    }

    private static List<String> options() {
        var all = new ArrayList<>(List.of("-g", "-proc:none", "-implicit:none", "-nowarn", "-Xlint:none"));
        if (ModuleFinder.ofSystem().find(VECTORS).isPresent()) {
            all.add("--add-modules");
            all.add(VECTORS);
        }
        return List.copyOf(all);
    }

    /// Compiles sources together; they may use one another and the runtime.
    ///
    /// @throws CompilationException with the compiler's words
    public CompiledClasses compile(List<JavaSource> sources) {
        synchronized (files) {
            var problems = new DiagnosticCollector<JavaFileObject>();
            var memory = new MemoryFiles(files);
            var units = sources.stream().map(MemoryFiles::source).toList();
            var done = compiler.getTask(null, memory, problems, options, null, units)
                    .call();
            if (!done) {
                throw new CompilationException(message(problems));
            }
            return new CompiledClasses(memory.classes());
        }
    }

    /// Compiles a few lines that use what kernels use, for a caller that has other work to do first: the compiler's own
    /// classes and those of the Vector API are then loaded when the kernel comes.
    public void warm() {
        compile(List.of(new JavaSource("Warm", options.contains(VECTORS) ? WARM_VECTORS : WARM_LOOPS)));
    }

    private static String message(DiagnosticCollector<JavaFileObject> problems) {
        var errors = problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
        return "generated code does not compile; this is a bug in Weft, please report it with the spec:\n" + errors;
    }

    private static final class Shared {
        static final KernelCompiler COMPILER = new KernelCompiler();
    }
}
