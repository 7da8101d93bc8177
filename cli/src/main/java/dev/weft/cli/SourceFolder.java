package dev.weft.cli;

import dev.weft.cli.console.Failure;
import dev.weft.codegen.GeneratedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// A folder of generated sources. A file is replaced as a whole, and only if its text changes.
record SourceFolder(Path root) {
    /// How many files were written.
    ///
    /// @throws Failure if one cannot be
    int write(List<GeneratedSource> sources) {
        int written = 0;
        for (var source : sources) {
            var file = root.resolve(source.path());
            try {
                if (!holds(file, source.text())) {
                    replace(file, source.text());
                    written++;
                }
            } catch (IOException e) {
                throw new Failure(file + ": cannot be written: " + e, e);
            }
        }
        return written;
    }

    private static boolean holds(Path file, String text) throws IOException {
        return Files.isRegularFile(file) && Files.readString(file).equals(text);
    }

    private static void replace(Path file, String text) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        var draft = file.resolveSibling("." + file.getFileName() + ".weft");
        try {
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
