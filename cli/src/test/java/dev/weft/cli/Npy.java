package dev.weft.cli;

import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.nio.file.Path;

/// Files of numbers for tests.
final class Npy {
    private Npy() {}

    /// A file in which element n is `n / 7`, for a real type, or `n mod 2`.
    static Path file(Path folder, String name, DType type, long... shape) {
        var path = folder.resolve(name);
        try (var tensor = Tensor.allocate(type, shape)) {
            for (long n = 0; n < tensor.elements(); n++) {
                tensor.set(n, type == DType.I32 || type == DType.BOOL ? (int) (n % 2) : n / 7.0);
            }
            dev.weft.runtime.npy.Npy.write(path, tensor);
            return path;
        }
    }
}
