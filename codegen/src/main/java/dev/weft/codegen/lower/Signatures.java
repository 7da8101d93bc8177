package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.Signature.Argument;
import dev.weft.codegen.tile.Signature.Dimension;
import dev.weft.codegen.tile.Signature.Direction;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Writes down what callers see of a kernel.
final class Signatures {
    private Signatures() {}

    static Signature of(String packageName, String file, Kernel model) {
        return new Signature(
                packageName,
                model.name(),
                model.doc(),
                file,
                dimensions(model.dims()),
                model.arguments().stream()
                        .map(argument -> argument(model, argument))
                        .toList(),
                model.facts().stream()
                        .map(fact -> new Signature.Condition(Points.plain(fact.condition()), fact.text()))
                        .toList(),
                model.source().lines().stream()
                        .map(line -> new Signature.Equation(line.name(), line.text()))
                        .toList());
    }

    private static List<Dimension> dimensions(List<Dim> dims) {
        var dimensions = new ArrayList<Dimension>();
        for (var dim : dims) {
            switch (dim) {
                case Dim.Symbolic(var name) -> dimensions.add(new Dimension(name, List.of()));
                case Dim.Specialised(var name, var values) -> dimensions.add(new Dimension(name, values));
                case Dim.Fixed _ -> {}
            }
        }
        return dimensions;
    }

    private static Argument argument(Kernel model, dev.weft.dsl.model.Argument argument) {
        return switch (argument) {
            case Tensor tensor ->
                new Signature.Tensor(
                        tensor.name(),
                        Points.element(tensor.storage()),
                        tensor.role().written() ? Direction.OUT : Direction.IN,
                        tensor.shape().stream().map(Points::plain).toList(),
                        tensor.doc());
            case Param param ->
                new Signature.Scalar(
                        param.name(), Points.element(param.storage()), Excesses.of(model, param), param.doc());
        };
    }
}
