package dev.weft.runtime.compile;

import dev.weft.runtime.KernelDefinition;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Where the compiler finds the runtime's own classes.
final class ClassPath {
    private ClassPath() {}

    /// The jar or folder that the runtime was loaded from; where that is not a file, the whole
    /// class path.
    static List<Path> ofRuntime() {
        var source = KernelDefinition.class.getProtectionDomain().getCodeSource();
        if (source != null
                && source.getLocation() != null
                && "file".equals(source.getLocation().getProtocol())) {
            try {
                var path = Path.of(source.getLocation().toURI());
                if (Files.exists(path)) {
                    return List.of(path);
                }
            } catch (URISyntaxException | IllegalArgumentException e) {
                // Such a location is no file: the class path decides.
            }
        }
        return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
    }
}
