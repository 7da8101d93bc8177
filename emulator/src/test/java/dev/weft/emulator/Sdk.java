package dev.weft.emulator;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The SDK that TORNADOVM_HOME names, if it names one.
final class Sdk {
    private Sdk() {}

    /// Its tornado-api jar. A test that asks is skipped where there is no SDK.
    static Path api() throws IOException {
        var home = System.getenv("TORNADOVM_HOME");
        if (home == null || home.isBlank()) {
            System.out.println("Skipped: TORNADOVM_HOME names no SDK to compare the emulator with.");
        }
        assumeThat(home).as("TORNADOVM_HOME").isNotNull().isNotBlank();
        var usual = Path.of(home, "share", "java", "tornado");
        try (var files = Files.walk(Files.isDirectory(usual) ? usual : Path.of(home))) {
            return files.filter(Sdk::isApi)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no tornado-api jar below " + home));
        }
    }

    private static boolean isApi(Path file) {
        return file.getFileName().toString().matches("tornado-api-[0-9].*(?<!-sources)(?<!-javadoc)\\.jar");
    }
}
