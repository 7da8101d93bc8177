package dev.weft.emulator;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// A copy of a kernel's class in which every access to a plain array goes through [LocalWatches].
///
/// @param model the class as it was compiled
record Rewritten(Class<?> type, ClassModel model) {
    private static final ClassDesc WATCHES = LocalWatches.class.describeConstable().orElseThrow();

    static Rewritten of(String kernel, String internalName, ClassLoader loader) {
        try (var bytes = loader.getResourceAsStream(internalName + ".class")) {
            if (bytes == null) {
                throw new KernelFault(kernel + ": its class file cannot be read through its class loader");
            }
            var model = ClassFile.of().parse(bytes.readAllBytes());
            var copy = ClassFile.of().transformClass(model, ClassTransform.transformingMethodBodies(Rewritten::watch));
            return new Rewritten(new Copy(loader).define(internalName.replace('/', '.'), copy), model);
        } catch (IOException e) {
            throw new KernelFault(kernel + ": its class file cannot be read: " + e.getMessage());
        }
    }

    private static void watch(CodeBuilder code, CodeElement element) {
        switch (element) {
            case ArrayLoadInstruction load when watched(load.typeKind()) -> {
                var type = type(load.typeKind());
                code.invokestatic(WATCHES, "get", MethodTypeDesc.of(type, type.arrayType(), ConstantDescs.CD_int));
            }
            case ArrayStoreInstruction store when watched(store.typeKind()) -> {
                var type = type(store.typeKind());
                code.invokestatic(
                        WATCHES,
                        "set",
                        MethodTypeDesc.of(ConstantDescs.CD_void, type.arrayType(), ConstantDescs.CD_int, type));
            }
            default -> code.with(element);
        }
    }

    private static boolean watched(TypeKind kind) {
        return kind == TypeKind.FLOAT || kind == TypeKind.INT || kind == TypeKind.DOUBLE;
    }

    private static ClassDesc type(TypeKind kind) {
        return kind.upperBound();
    }

    /// Holds the copy; everything else comes from the original's loader.
    private static final class Copy extends ClassLoader {
        Copy(ClassLoader parent) {
            super(parent);
        }

        Class<?> define(String name, byte[] bytes) {
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
