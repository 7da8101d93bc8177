package dev.weft.dsl.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The index of errors cannot rot: code, golden file and section go together.
class ErrorIndexTest {
    private static final List<String> CODES =
            Arrays.stream(Code.values()).map(Code::id).toList();

    @Test
    void codesAreDistinctAndOrdered() {
        assertThat(CODES).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void everyCodeHasAGoldenFile() throws IOException {
        var shown = GoldenDiagnosticsTest.files(".weft").stream()
                .map(file -> file.getFileName().toString().substring(0, 5))
                .distinct()
                .toList();
        assertThat(shown).containsExactlyInAnyOrderElementsOf(CODES);
    }

    @Test
    void everyCodeHasASectionInOrder() throws IOException {
        var sections = Files.readAllLines(Path.of("..", "docs", "errors.md")).stream()
                .filter(line -> line.startsWith("## W"))
                .map(line -> line.substring(3, 8))
                .toList();
        assertThat(sections).containsExactlyElementsOf(CODES);
    }
}
