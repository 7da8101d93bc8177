package dev.weft.emulator;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import uk.ac.manchester.tornado.api.exceptions.TornadoTaskRuntimeException;

/// A kernel's method, in a copy of its class whose array accesses are watched.
///
/// @param parameters the names of its parameters
record Kernel(String name, Method method, List<String> parameters) {
    /// The kernel behind a method reference.
    static Kernel of(Serializable code) {
        var lambda = serialized(code);
        var owner = lambda.getImplClass().replace('/', '.');
        var loader = code.getClass().getClassLoader();
        var name = owner.substring(owner.lastIndexOf('.') + 1) + "." + lambda.getImplMethodName();
        var rewritten = Rewritten.of(name, lambda.getImplClass(), loader);
        KernelRules.check(name, rewritten.model(), lambda.getImplMethodName());
        for (var method : rewritten.type().getDeclaredMethods()) {
            if (method.getName().equals(lambda.getImplMethodName())
                    && java.lang.invoke.MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                            .toMethodDescriptorString()
                            .equals(lambda.getImplMethodSignature())) {
                method.setAccessible(true);
                return new Kernel(name, method, KernelRules.parameters(rewritten.model(), lambda));
            }
        }
        throw new TornadoTaskRuntimeException("no method " + name);
    }

    private static SerializedLambda serialized(Serializable code) {
        try {
            var replace = code.getClass().getDeclaredMethod("writeReplace");
            replace.setAccessible(true);
            return (SerializedLambda) replace.invoke(code);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new TornadoTaskRuntimeException("a task must be a reference to a static method (" + e + ")");
        }
    }

    boolean hasContext() {
        return Arrays.stream(method.getParameterTypes())
                .anyMatch(type -> type.getName().equals("uk.ac.manchester.tornado.api.KernelContext"));
    }

    void call(Object... arguments) {
        try {
            method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new KernelFault(name + ": " + e.getCause());
        } catch (IllegalAccessException | IllegalArgumentException e) {
            throw new KernelFault(name + ": " + e.getMessage());
        }
    }
}
