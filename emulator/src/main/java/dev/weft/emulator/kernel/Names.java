package dev.weft.emulator.kernel;

/// The classes that kernels may name, in their internal form.
final class Names {
    static final String API = "uk/ac/manchester/tornado/api/";
    static final String CONTEXT = API + "KernelContext";
    static final String HALF = API + "types/HalfFloat";
    static final String ARRAYS = API + "types/arrays/";
    static final String MATHS = API + "math/TornadoMath";
    static final String PARALLEL = "L" + API + "annotations/Parallel;";

    private Names() {}
}
