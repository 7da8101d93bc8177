package dev.weft.cli.bind;

import dev.weft.cli.console.Failure;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds the size of every dim from those given by name and from the shapes of tensors.
final class SizeSolver {
    private final Map<String, Long> sizes = new HashMap<>();
    private final Map<String, String> sources = new HashMap<>();

    SizeSolver(Kernel kernel) {
        for (var dim : kernel.dims()) {
            if (dim instanceof Dim.Fixed(String name, int value)) {
                sizes.put(name, (long) value);
                sources.put(name, "`dim %s = %d`".formatted(name, value));
            }
        }
    }

    /// One axis of one tensor, as declared and as found.
    private record AxisSize(Term declared, long found, String source) {}

    /// Takes a size by name.
    ///
    /// @throws Failure if another source says otherwise
    void give(String dim, long size, String source) {
        var before = sizes.putIfAbsent(dim, size);
        var said = sources.putIfAbsent(dim, source);
        if (before != null && before != size) {
            throw new Failure("dim `%s` is %d by %s, but %d by %s".formatted(dim, before, said, size, source));
        }
    }

    /// Takes the shapes that tensors have, and solves the declared ones for the dims.
    ///
    /// @param shapes shape and its source by tensor
    void match(List<Tensor> tensors, Map<String, Found> shapes) {
        var open = new java.util.ArrayList<AxisSize>();
        for (var tensor : tensors) {
            var found = shapes.get(tensor.name());
            if (found != null) {
                open.addAll(axes(tensor, found));
            }
        }
        // Every round settles at least one axis or ends; what is left over is checked once all dims are known.
        while (open.removeIf(this::settle)) {}
        left.addAll(open);
    }

    private final List<AxisSize> left = new java.util.ArrayList<>();

    /// The shape of a tensor and who says so.
    record Found(List<Long> shape, String source) {}

    private static List<AxisSize> axes(Tensor tensor, Found found) {
        int rank = tensor.shape().size();
        if (found.shape().size() != rank) {
            throw new Failure("`%s` is %s, which has %d axes, but %s has shape %s"
                    .formatted(tensor.name(), Sizing.declared(tensor), rank, found.source(), found.shape()));
        }
        var axes = new java.util.ArrayList<AxisSize>();
        for (int axis = 0; axis < rank; axis++) {
            axes.add(new AxisSize(
                    tensor.shape().get(axis),
                    found.shape().get(axis),
                    "axis %d of %s".formatted(axis, found.source())));
        }
        return axes;
    }

    private boolean settle(AxisSize axis) {
        return switch (Linear.of(axis.declared(), sizes)) {
            case Linear.Known(long value) -> {
                if (value != axis.found()) {
                    throw conflict(axis, value);
                }
                yield true;
            }
            case Linear.InOne(String dim, long factor, long offset) -> {
                long rest = axis.found() - offset;
                if (rest % factor != 0 || rest / factor < 0) {
                    throw new Failure("%s is %d, and no `%s` makes `%s` so large"
                            .formatted(axis.source(), axis.found(), dim, Sizing.text(axis.declared())));
                }
                give(dim, rest / factor, axis.source());
                yield true;
            }
            case Linear.Open() -> false;
        };
    }

    private Failure conflict(AxisSize axis, long value) {
        return switch (axis.declared()) {
            case Term.Size(Dim dim) ->
                new Failure("dim `%s` is %d by %s, but %d by %s"
                        .formatted(dim.name(), value, sources.get(dim.name()), axis.found(), axis.source()));
            case Term.Constant _ ->
                new Failure("%s is %d, and %d is declared".formatted(axis.source(), axis.found(), value));
            case Term other ->
                new Failure("%s is %d, but `%s` is %d (%s)"
                        .formatted(
                                axis.source(),
                                axis.found(),
                                Sizing.text(other),
                                value,
                                Sizing.because(other, sizes, sources)));
        };
    }

    /// What is known, checked: those dims of the kernel that have a size, fixed ones left out.
    Map<String, Integer> sizes(Kernel kernel) {
        left.removeIf(this::settle);
        var result = new LinkedHashMap<String, Integer>();
        for (var dim : kernel.dims()) {
            var size = sizes.get(dim.name());
            if (size != null) {
                check(dim, size);
                result.put(dim.name(), (int) (long) size);
            }
        }
        return result;
    }

    private void check(Dim dim, long size) {
        if (size < 0 || size > Integer.MAX_VALUE) {
            throw new Failure("dim `%s` is %d by %s; sizes go from 0 to %d"
                    .formatted(dim.name(), size, sources.get(dim.name()), Integer.MAX_VALUE));
        }
        if (dim instanceof Dim.Specialised(var _, var values) && !values.contains((int) size)) {
            throw new Failure("dim `%s` is %d by %s, and the spec has kernels for %s alone"
                    .formatted(dim.name(), size, sources.get(dim.name()), Sizing.choice(values)));
        }
    }
}
