package dev.weft.dsl.check.names;

import dev.weft.dsl.diagnostic.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds what a file imports: `import a.b` is `a/b.weft` below a source root, else on the project's class path, else
/// one that comes with the compiler.
public final class Library {
    private static final List<String> BUNDLED = List.of("std.layers", "std.position", "std.rope");

    private static final ClassLoader OURS = Library.class.getClassLoader();

    private final List<Path> roots;
    private final ClassLoader classPath;

    private Library(List<Path> roots, ClassLoader classPath) {
        this.roots = List.copyOf(roots);
        this.classPath = classPath;
    }

    /// Source roots in the order in which they are searched, then the class path that this program runs on.
    public static Library of(List<Path> roots) {
        return new Library(roots, OURS);
    }

    /// Source roots in the order in which they are searched, then another project's class path.
    public static Library of(List<Path> roots, ClassLoader classPath) {
        return new Library(roots, classPath);
    }

    /// The class path alone, with `std`.
    public static Library bundled() {
        return of(List.of());
    }

    /// The text of `name`, or nothing if there is no such file.
    ///
    /// @throws UncheckedIOException if there is one and it cannot be read
    public Optional<SourceText> find(String name) {
        String path = path(name);
        try {
            for (Path root : roots) {
                Path file = root.resolve(path);
                if (Files.isRegularFile(file)) {
                    return Optional.of(new SourceText(file.toString(), Files.readString(file)));
                }
            }
            var found = resource(classPath, path);
            return found.isPresent() || classPath.equals(OURS) ? found : resource(OURS, path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static Optional<SourceText> resource(ClassLoader classPath, String path) throws IOException {
        try (InputStream resource = classPath.getResourceAsStream(path)) {
            return resource == null
                    ? Optional.empty()
                    : Optional.of(new SourceText(path, new String(resource.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    /// What comes with the compiler, to guess what was meant.
    public List<String> bundledNames() {
        return BUNDLED;
    }

    /// The file that `name` stands for.
    public static String path(String name) {
        return name.replace('.', '/') + ".weft";
    }

    /// Where it looks, in words.
    public String places() {
        return roots.isEmpty()
                ? "the class path"
                : roots.stream().map(Path::toString).collect(Collectors.joining(", ")) + " and the class path";
    }
}
