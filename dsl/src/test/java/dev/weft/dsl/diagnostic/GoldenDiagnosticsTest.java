package dev.weft.dsl.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// `<code>-<slug>.weft` gives `<code>-<slug>.txt`. A missing golden is written and fails; `-Dgolden.update=true`
/// rewrites all that differ and fails too; one without a spec fails.
class GoldenDiagnosticsTest {
    static final Path FOLDER = Path.of("src", "test", "resources", "diagnostics");

    @TestFactory
    Stream<DynamicTest> eachSpecSaysWhatItsGoldenHolds() throws IOException {
        return files(".weft").stream()
                .map(spec -> DynamicTest.dynamicTest(spec.getFileName().toString(), () -> {
                    String name = spec.getFileName().toString();
                    var diagnostics = Diagnosis.diagnose(new SourceText(name, Files.readString(spec)));
                    assertThat(diagnostics).extracting(d -> d.code().id()).contains(name.substring(0, 5));
                    compare(Renderer.plain().render(diagnostics), golden(spec));
                }));
    }

    @Test
    void noGoldenIsOrphaned() throws IOException {
        assertThat(files(".txt"))
                .allSatisfy(text -> assertThat(Path.of(text.toString().replaceAll("\\.txt$", ".weft")))
                        .exists());
    }

    private static void compare(String got, Path golden) throws IOException {
        if (!Files.exists(golden)) {
            Files.writeString(golden, got);
            fail("written, look at it: " + golden);
        }
        String expected = Files.readString(golden);
        if (Boolean.getBoolean("golden.update") && !got.equals(expected)) {
            Files.writeString(golden, got);
            fail("rewritten, look at it: " + golden);
        }
        assertThat(got).isEqualTo(expected);
    }

    private static Path golden(Path spec) {
        return Path.of(spec.toString().replaceAll("\\.weft$", ".txt"));
    }

    static List<Path> files(String end) throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }
}
