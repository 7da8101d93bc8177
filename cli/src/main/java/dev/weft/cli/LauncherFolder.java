package dev.weft.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// The folder for class files that the launcher makes for TornadoVM and that goes when the command ends.
final class LauncherFolder {
    private LauncherFolder() {}

    static void adopt() {
        var folder = System.getProperty("weft.classes", "");
        if (!folder.isEmpty()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(Path.of(folder))));
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException _) {
            // It lies among the machine's temporary files.
        }
    }
}
