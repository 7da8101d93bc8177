package dev.weft.codegen.folder;

import dev.weft.codegen.emit.GeneratedSource;
import dev.weft.codegen.emit.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A folder that generated sources are written to; files of other origin may stand beside them.
public record SourceFolder(Path root) {
    /// Where a source belongs.
    public Path file(GeneratedSource source) {
        return root.resolve(source.path());
    }

    /// Whether a source stands there, byte for byte.
    public boolean holds(GeneratedSource source) {
        var file = file(source);
        try {
            return Files.isRegularFile(file)
                    && Arrays.equals(Files.readAllBytes(file), source.text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e, e);
        }
    }

    /// Writes those sources that do not stand there yet, and names their files.
    ///
    /// @throws UncheckedIOException with a message that names the file, if one cannot be written
    public List<Path> write(List<GeneratedSource> sources) {
        var missing = sources.stream().filter(source -> !holds(source)).toList();
        for (var source : missing) {
            try {
                replace(file(source), source.text());
            } catch (IOException e) {
                throw new UncheckedIOException(file(source) + ": cannot be written: " + e, e);
            }
        }
        return missing.stream().map(this::file).toList();
    }

    /// Deletes a file, and the folders between it and the root that are empty then.
    ///
    /// @throws UncheckedIOException with a message that names the file, if it cannot be deleted
    public void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            for (var folder = file.getParent();
                    folder != null && folder.startsWith(root) && !folder.equals(root);
                    folder = folder.getParent()) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException _) {
            // Others live there.
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be deleted: " + e, e);
        }
    }

    /// All files here that carry our header.
    public List<Path> ours() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !spec(file).isEmpty())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(root + ": cannot be read: " + e, e);
        }
    }

    /// The spec that a file was generated from, as its header says; empty if there is no such file or it is not ours.
    public static String spec(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        // Any bytes are text in Latin 1; a hand-written file may be in any encoding.
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            var first = lines.findFirst().orElse("");
            return new String(Header.spec(first).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e, e);
        }
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
