package dev.weft.kernels.decode;

import dev.weft.runtime.ArgumentDefinition.OfTensor;
import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.util.Arrays;
import java.util.List;

/// The numbers of a tensor for all tokens of a sequence.
final class Whole {
    private final OfTensor argument;
    private final List<String> axes;
    private final long[] shape;
    private final double[] values;

    private Whole(OfTensor argument, List<String> axes, long[] shape, double[] values) {
        this.argument = argument;
        this.axes = axes;
        this.shape = shape;
        this.values = values;
    }

    static Whole of(OfTensor argument, long[] shape, double[] values) {
        var text = argument.axes();
        return new Whole(argument, List.of(text.substring(1, text.length() - 1).split(", ")), shape, values);
    }

    /// Other numbers in its place.
    Whole with(double... others) {
        return new Whole(argument, axes, shape, others);
    }

    /// As many tokens in its place.
    Whole of(int tokens, double... others) {
        var cut = shape.clone();
        cut[tokenAxis()] = tokens;
        return new Whole(argument, axes, cut, others);
    }

    OfTensor argument() {
        return argument;
    }

    /// The names of its axes; `N` or `M` is that of tokens.
    List<String> axes() {
        return axes;
    }

    long[] shape() {
        return shape;
    }

    /// Not a copy.
    double[] values() {
        return values;
    }

    /// -1 where there is one for all tokens.
    int tokenAxis() {
        return Math.max(axes.indexOf("N"), axes.indexOf("M"));
    }

    boolean isQuery() {
        return axes.contains("N");
    }

    /// The numbers of some tokens, in the order of a tensor of those alone.
    double[] part(int from, int to) {
        int axis = tokenAxis();
        int inner = product(axis + 1, shape.length);
        int tokens = (int) shape[axis];
        int outer = product(0, axis);
        var part = new double[outer * (to - from) * inner];
        for (int n = 0; n < outer; n++) {
            System.arraycopy(
                    values, (n * tokens + from) * inner, part, n * (to - from) * inner, (to - from) * inner);
        }
        return part;
    }

    private int product(int from, int to) {
        return (int) Arrays.stream(shape, from, to).reduce(1, Math::multiplyExact);
    }

    /// The same for a tensor that a plan takes.
    Tensor tensor(int from, int to) {
        if (tokenAxis() < 0) {
            return tensor(argument.type(), values, shape);
        }
        var cut = shape.clone();
        cut[tokenAxis()] = (long) to - from;
        return tensor(argument.type(), part(from, to), cut);
    }

    static Tensor tensor(DType type, double[] values, long... shape) {
        var tensor = Tensor.allocate(type, shape);
        return type == DType.I32
                ? tensor.copyFrom(Arrays.stream(values).mapToInt(value -> (int) value).toArray())
                : tensor.copyFrom(values);
    }
}
