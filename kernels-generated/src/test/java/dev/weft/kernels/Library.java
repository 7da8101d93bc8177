package dev.weft.kernels;

import dev.weft.runtime.KernelDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/// All kernels of the library, in the class files as they are.
public final class Library {
    private static final Path SOURCES = Path.of("src/main/java");

    private Library() {}

    /// By the names of their façades, those that stacks and states run among them.
    public static Stream<Named<KernelDefinition>> kernels() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files
                    .map(file -> SOURCES.relativize(file).toString())
                    .filter(file -> file.endsWith("Tornado.java"))
                    .map(file -> file.replace("Tornado.java", "").replace('/', '.'))
                    .sorted()
                    .map(facade -> Named.of(facade, definition(facade)))
                    .toList()
                    .stream();
        }
    }

    private static KernelDefinition definition(String facade) {
        try {
            return (KernelDefinition) Class.forName(facade).getField("DEFINITION").get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(facade, e);
        }
    }
}
