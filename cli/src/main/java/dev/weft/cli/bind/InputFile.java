package dev.weft.cli.bind;

import dev.weft.cli.console.Failure;
import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.npy.Npy;
import dev.weft.runtime.npy.NpyHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// An `.npy` file whose header has been read and whose length fits it.
record InputFile(Path path, NpyHeader header) {
    static InputFile open(Path path) {
        return new InputFile(path, Npy.header(path));
    }

    /// One size per axis.
    List<Long> shape() {
        return header.shape();
    }

    /// Fails unless the elements can become those of a tensor of this type. `tensor` is its name.
    void checkConvertible(String tensor, DType to) {
        if (!header.convertsTo(to)) {
            throw new Failure("%s: holds %s, and `%s` is %s; save it with x.astype('%s')"
                    .formatted(path, lower(header.stored()), tensor, lower(to), numpy(to)));
        }
    }

    /// The elements, rounded to nearest. The caller closes the tensor.
    Tensor read(DType type) {
        return Npy.read(path, type);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String numpy(DType type) {
        return switch (type) {
            case F16 -> "f2";
            case F32, BF16 -> "f4";
            case F64 -> "f8";
            case I32 -> "i4";
            case BOOL -> "?";
        };
    }

    /// The file's own name, for messages beside other names.
    @Override
    public String toString() {
        return path.toString();
    }
}
