package dev.weft.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// Kernels that are compiled while the program runs: their class files come from their class loader.
final class CompiledAtRunTimeTest {
    private static final String SOURCE = """
            import uk.ac.manchester.tornado.api.TaskGraph;
            import uk.ac.manchester.tornado.api.annotations.Parallel;
            import uk.ac.manchester.tornado.api.enums.DataTransferMode;
            import uk.ac.manchester.tornado.api.types.arrays.IntArray;
            final class Late {
                static void square(IntArray x) {
                    for (@Parallel int i = 0; i < x.getSize(); i++) {
                        x.set(i, i * i);
                    }
                }
                public static TaskGraph graph(IntArray x) {
                    return new TaskGraph("g").task("t0", Late::square, x)
                            .transferToHost(DataTransferMode.EVERY_EXECUTION, x);
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void runs() throws Exception {
        var x = new IntArray(4);
        try (var loader = compile("-g")) {
            Runs.execute(graph(loader, x));
        }
        assertThat(x.toHeapArray()).containsExactly(0, 1, 4, 9);
    }

    @Test
    void needsTheTableOfLocalVariables() throws Exception {
        var x = new IntArray(4);
        try (var loader = compile("-g:none")) {
            assertThatThrownBy(() -> graph(loader, x))
                    .rootCause()
                    .isInstanceOf(KernelFault.class)
                    .hasMessage(
                            "kernel Late.square has no table of local variables, without which the device's compiler fails. Compile it with javac -g");
        }
    }

    private static TaskGraph graph(ClassLoader loader, Object x) throws ReflectiveOperationException {
        var method = loader.loadClass("Late").getDeclaredMethod("graph", x.getClass());
        method.setAccessible(true);
        return (TaskGraph) method.invoke(null, x);
    }

    private URLClassLoader compile(String debug) throws IOException {
        var file = folder.resolve("Late.java");
        Files.writeString(file, SOURCE);
        var options = List.of(debug, "-proc:none", "-cp", "target/classes", "-d", folder.toString());
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjects(file));
            assertThat(task.call()).isTrue();
        }
        return new URLClassLoader(new URL[] {folder.toUri().toURL()});
    }
}
