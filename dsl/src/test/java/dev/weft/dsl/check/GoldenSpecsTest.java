package dev.weft.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.diagnostic.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every spec of the language page checks, or is refused for a feature that is to come.
class GoldenSpecsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "specs");

    @TestFactory
    Stream<DynamicTest> checksOrSaysNotYet() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".weft")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                        var result = Specs.check(Files.readString(file));
                        assertThat(result.diagnostics())
                                .as(Renderer.plain().render(result.diagnostics()))
                                .allMatch(diagnostic -> diagnostic.code().id().startsWith("W09"));
                    }));
        }
    }
}
