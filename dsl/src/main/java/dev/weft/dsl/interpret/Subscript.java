package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Where in a tensor `x[at]` lies.
final class Subscript {
    private final String name;
    private final int[] shape;
    private final Code.OfScalar[] at;

    Subscript(Tensor tensor, List<Term> at, Compiler compiler) {
        this.name = tensor.name();
        this.shape = compiler.sizes(tensor.shape());
        this.at = at.stream().map(compiler::scalar).toArray(Code.OfScalar[]::new);
    }

    /// Where the tensor is read, or written, by its bare name.
    Subscript(Tensor tensor, Compiler compiler) {
        this(tensor, tensor.at(), compiler);
    }

    String name() {
        return name;
    }

    /// How many elements lie there: the product of the axes that are not indexed.
    int size() {
        int size = 1;
        for (int axis = at.length; axis < shape.length; axis++) {
            size *= shape[axis];
        }
        return size;
    }

    /// What is read, for messages, such as `k[0, 1, 5]`.
    String place(Point point) {
        return at.length == 0
                ? "`" + name + "`"
                : Arrays.stream(at)
                        .map(index -> Long.toString((long) index.at(point)))
                        .collect(Collectors.joining(", ", "`" + name + "[", "]`"));
    }

    /// The flat position of the first of them.
    ///
    /// @throws InterpretException where an index leaves its axis
    long offset(Point point) {
        long offset = 0;
        for (int axis = 0; axis < at.length; axis++) {
            long index = (long) at[axis].at(point);
            if (index < 0 || index >= shape[axis]) {
                throw new InterpretException("index " + index + " leaves axis " + axis + " of `" + name
                        + "`, which has size " + shape[axis] + " (at " + point + ")");
            }
            offset = offset * shape[axis] + index;
        }
        return offset * size();
    }
}
