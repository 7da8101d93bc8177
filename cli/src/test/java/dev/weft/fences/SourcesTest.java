package dev.weft.fences;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every source file of the project keeps to. Generated kernels are no sources, nor are the projects that the
/// plugin is tried on.
final class SourcesTest {
    private static final int LONGEST = 400;
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES = List.of(
            "dsl",
            "codegen",
            "maven-plugin",
            "emulator",
            "runtime",
            "cli",
            "examples",
            "examples/minilm",
            "bench",
            "bench/peers");

    @Test
    void noFileIsLongerThanFourHundredLines() {
        assertThat(sources())
                .filteredOn(file -> lines(file).size() > LONGEST)
                .as("split them by responsibility")
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        var packages = sources().stream()
                .filter(file ->
                        file.toString().endsWith(".java") && file.toString().contains("/src/main/"))
                .map(Path::getParent)
                .distinct()
                .toList();
        assertThat(packages).isNotEmpty().allSatisfy(folder -> {
            var info = folder.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(Files.readString(info)).startsWith("///").contains("@NullMarked");
        });
    }

    @Test
    void noLineOfDocumentationIsSoLongThatTheFormatterBreaksIt() {
        var broken = new ArrayList<String>();
        for (var file : sources()) {
            for (var line : lines(file)) {
                if (line.strip().startsWith("///") && line.length() > 132) {
                    broken.add(ROOT.relativize(file) + ": " + line.strip());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void namesSayWhatThingsAre() {
        assertThat(sources())
                .filteredOn(file -> !file.toString().contains("/uk/ac/manchester/tornado/api/"))
                .noneMatch(file ->
                        file.getFileName().toString().matches(".*(Manager|Helper|Util|Utils|Impl|Context)\\.java"));
    }

    private static List<Path> sources() {
        return MODULES.stream()
                .flatMap(module -> sources(ROOT.resolve(module).resolve("src")))
                .filter(file -> !file.startsWith(ROOT.resolve("maven-plugin/src/it")))
                .toList();
    }

    private static Stream<Path> sources(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(java|g4)")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
