package dev.weft.emulator.code;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.run.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.LocalVariableInfo;
import java.util.ArrayList;
import java.util.List;
import uk.ac.manchester.tornado.api.annotations.Reduce;

/// The class file of a kernel.
public final class KernelClass {
    private final Kernel kernel;
    private final ClassFile files;
    private final ClassModel model;

    private KernelClass(Kernel kernel, ClassFile files, ClassModel model) {
        this.kernel = kernel;
        this.files = files;
        this.model = model;
    }

    /// Reads it from the loader that the class came from.
    public static KernelClass of(Kernel kernel) {
        var loader = loader(kernel.owner());
        var path = kernel.owner().getName().replace('.', '/') + ".class";
        try (var stream = loader.getResourceAsStream(path)) {
            if (stream == null) {
                throw new KernelFault("kernel " + kernel + ": its class loader has no resource " + path);
            }
            var files = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                    ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver())));
            return new KernelClass(kernel, files, files.parse(stream.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The kernel's method.
    MethodModel method() {
        return model.methods().stream()
                .filter(m -> m.methodName().equalsString(kernel.name())
                        && m.methodType().equalsString(kernel.type().descriptorString()))
                .findFirst()
                .orElseThrow(() -> new KernelFault("kernel " + kernel + " is not in its class file"));
    }

    /// The names of the parameters.
    public List<String> parameters() {
        var code = code(method());
        var names = new ArrayList<String>();
        var slot = 0;
        for (var type : kernel.type().parameterList()) {
            names.add(name(code, slot, 0));
            slot += type == long.class || type == double.class ? 2 : 1;
        }
        return names;
    }

    /// Which parameters are `@Reduce` results.
    public List<Boolean> reduced() {
        var marks = new ArrayList<Boolean>();
        var found = method().findAttribute(Attributes.runtimeVisibleParameterAnnotations());
        for (var i = 0; i < kernel.type().parameterCount(); i++) {
            var at = i;
            marks.add(found.stream()
                    .flatMap(a -> a.parameterAnnotations().get(at).stream())
                    .anyMatch(a -> a.classSymbol()
                            .equals(Reduce.class.describeConstable().orElseThrow())));
        }
        return marks;
    }

    /// The names of the `@Parallel` variables, outermost first.
    public List<String> variables() {
        var code = code(method());
        return ParallelVariable.of(code).stream()
                .map(v -> name(code, v.slot(), v.start()))
                .toList();
    }

    Kernel kernel() {
        return kernel;
    }

    ClassFile files() {
        return files;
    }

    ClassModel model() {
        return model;
    }

    CodeAttribute code(MethodModel method) {
        return method.findAttribute(Attributes.code())
                .orElseThrow(() -> new KernelFault("kernel " + kernel + ": its class has a method without code"));
    }

    static ClassLoader loader(Class<?> owner) {
        var loader = owner.getClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    private static String name(CodeAttribute code, int slot, int from) {
        return code.findAttribute(Attributes.localVariableTable()).stream()
                .flatMap(t -> t.localVariables().stream())
                .filter(v -> v.slot() == slot && v.startPc() <= from && from < v.startPc() + v.length())
                .map(LocalVariableInfo::name)
                .map(Object::toString)
                .findFirst()
                .orElse("slot " + slot);
    }
}
