package dev.weft.emulator.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What kernels may call besides methods of their own class.
final class Calls {
    private static final Set<String> ARRAY_METHODS =
            Set.of("get", "set", "getSize", "getFloat", "setFloat", "getHalfFloat", "setHalfFloat");
    private static final Set<String> JAVA_MATHS = Set.of("sqrt", "exp", "tanh", "min", "max", "floorMod", "floorDiv");
    private static final Set<String> INTEGERS = Set.of("intValue", "bitCount");
    private static final Map<String, String> KNOWN = Map.of(
            "fma", "the compiler fails; it makes one of a * b + c by itself",
            "abs", "the compiler fails; use TornadoMath.abs",
            "isNaN", "the compiler's fast arithmetic says no to all; test for it in data",
            "float16ToFloat", "the device converts the integer, not the bits",
            "intBitsToFloat", "not implemented on devices",
            "floatToRawIntBits", "not implemented on devices",
            "floatToIntBits", "not implemented on devices",
            "numberOfTrailingZeros", "not implemented on devices");

    private Calls() {}

    /// Why a method may not be called, if it may not.
    static Optional<String> refusal(String owner, String name, String descriptor) {
        if (owner.equals(Names.CONTEXT)) {
            return context(name, descriptor);
        }
        var allowed = owner.equals(Names.MATHS)
                || owner.equals(Names.HALF)
                || owner.equals("uk/ac/manchester/tornado/api/types/BFloat16")
                || (owner.startsWith(Names.ARRAYS) && ARRAY_METHODS.contains(name))
                || (owner.equals("java/lang/Integer") && INTEGERS.contains(name))
                || (owner.equals("java/lang/Math") && JAVA_MATHS.contains(name));
        return allowed ? Optional.empty() : Optional.of(KNOWN.getOrDefault(name, "kernels may not call it"));
    }

    private static Optional<String> context(String name, String descriptor) {
        if (name.startsWith("simd")) {
            return Optional.of("on OpenCL it gives back its argument; use local memory");
        }
        var isFloating = descriptor.contains("FloatArray") || descriptor.contains("DoubleArray");
        if (name.equals("atomicAdd") && isFloating) {
            return Optional.of("the compiler fails for floats; sum in local memory");
        }
        return Optional.empty();
    }
}
