package dev.weft.maven.weave;

import dev.weft.dsl.diagnostic.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The specs of a project.
///
/// @param base the project's folder, absolute; files are shown as paths below it, so that what is generated does not
/// depend on where the project lies
/// @param root the source root, absolute
/// @param files paths of specs below the root
/// @param classPath jars and folders that imports may come from
public record SpecFolder(Path base, Path root, List<Path> files, List<Path> classPath) {
    public SpecFolder {
        files = files.stream().sorted().toList();
        classPath = List.copyOf(classPath);
    }

    /// A spec as it was read.
    ///
    /// @param packageName what its folder makes its package
    record Spec(SourceText source, String packageName) {}

    /// Reads all of them; bytes that are no UTF-8 become replacement characters, which the parser tells of.
    ///
    /// @throws UncheckedIOException with a message that names the file, if one cannot be read
    List<Spec> read() {
        return files.stream().map(this::read).toList();
    }

    private Spec read(Path below) {
        var file = root.resolve(below);
        try {
            var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return new Spec(new SourceText(shown(file), text), packageName(below));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e, e);
        }
    }

    private static String packageName(Path below) {
        var folder = below.getParent();
        return folder == null ? "" : slashes(folder).replace('/', '.');
    }

    /// A file as people see it: below the project's folder if it lies there.
    public String shown(Path file) {
        return slashes(file.startsWith(base) ? base.relativize(file) : file);
    }

    /// The file behind [#shown].
    public Path file(String shown) {
        return base.resolve(shown);
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
