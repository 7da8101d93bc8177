package dev.weft.emulator.run;

import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import uk.ac.manchester.tornado.api.exceptions.TornadoTaskRuntimeException;

/// A static method that a task names.
///
/// @param owner the class as it was loaded
/// @param name of the method
/// @param type of the method
public record Kernel(Class<?> owner, String name, MethodType type) {
    /// Reads a method reference.
    ///
    /// @param id of the task, for messages
    public static Kernel of(String id, Serializable code) {
        var reference = serialized(id, code);
        if (reference.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic
                || reference.getCapturedArgCount() != 0) {
            throw new TornadoTaskRuntimeException("Task " + id + " must name a static method and capture nothing");
        }
        var loader = code.getClass().getClassLoader();
        try {
            var owner = Class.forName(reference.getImplClass().replace('/', '.'), false, loader);
            var type = MethodType.fromMethodDescriptorString(reference.getImplMethodSignature(), loader);
            return new Kernel(owner, reference.getImplMethodName(), type);
        } catch (ClassNotFoundException e) {
            throw new TornadoTaskRuntimeException("Task " + id + ": " + e.getMessage(), e);
        }
    }

    /// The method, to be called with an array of arguments.
    ///
    /// @param from the class as it was loaded, or a copy of it
    public MethodHandle in(Class<?> from) {
        try {
            return MethodHandles.privateLookupIn(from, MethodHandles.lookup())
                    .findStatic(from, name, type)
                    .asSpreader(Object[].class, type.parameterCount())
                    .asType(MethodType.methodType(void.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new TornadoTaskRuntimeException("Kernel " + this + " cannot be called: " + e.getMessage(), e);
        }
    }

    /// As `Class.method`.
    @Override
    public String toString() {
        return owner.getSimpleName() + "." + name;
    }

    private static SerializedLambda serialized(String id, Serializable code) {
        try {
            Method replace = code.getClass().getDeclaredMethod("writeReplace");
            replace.setAccessible(true);
            if (replace.invoke(code) instanceof SerializedLambda lambda) {
                return lambda;
            }
        } catch (ReflectiveOperationException e) {
            throw new TornadoTaskRuntimeException("Task " + id + " is no method reference", e);
        }
        throw new TornadoTaskRuntimeException("Task " + id + " is no method reference");
    }
}
