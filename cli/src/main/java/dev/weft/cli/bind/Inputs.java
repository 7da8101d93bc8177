package dev.weft.cli.bind;

import dev.weft.cli.console.Failure;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Tensor;
import dev.weft.runtime.DType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// Where each input of a kernel gets its numbers, settled before anything is computed: files are there,
/// their types fit.
public final class Inputs {
    private final Map<String, Numbers> numbers;

    private Inputs(Map<String, Numbers> numbers) {
        this.numbers = numbers;
    }

    /// Numbers that are there for the asking.
    private sealed interface Numbers {
        record InFile(InputFile file) implements Numbers {}

        record Normal(long seed) implements Numbers {}

        record Usual(long seed) implements Numbers {}

        record Constant(double value) implements Numbers {}
    }

    /// Nothing: for what reads no tensor.
    public static Inputs none() {
        return new Inputs(Map.of());
    }

    /// Opens the files and gives every tensor that is no out its source.
    ///
    /// @throws Failure for an unknown tensor, an out, a file or a constant that does not fit, an i32 or
    ///     bool tensor without numbers
    public static Inputs of(Kernel kernel, Assignments given) {
        for (var name : given.values().keySet()) {
            checkInput(kernel, name);
        }
        var numbers = new LinkedHashMap<String, Numbers>();
        for (var tensor : inputs(kernel)) {
            var text = given.values().get(tensor.name());
            var source = text == null ? seeded(tensor) : Source.parse(tensor.name(), text);
            numbers.put(tensor.name(), numbers(tensor, source));
        }
        return new Inputs(numbers);
    }

    /// The tensors that a run reads, in declaration order.
    public static List<Tensor> inputs(Kernel kernel) {
        return kernel.tensors().stream()
                .filter(tensor -> !tensor.role().written())
                .toList();
    }

    /// The files among the inputs, by tensor.
    public Map<String, InputFile> files() {
        var files = new LinkedHashMap<String, InputFile>();
        numbers.forEach((name, from) -> {
            if (from instanceof Numbers.InFile(var file)) {
                files.put(name, file);
            }
        });
        return files;
    }

    /// The numbers of one input. The caller closes the tensor.
    public dev.weft.runtime.Tensor read(Tensor tensor, long[] shape) {
        var type = type(tensor);
        return switch (java.util.Objects.requireNonNull(numbers.get(tensor.name()))) {
            case Numbers.InFile(var file) -> file.read(type);
            case Numbers.Normal(var seed) -> normal(dev.weft.runtime.Tensor.allocate(type, shape), seed, 1);
            case Numbers.Usual(var seed) ->
                normal(dev.weft.runtime.Tensor.allocate(type, shape), seed, deviation(tensor, shape));
            case Numbers.Constant(var value) -> constant(dev.weft.runtime.Tensor.allocate(type, shape), value);
        };
    }

    /// How a declared tensor is stored at run time.
    public static DType type(Tensor tensor) {
        return switch (tensor.storage()) {
            case F16 -> DType.F16;
            case BF16 -> DType.BF16;
            case F32 -> DType.F32;
            case F64 -> DType.F64;
            case I32 -> DType.I32;
            case BOOL -> DType.BOOL;
        };
    }

    private static void checkInput(Kernel kernel, String name) {
        for (var tensor : kernel.tensors()) {
            if (tensor.name().equals(name)) {
                if (tensor.role().written()) {
                    throw new Failure("--in %s: `%s` is an out of %s; to store it: --out %s=%s.npy"
                            .formatted(name, name, kernel.name(), name, name));
                }
                return;
            }
        }
        throw new Failure("--in %s: %s has no tensor `%s`; its inputs are %s"
                .formatted(
                        name,
                        kernel.name(),
                        name,
                        inputs(kernel).stream().map(Tensor::name).collect(Collectors.joining(", "))));
    }

    private static Source seeded(Tensor tensor) {
        return switch (tensor.storage()) {
            case F16, BF16, F32, F64 -> Source.ofName(tensor.name());
            case I32, BOOL ->
                throw new Failure(
                        "`%s` is %s and has no natural random numbers; give it some: --in %s=%s.npy or --in %s=const(%s)"
                                .formatted(
                                        tensor.name(),
                                        tensor.storage().keyword(),
                                        tensor.name(),
                                        tensor.name(),
                                        tensor.name(),
                                        tensor.storage() == dev.weft.dsl.model.Storage.BOOL ? "true" : "0"));
        };
    }

    private static Numbers numbers(Tensor tensor, Source source) {
        return switch (source) {
            case Source.File(var path) -> {
                var file = InputFile.open(path);
                file.checkConvertible(tensor.name(), type(tensor));
                yield new Numbers.InFile(file);
            }
            case Source.Usual(var seed) -> new Numbers.Usual(seed);
            case Source.Normal(var seed) -> {
                if (tensor.storage().kind() != dev.weft.dsl.model.Kind.REAL) {
                    throw new Failure("--in %s=randn(%d): `%s` is %s, and randn gives reals; use a file or const(V)"
                            .formatted(
                                    tensor.name(),
                                    seed,
                                    tensor.name(),
                                    tensor.storage().keyword()));
                }
                yield new Numbers.Normal(seed);
            }
            case Source.Constant(var value) -> {
                if (!holds(tensor, value)) {
                    throw new Failure("--in %s=const(%s): `%s` is %s, which has no such value"
                            .formatted(
                                    tensor.name(),
                                    value,
                                    tensor.name(),
                                    tensor.storage().keyword()));
                }
                yield new Numbers.Constant(value);
            }
        };
    }

    private static boolean holds(Tensor tensor, double value) {
        return switch (tensor.storage().kind()) {
            case BOOL -> value == 0 || value == 1;
            case INT -> value == (int) value;
            case REAL -> true;
        };
    }

    /// A matrix of a scan keeps the size of what it is multiplied with: its variance is 1 over its columns. With
    /// variance 1 most recurrences are chaotic, and no two precisions agree on what they come to.
    private static double deviation(Tensor tensor, long[] shape) {
        boolean matrix = tensor.role() == Tensor.Role.WEIGHT && shape.length == 2;
        return matrix ? 1 / Math.sqrt(Math.max(1.0, (double) shape[1])) : 1;
    }

    private static dev.weft.runtime.Tensor normal(dev.weft.runtime.Tensor tensor, long seed, double deviation) {
        var random = new SplittableRandom(seed);
        for (long index = 0; index < tensor.elements(); index++) {
            tensor.set(index, deviation * random.nextGaussian());
        }
        return tensor;
    }

    private static dev.weft.runtime.Tensor constant(dev.weft.runtime.Tensor tensor, double value) {
        for (long index = 0; index < tensor.elements(); index++) {
            tensor.set(index, value);
        }
        return tensor;
    }
}
