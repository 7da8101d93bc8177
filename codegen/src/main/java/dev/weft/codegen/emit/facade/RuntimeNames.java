package dev.weft.codegen.emit.facade;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.WildcardTypeName;

/// The runtime's types, which this module knows by name alone.
final class RuntimeNames {
    private static final String RUNTIME = "dev.weft.runtime";

    static final ClassName TENSOR = ClassName.get(RUNTIME, "Tensor");
    static final ClassName DEVICE = ClassName.get(RUNTIME, "Device");
    static final ClassName PLAN = ClassName.get(RUNTIME, "Plan");
    static final ClassName RUN_REPORT = ClassName.get(RUNTIME, "RunReport");
    static final ClassName DTYPE = ClassName.get(RUNTIME, "DType");
    static final ClassName BIND_EXCEPTION = ClassName.get(RUNTIME, "BindException");
    static final ClassName KERNEL_DEFINITION = ClassName.get(RUNTIME, "KernelDefinition");
    static final ClassName ARGUMENT = ClassName.get(RUNTIME, "ArgumentDefinition");
    static final ClassName OF_TENSOR = ARGUMENT.nestedClass("OfTensor");
    static final ClassName OF_SCALAR = ARGUMENT.nestedClass("OfScalar");
    static final ClassName EXCESS = ARGUMENT.nestedClass("Excess");
    static final ClassName JVM_TARGET = ClassName.get(RUNTIME, "JvmTarget");
    static final ClassName REALS = ClassName.get(RUNTIME + ".math", "Reals");
    static final ClassName TORNADO_KERNEL = ClassName.get("dev.weft.runtime.tornado", "TornadoKernel");
    static final ClassName TUNING = ClassName.get(RUNTIME + ".tune", "Tuning");
    static final ParameterizedTypeName JVM_KERNEL = ParameterizedTypeName.get(
            ClassName.get(RUNTIME, "JvmKernel"),
            WildcardTypeName.subtypeOf(Object.class),
            WildcardTypeName.subtypeOf(Object.class));

    static final ClassName CARRIED_KERNEL = ClassName.get(RUNTIME + ".carry", "CarriedKernel");
    static final ClassName CARRIED_EXTENT = CARRIED_KERNEL.nestedClass("Extent");
    static final ClassName CARRIED_TENSOR = ClassName.get(RUNTIME + ".carry", "CarriedTensor");
    static final ClassName CARRIED_STATE = ClassName.get(RUNTIME + ".carry", "CarriedState");
    static final ClassName STATE_EXCEPTION = ClassName.get(RUNTIME + ".carry", "StateException");

    static final ClassName STACK_DEFINITION = ClassName.get(RUNTIME + ".stack", "StackDefinition");
    static final ClassName STACK_LAYER = ClassName.get(RUNTIME + ".stack", "StackLayer");
    static final ClassName STACK_PLAN = ClassName.get(RUNTIME + ".stack", "StackPlan");
    static final ClassName STACK_SESSION = ClassName.get(RUNTIME + ".stack", "StackSession");
    static final ClassName LAYER_COVER = ClassName.get(RUNTIME + ".stack", "LayerCover");
    static final ClassName LAYER_KERNEL = ClassName.get(RUNTIME + ".stack", "LayerKernel");
    static final ClassName LAYER_CACHE = ClassName.get(RUNTIME + ".stack", "LayerCache");
    static final ClassName LAYER_HELD = LAYER_CACHE.nestedClass("Held");
    static final ClassName ROOM = ClassName.get(RUNTIME + ".cache", "Room");
    static final ClassName CACHE_FULL = ClassName.get(RUNTIME + ".cache", "CacheFullException");

    private RuntimeNames() {}
}
