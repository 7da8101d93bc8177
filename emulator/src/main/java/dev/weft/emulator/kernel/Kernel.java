package dev.weft.emulator.kernel;

import dev.weft.emulator.Limits;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// A kernel that can be run and watched.
///
/// @param name as in `Kernels.attend`
/// @param className the class whose frames are the kernel's
/// @param parameters their names
/// @param body takes all arguments in one array
/// @param hasContext whether the first parameter is the context of a work-item
/// @param hasBarriers whether its work-items wait for each other
/// @param loops the variables of its parallel loops, outermost first
public record Kernel(
        String name,
        String className,
        List<String> parameters,
        MethodHandle body,
        boolean hasContext,
        boolean hasBarriers,
        List<String> loops) {
    public Kernel {
        parameters = List.copyOf(parameters);
        loops = List.copyOf(loops);
    }

    /// Finds, checks and rewrites the kernel behind a method reference.
    public static Kernel of(Serializable code, Limits limits) {
        var compiled = KernelCode.of(KernelReference.of(code));
        var parameters = compiled.parameters();
        if (limits.rules()) {
            KernelRules.check(compiled, limits);
        }
        return KernelRewriter.rewrite(compiled, parameters);
    }
}
