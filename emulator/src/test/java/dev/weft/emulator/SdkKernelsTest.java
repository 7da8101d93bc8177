package dev.weft.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The test kernels compile against TornadoVM's own jar, and the class files are the same to the last
/// byte.
@Tag("sdk")
final class SdkKernelsTest {
    private static final Path KERNELS = Path.of("dev/weft/emulator/kernels");
    private static final Path SOURCES = Path.of("src/test/java").resolve(KERNELS);

    @TempDir
    private Path folder;

    @Test
    void kernelsAreTheSameForBoth() throws IOException {
        var ours = folder.resolve("emulator");
        var theirs = folder.resolve("sdk");
        compile(Path.of("target", "classes"), ours);
        compile(Sdk.api(), theirs);
        var names = classes(ours.resolve(KERNELS));
        assertThat(names).contains("FlashAttention.class", "Sound.class");
        assertThat(names)
                .allSatisfy(name -> assertThat(theirs.resolve(KERNELS).resolve(name))
                        .hasSameBinaryContentAs(ours.resolve(KERNELS).resolve(name)));
    }

    private static Set<String> classes(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static void compile(Path api, Path target) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null);
                var sources = Files.list(SOURCES)) {
            var jspecify = Path.of(NullMarked.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath());
            var classPath = api.toAbsolutePath() + File.pathSeparator + jspecify;
            var options = List.of("-g", "-proc:none", "-cp", classPath, "-d", target.toString());
            var files = manager.getJavaFileObjectsFromPaths(sources.toList());
            assertThat(compiler.getTask(null, manager, null, options, null, files)
                            .call())
                    .isTrue();
        }
    }
}
