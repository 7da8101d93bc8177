package dev.weft.runtime.compile;

import dev.weft.runtime.KernelDefinition;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The classes of one compilation, which live as long as someone uses them.
public final class CompiledClasses extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> classes;

    CompiledClasses(Map<String, byte[]> classes, ClassLoader parent) {
        super("weft", parent);
        this.classes = classes;
    }

    /// What the façade of a kernel, such as `demo.kernels.CausalGqa`, knows of it.
    ///
    /// @throws CompilationException if there is no such façade
    public KernelDefinition definition(String facade) {
        return definition(this, facade);
    }

    static KernelDefinition definition(ClassLoader loader, String facade) {
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
