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

/// Finds what a file imports: `import a.b` is `a/b.weft` below a source root, or else on the class path.
public final class Library {
    private static final List<String> BUNDLED = List.of("std.position", "std.rope");

    private final List<Path> roots;

    private Library(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /// Source roots in the order in which they are searched, then the class path.
    public static Library of(List<Path> roots) {
        return new Library(roots);
    }

    /// The class path alone, with `std`.
    public static Library bundled() {
        return new Library(List.of());
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
            try (InputStream resource = Library.class.getClassLoader().getResourceAsStream(path)) {
                return resource == null
                        ? Optional.empty()
                        : Optional.of(
                                new SourceText(path, new String(resource.readAllBytes(), StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
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
