package dev.weft.emulator.run;

import java.lang.invoke.MethodHandle;

/// A kernel that can be called.
///
/// @param method takes an array of arguments
/// @param contextAt which argument each work-item has for itself; below 0 if none is
public record Program(Kernel kernel, MethodHandle method, int contextAt) {
    /// Whether it runs as work-groups, and not as one method.
    public boolean grouped() {
        return contextAt >= 0;
    }
}
