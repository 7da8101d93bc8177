package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.schedule.JvmForm;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.runtime.JvmArguments;
import dev.weft.runtime.JvmKernel;
import dev.weft.runtime.profile.PhaseClock;
import dev.weft.runtime.tune.Tuning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Weaves, compiles and runs programs within a test.
final class Woven {
    private final Class<?> type;
    private final TileProgram program;

    private Woven(Class<?> type, TileProgram program) {
        this.type = type;
        this.program = program;
    }

    static Woven of(TileProgram program, JvmForm form) {
        var file = JvmWeaver.weave(program, Set.of(form)).getFirst();
        var name = program.signature().packageName() + "." + file.typeSpec().name();
        return new Woven(compile(name, file.toString()), program);
    }

    /// A kernel that is bound to sizes.
    JvmKernel<Object, Object> bind(int[] sizes, int workers) {
        return bind(sizes, workers, Tuning.none());
    }

    /// A kernel that is bound to sizes, and to numbers of a schedule.
    @SuppressWarnings("unchecked")
    JvmKernel<Object, Object> bind(int[] sizes, int workers, Tuning tuning) {
        try {
            var constructor = type.getDeclaredConstructor(int[].class, int.class, Tuning.class);
            constructor.setAccessible(true);
            return (JvmKernel<Object, Object>) constructor.newInstance(sizes, workers, tuning);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("kernel", e);
        }
    }

    /// Runs twice, and returns the last tensor.
    double[] run(int[] sizes, int workers, double[] scalars, double[]... tensors) {
        return runAll(sizes, workers, scalars, tensors)[tensors.length - 1];
    }

    /// Runs twice, all tasks in order, and returns all tensors.
    double[][] runAll(int[] sizes, int workers, double[] scalars, double[]... tensors) {
        return runAll(Tuning.none(), sizes, workers, scalars, tensors);
    }

    /// The same with numbers of a schedule.
    double[][] runAll(Tuning tuning, int[] sizes, int workers, double[] scalars, double[]... tensors) {
        try (var arena = Arena.ofConfined()) {
            var types = program.signature().arguments().stream()
                    .filter(Signature.Tensor.class::isInstance)
                    .map(a -> ((Signature.Tensor) a).type())
                    .toList();
            var segments = new MemorySegment[tensors.length];
            for (int n = 0; n < tensors.length; n++) {
                segments[n] = segment(arena, types.get(n), tensors[n]);
            }
            var kernel = bind(sizes, workers, tuning);
            var shared = kernel.shared(arena);
            var worker = kernel.worker(arena, PhaseClock.silent());
            for (int run = 0; run < 2; run++) {
                for (int stage = 0; stage < kernel.stages(); stage++) {
                    int tasks = run > 0 && kernel.once(stage) ? 0 : kernel.tasks(stage);
                    for (int task = 0; task < tasks; task++) {
                        kernel.run(stage, task, new JvmArguments(segments, scalars), shared, worker);
                    }
                }
            }
            var results = new double[tensors.length][];
            for (int n = 0; n < tensors.length; n++) {
                results[n] = array(types.get(n), segments[n], tensors[n].length);
            }
            return results;
        }
    }

    static MemorySegment segment(Arena arena, ElementType type, double[] values) {
        var segment = arena.allocate(Math.max(1, values.length) * (long) Storage.bytes(type), 64);
        for (int n = 0; n < values.length; n++) {
            switch (type) {
                case F16 -> segment.setAtIndex(ValueLayout.JAVA_SHORT, n, Float.floatToFloat16((float) values[n]));
                case BF16 ->
                    segment.setAtIndex(
                            ValueLayout.JAVA_SHORT, n, (short) (Float.floatToRawIntBits((float) values[n]) >>> 16));
                case F32 -> segment.setAtIndex(ValueLayout.JAVA_FLOAT, n, (float) values[n]);
                case F64 -> segment.setAtIndex(ValueLayout.JAVA_DOUBLE, n, values[n]);
                case I32 -> segment.setAtIndex(ValueLayout.JAVA_INT, n, (int) values[n]);
                case BOOL -> segment.set(ValueLayout.JAVA_BYTE, n, (byte) values[n]);
            }
        }
        return segment;
    }

    static double[] array(ElementType type, MemorySegment segment, int length) {
        var values = new double[length];
        for (int n = 0; n < length; n++) {
            values[n] = switch (type) {
                case F16 -> Float.float16ToFloat(segment.getAtIndex(ValueLayout.JAVA_SHORT, n));
                case BF16 -> Float.intBitsToFloat(segment.getAtIndex(ValueLayout.JAVA_SHORT, n) << 16);
                case F32 -> segment.getAtIndex(ValueLayout.JAVA_FLOAT, n);
                case F64 -> segment.getAtIndex(ValueLayout.JAVA_DOUBLE, n);
                case I32 -> segment.getAtIndex(ValueLayout.JAVA_INT, n);
                case BOOL -> segment.get(ValueLayout.JAVA_BYTE, n);
            };
        }
        return values;
    }

    private static Class<?> compile(String name, String source) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var classes = new HashMap<String, ByteArrayOutputStream>();
        var messages = new StringWriter();
        var unit =
                new SimpleJavaFileObject(
                        URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        var files = new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + className), kind) {
                    @Override
                    public OutputStream openOutputStream() throws IOException {
                        var bytes = new ByteArrayOutputStream();
                        classes.put(className, bytes);
                        return bytes;
                    }
                };
            }
        };
        var options = List.of("-proc:none", "--add-modules", "jdk.incubator.vector", "-nowarn");
        if (!compiler.getTask(messages, files, null, options, null, List.of(unit))
                .call()) {
            throw new AssertionError(messages + source);
        }
        return new Loader(Map.copyOf(classes)).load(name);
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, ByteArrayOutputStream> classes;

        Loader(Map<String, ByteArrayOutputStream> classes) {
            super(Woven.class.getClassLoader());
            this.classes = classes;
        }

        Class<?> load(String name) {
            try {
                return loadClass(name);
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes.toByteArray(), 0, bytes.size());
        }
    }
}
