package dev.weft.runtime.compile;

import dev.weft.runtime.KernelDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The classes of one compilation, which live as long as someone uses them.
public final class CompiledClasses extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> classes;

    /// @param classes class files by class name
    CompiledClasses(Map<String, byte[]> classes) {
        super("weft", KernelDefinition.class.getClassLoader());
        this.classes = Map.copyOf(classes);
    }

    /// The class files by class name, such as `demo.kernels.CausalGqa`.
    Map<String, byte[]> files() {
        return classes;
    }

    /// What the façade of a kernel, such as `demo.kernels.CausalGqa`, knows of it.
    ///
    /// @throws CompilationException if there is no such façade
    public KernelDefinition definition(String facade) {
        return definition(this, facade);
    }

    /// Writes the class files into a folder that is on the class path already: TornadoVM reads its kernels from there,
    /// and from nowhere else.
    ///
    /// @return what the façade there knows of its kernel
    public KernelDefinition definition(String facade, Path folder) throws IOException {
        for (var compiled : classes.entrySet()) {
            var file = folder.resolve(compiled.getKey().replace('.', '/') + ".class");
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, compiled.getValue());
        }
        return definition(KernelDefinition.class.getClassLoader(), facade);
    }

    private static KernelDefinition definition(ClassLoader loader, String facade) {
        try {
            return (KernelDefinition)
                    loader.loadClass(facade).getField("DEFINITION").get(null);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new CompilationException("no class with a kernel's DEFINITION: " + facade + " (" + e + ")");
        }
    }

    /// The bytes of a compiled class too, as `demo/kernels/CausalGqa.class`.
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        var suffix = ".class";
        var bytes = name.endsWith(suffix)
                ? classes.get(name.substring(0, name.length() - suffix.length()).replace('/', '.'))
                : null;
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
