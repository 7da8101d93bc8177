package dev.weft.cli.npy;

import dev.weft.runtime.DType;
import java.util.Arrays;
import java.util.Optional;

/// The element types of `.npy` files that there are tensors for.
public enum NpyType {
    F2("<f2", "float16", DType.F16),
    F4("<f4", "float32", DType.F32),
    F8("<f8", "float64", DType.F64),
    I4("<i4", "int32", DType.I32),
    B1("|b1", "bool", DType.BOOL);

    private final String descriptor;
    private final String numpy;
    private final DType tensor;

    NpyType(String descriptor, String numpy, DType tensor) {
        this.descriptor = descriptor;
        this.numpy = numpy;
        this.tensor = tensor;
    }

    /// What stands under `descr` in a header.
    String descriptor() {
        return descriptor;
    }

    /// What NumPy calls it.
    String numpy() {
        return numpy;
    }

    /// The tensor type with the same bytes.
    DType tensor() {
        return tensor;
    }

    static Optional<NpyType> of(String descriptor) {
        return Arrays.stream(values())
                .filter(type -> type.descriptor.equals(descriptor))
                .findFirst();
    }

    /// The type in which a tensor is written: its own, or float32 for bf16, which NumPy lacks and float32 contains.
    static NpyType holding(DType type) {
        return switch (type) {
            case F16 -> F2;
            case BF16, F32 -> F4;
            case F64 -> F8;
            case I32 -> I4;
            case BOOL -> B1;
        };
    }
}
