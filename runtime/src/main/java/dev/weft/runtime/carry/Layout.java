package dev.weft.runtime.carry;

import dev.weft.runtime.ArgumentDefinition;
import dev.weft.runtime.BindException;
import dev.weft.runtime.DType;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Tensor;
import java.util.Arrays;
import java.util.List;

/// A carried kernel with its sizes: which shapes its tensors have for how many tokens, and where in the
/// argument lists of the whole kernel and of a step they stand.
final class Layout {
    final CarriedKernel kernel;
    final CarriedKernel.Extent extent;

    /// Sizes of the whole kernel; those that count tokens say how many rows a step has at most.
    private final int[] sizes;

    final List<ArgumentDefinition.OfTensor> whole;
    final List<ArgumentDefinition.OfTensor> step;

    Layout(CarriedKernel kernel, int[] sizes) {
        this.kernel = kernel;
        this.sizes = sizes.clone();
        this.whole = tensors(kernel.whole());
        this.step = tensors(kernel.step());
        this.extent = kernel.extent(sizes);
    }

    private static List<ArgumentDefinition.OfTensor> tensors(KernelDefinition kernel) {
        return kernel.arguments().stream()
                .filter(ArgumentDefinition.OfTensor.class::isInstance)
                .map(ArgumentDefinition.OfTensor.class::cast)
                .toList();
    }

    String name() {
        return kernel.whole().name();
    }

    /// The most rows of a step.
    int most() {
        return sizes[kernel.whole().dims().indexOf(kernel.tokenDims().getFirst())];
    }

    /// Sizes of the whole kernel for a number of tokens.
    int[] sizes(int tokens) {
        var all = sizes.clone();
        for (var dim : kernel.tokenDims()) {
            all[kernel.whole().dims().indexOf(dim)] = tokens;
        }
        return all;
    }

    /// The sizes that do not count tokens, as `B=1, H=2`.
    String fixedSizes() {
        var dims = kernel.whole().dims();
        return dims.stream()
                .filter(dim -> !kernel.tokenDims().contains(dim))
                .map(dim -> dim + "=" + sizes[dims.indexOf(dim)])
                .collect(java.util.stream.Collectors.joining(", "));
    }

    int[] stepSizes(int rows, int slots) {
        var dims = kernel.whole().dims();
        return kernel.step().dims().stream()
                .mapToInt(dim -> {
                    if (dim.equals(kernel.slotDim())) {
                        return slots;
                    }
                    return dim.equals(kernel.tokenDims().getFirst()) ? rows : sizes[dims.indexOf(dim)];
                })
                .toArray();
    }

    /// Where a tensor of the whole kernel stands in a step; -1 if a step does without.
    int inStep(int tensor) {
        var name = whole.get(tensor).name();
        for (int n = 0; n < firstOwn(); n++) {
            if (step.get(n).name().equals(name)) {
                return n;
            }
        }
        return -1;
    }

    /// Where a step's own tensors begin: counts, codes, values.
    int firstOwn() {
        return step.size() - 2 - averaged();
    }

    int averaged() {
        return kernel.reads().size() - 2;
    }

    /// Where a read tensor stands in the whole kernel.
    int read(int number) {
        var name = kernel.reads().get(number);
        for (int n = 0; n < whole.size(); n++) {
            if (whole.get(n).name().equals(name)) {
                return n;
            }
        }
        throw new IllegalStateException(name() + " reads no " + name);
    }

    /// How many entries a read vector has.
    int entries(int number) {
        var shape = kernel.whole().shapes(sizes)[read(number)];
        return Math.toIntExact(shape[shape.length - 1]);
    }

    /// The numbers of the tensors with these roles, in order.
    int[] with(CarriedTensor.Role... roles) {
        var all = kernel.tensors();
        return java.util.stream.IntStream.range(0, all.size())
                .filter(n -> Arrays.asList(roles).contains(all.get(n).role()))
                .toArray();
    }

    /// Checks tensors against the whole kernel for a number of tokens.
    ///
    /// @param numbers which tensors of the whole kernel were given
    void check(Tensor[] given, int[] numbers, int tokens) {
        var shapes = kernel.whole().shapes(sizes(tokens));
        for (int n = 0; n < numbers.length; n++) {
            var argument = whole.get(numbers[n]);
            var wanted = shapes[numbers[n]];
            if (given[n].type() != argument.type() || !Arrays.equals(given[n].shape(), wanted)) {
                throw new BindException("%s: %s is %s, but %s%s is needed, declared %s"
                        .formatted(
                                name(),
                                argument.name(),
                                given[n],
                                spec(argument.type()),
                                Arrays.toString(wanted),
                                spec(argument.type()) + argument.axes()));
            }
            if (!given[n].isOpen()) {
                throw new BindException("%s: the tensor %s is closed".formatted(name(), argument.name()));
            }
            if (argument.out() && given[n].memory().isReadOnly()) {
                throw new BindException(
                        "%s: %s is an out, but its memory is read-only".formatted(name(), argument.name()));
            }
        }
    }

    /// Checks that no out shares memory with another tensor.
    void checkApart(Tensor[] given, int[] numbers, Tensor[] fixed) {
        var held = with(CarriedTensor.Role.FIXED);
        for (int n = 0; n < numbers.length; n++) {
            if (!whole.get(numbers[n]).out()) {
                continue;
            }
            for (int other = 0; other < numbers.length; other++) {
                if (other != n && given[n].overlaps(given[other])) {
                    throw shared(numbers[n], numbers[other]);
                }
            }
            for (int other = 0; other < held.length; other++) {
                if (given[n].overlaps(fixed[other])) {
                    throw shared(numbers[n], held[other]);
                }
            }
        }
    }

    private BindException shared(int out, int other) {
        return new BindException("%s: the out %s shares memory with %s: give it a tensor of its own"
                .formatted(name(), whole.get(out).name(), whole.get(other).name()));
    }

    /// How many tensors there must be.
    void checkCount(Tensor[] given, int[] numbers, String when) {
        if (given.length != numbers.length || Arrays.asList(given).contains(null)) {
            throw new BindException("%s takes %d tensors %s: %s"
                    .formatted(
                            name(),
                            numbers.length,
                            when,
                            Arrays.stream(numbers)
                                    .mapToObj(n -> whole.get(n).name())
                                    .collect(java.util.stream.Collectors.joining(", "))));
        }
    }

    private static String spec(DType type) {
        return type.name().toLowerCase(java.util.Locale.ROOT);
    }
}
