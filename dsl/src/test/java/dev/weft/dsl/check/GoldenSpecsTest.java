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

    /// The hybrid example goes on with the signature and the function of the variants.
    private static String shared(Path file) throws IOException {
        if (!file.endsWith("hybrid.weft")) {
            return "";
        }
        String variants = Files.readString(file.resolveSibling("variants.weft"));
        return variants.substring(0, variants.indexOf("/// ALiBi"));
    }

    @TestFactory
    Stream<DynamicTest> checksOrSaysNotYet() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".weft")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                        var result = Specs.check(shared(file) + Files.readString(file));
                        assertThat(result.diagnostics())
                                .as(Renderer.plain().render(result.diagnostics()))
                                .allMatch(diagnostic -> diagnostic.code().id().startsWith("W09"));
                    }));
        }
    }
}
