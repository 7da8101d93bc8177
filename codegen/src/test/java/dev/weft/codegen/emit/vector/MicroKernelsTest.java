package dev.weft.codegen.emit.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weft.codegen.emit.GeneratedSource;
import dev.weft.codegen.schedule.JvmForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The runtime's micro-kernels are in git: what is there must be what is written.
class MicroKernelsTest {
    private static final Path RUNTIME = Path.of("../runtime/src/main/java");

    static List<GeneratedSource> sources() {
        return Arrays.stream(JvmForm.values())
                .filter(form -> form != JvmForm.SCALAR)
                .flatMap(form -> MicroKernels.sources(form).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void areWhatTheRuntimeHas(GeneratedSource source) throws IOException {
        var file = RUNTIME.resolve(source.path());
        if (!Files.exists(file) || !Files.readString(file).equals(source.text())) {
            Files.writeString(file, source.text());
            fail("wrote " + file + ", which was not what the generator writes; look at it, build again, and commit it");
        }
    }

    @Test
    void areAllThatThereIs() throws IOException {
        var folder = RUNTIME.resolve(sources().getFirst().path()).getParent();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("package-info.java")))
                    .containsExactlyInAnyOrderElementsOf(sources().stream()
                            .map(source -> source.className() + ".java")
                            .toList());
        }
    }
}
