package dev.weft.runtime.compile;

import dev.weft.runtime.KernelDefinition;
import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where the compiler finds the classes that kernels use.
final class ClassPath {
    private static final String RUNTIME = KernelDefinition.class.getName().replace('.', '/') + ".class";
    private static final String TORNADO = "uk/ac/manchester/tornado/api/TaskGraph.class";

    private ClassPath() {}

    /// The jars or folders of the runtime and, where it is there, of TornadoVM's API; where they are not files, the
    /// whole class path.
    static List<Path> ofKernels() {
        var paths = new ArrayList<Path>();
        for (var name : List.of(RUNTIME, TORNADO)) {
            var found = KernelDefinition.class.getClassLoader().getResource(name);
            if (found != null) {
                paths.addAll(path(found, name));
            }
        }
        return List.copyOf(paths);
    }

    private static List<Path> path(URL found, String name) {
        try {
            URLConnection connection = found.openConnection();
            if (connection instanceof JarURLConnection jar) {
                return List.of(Path.of(jar.getJarFileURL().toURI()));
            }
            if ("file".equals(found.getProtocol())) {
                var file = Path.of(found.toURI()).toString();
                return List.of(Path.of(file.substring(0, file.length() - name.length())));
            }
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            // Such a location is no file: the class path decides.
        }
        return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
    }
}
