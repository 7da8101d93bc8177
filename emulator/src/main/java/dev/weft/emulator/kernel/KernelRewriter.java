package dev.weft.emulator.kernel;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.KernelFault.Kind;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/// Writes a kernel anew, so that what it does with arrays, barriers and parallel loops can be seen.
/// Its native arrays need no rewriting: their copies on the device are watched. Checks nothing.
final class KernelRewriter {
    private KernelRewriter() {}

    static Kernel rewrite(KernelCode code, List<String> parameters) {
        var reference = code.reference();
        var loops = ParallelLoop.of(code.kernel());
        var sites = new Sites();
        var resolver = ClassHierarchyResolver.ofClassLoading(reference.loader())
                .orElse(ClassHierarchyResolver.defaultResolver());
        var bytes = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver))
                .build(ClassDesc.ofInternalName(reference.owner()), target -> {
                    target.withFlags(AccessFlag.PUBLIC, AccessFlag.FINAL, AccessFlag.SUPER);
                    for (var method : code.methods().values()) {
                        var isKernel = method == code.kernel();
                        var rewriter =
                                new MethodRewriter(reference, method, isKernel, isKernel ? loops : List.of(), sites);
                        target.withMethodBody(
                                method.methodName().stringValue(),
                                Types.map(method.methodTypeSymbol()),
                                ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                rewriter::write);
                    }
                });
        var body =
                method(new Loader(reference.loader()).define(reference.binaryName(), bytes), reference, code.kernel());
        return new Kernel(
                reference.name(),
                reference.binaryName(),
                parameters,
                spread(body),
                !parameters.isEmpty() && isContext(reference.type().parameterType(0)),
                sites.hasBarriers(),
                loops.stream().map(ParallelLoop::variable).toList());
    }

    private static boolean isContext(ClassDesc type) {
        return type.descriptorString().equals("L" + Names.CONTEXT + ";");
    }

    private static Method method(Class<?> rewritten, KernelReference reference, MethodModel kernel) {
        return Arrays.stream(rewritten.getDeclaredMethods())
                .filter(method -> method.getName().equals(reference.method()))
                .filter(method -> MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .descriptorString()
                        .equals(Types.map(kernel.methodTypeSymbol()).descriptorString()))
                .findFirst()
                .orElseThrow();
    }

    private static MethodHandle spread(Method method) {
        try {
            var handle = MethodHandles.lookup().unreflect(method);
            var count = method.getParameterCount();
            return handle.asType(MethodType.genericMethodType(count).changeReturnType(void.class))
                    .asSpreader(Object[].class, count);
        } catch (IllegalAccessException e) {
            throw new KernelFault(Kind.KERNEL, "kernel " + method + " cannot be called", e);
        }
    }

    /// Holds one rewritten class, in front of the class that it was made from.
    private static final class Loader extends ClassLoader {
        Loader(ClassLoader parent) {
            super("weft-emulator", parent);
        }

        Class<?> define(String name, byte[] bytes) {
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
