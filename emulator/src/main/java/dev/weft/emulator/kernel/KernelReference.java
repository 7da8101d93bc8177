package dev.weft.emulator.kernel;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.KernelFault.Kind;
import java.io.IOException;
import java.io.Serializable;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;

/// The method that a task names, as its method reference tells.
///
/// @param owner the class, as `demo/Kernels`
/// @param loader where the class comes from, and its class file too
record KernelReference(String owner, String method, MethodTypeDesc type, ClassLoader loader) {
    static KernelReference of(Serializable code) {
        var lambda = lambda(code);
        var name = lambda.getImplClass().replace('/', '.') + "." + lambda.getImplMethodName();
        if (lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic || lambda.getCapturedArgCount() > 0) {
            throw new KernelFault(
                    Kind.KERNEL,
                    "the task's code " + name + " is no static method. Use a reference to one, as X::kernel");
        }
        return new KernelReference(
                lambda.getImplClass(),
                lambda.getImplMethodName(),
                MethodTypeDesc.ofDescriptor(lambda.getImplMethodSignature()),
                code.getClass().getClassLoader());
    }

    private static SerializedLambda lambda(Serializable code) {
        try {
            var replace = code.getClass().getDeclaredMethod("writeReplace");
            replace.setAccessible(true);
            return (SerializedLambda) replace.invoke(code);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new KernelFault(
                    Kind.KERNEL,
                    "the task's code is no method reference: " + code.getClass().getName(),
                    e);
        }
    }

    /// `demo.Kernels.attend` without the package.
    String name() {
        return owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.') + "." + method;
    }

    String binaryName() {
        return owner.replace('/', '.');
    }

    ClassModel classFile() {
        try (var in = loader.getResourceAsStream(owner + ".class")) {
            if (in == null) {
                throw new KernelFault(
                        Kind.KERNEL,
                        "the class file of kernel %s cannot be read: its class loader %s has no resource %s.class"
                                .formatted(name(), loader, owner));
            }
            return ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new KernelFault(Kind.KERNEL, "the class file of kernel " + name() + " cannot be read", e);
        }
    }
}
