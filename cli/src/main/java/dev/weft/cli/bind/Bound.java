package dev.weft.cli.bind;

import dev.weft.cli.console.Failure;
import dev.weft.dsl.interpret.InterpretException;
import dev.weft.dsl.interpret.Interpreter;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A kernel with a value for every dim and param, and every `where` true.
///
/// @param sizes by dim, in declaration order
/// @param params by param, in declaration order; i32 and bool ones as whole numbers
public record Bound(Kernel kernel, Map<String, Integer> sizes, Map<String, Double> params) {
    public Bound {
        sizes = Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /// Settles everything, or says in one message what is missing or who disagrees.
    ///
    /// @param given what `--bind` says
    /// @param files the files among the inputs, by tensor
    public static Bound of(Kernel kernel, Assignments given, Map<String, InputFile> files) {
        var solver = new SizeSolver(kernel);
        var params = new LinkedHashMap<String, Double>();
        given.values().forEach((name, text) -> {
            var dim = kernel.dims().stream().filter(d -> d.name().equals(name)).findFirst();
            var param =
                    kernel.params().stream().filter(p -> p.name().equals(name)).findFirst();
            if (dim.isPresent()) {
                solver.give(name, size(name, text), "--bind %s=%s".formatted(name, text));
            } else if (param.isPresent()) {
                params.put(name, value(param.get(), text));
            } else {
                throw unknown(kernel, name);
            }
        });
        var shapes = new LinkedHashMap<String, SizeSolver.Found>();
        files.forEach((name, file) -> shapes.put(name, new SizeSolver.Found(file.shape(), file.toString())));
        solver.match(kernel.tensors(), shapes);
        var sizes = solver.sizes(kernel);
        checkComplete(kernel, sizes, params);
        try {
            Interpreter.check(kernel, sizes, params);
        } catch (InterpretException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
        return new Bound(kernel, sizes, params);
    }

    private static void checkComplete(Kernel kernel, Map<String, Integer> sizes, Map<String, Double> params) {
        var dims = new ArrayList<>(kernel.dims().stream().map(Dim::name).toList());
        dims.removeAll(sizes.keySet());
        var scalars = new ArrayList<>(kernel.params().stream().map(Param::name).toList());
        scalars.removeAll(params.keySet());
        if (dims.isEmpty() && scalars.isEmpty()) {
            return;
        }
        var missing = Stream.of(named("no size for", dims), named("no value for", scalars))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" and "));
        var cure = Stream.concat(dims.stream(), scalars.stream())
                .map(name -> name + "=…")
                .collect(Collectors.joining(","));
        throw new Failure("%s has %s; cure: --bind %s%s"
                .formatted(kernel.name(), missing, cure, dims.isEmpty() ? "" : ", or --in files whose shapes say it"));
    }

    private static String named(String what, List<String> names) {
        return names.isEmpty() ? "" : what + " " + String.join(", ", names);
    }

    private static Failure unknown(Kernel kernel, String name) {
        var names = Stream.concat(
                        kernel.dims().stream().map(Dim::name),
                        kernel.params().stream().map(Param::name))
                .collect(Collectors.joining(", "));
        return new Failure("--bind %s: %s has no dim or param `%s`; it has %s"
                .formatted(name, kernel.name(), name, names.isEmpty() ? "none at all" : names));
    }

    private static long size(String dim, String text) {
        try {
            long size = Long.parseLong(text);
            if (size >= 0 && size <= Integer.MAX_VALUE) {
                return size;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw new Failure("--bind %s=%s: a dim is a whole number from 0 to %d".formatted(dim, text, Integer.MAX_VALUE));
    }

    static double value(Param param, String text) {
        try {
            switch (param.storage().kind()) {
                case BOOL -> {
                    if (text.equals("true") || text.equals("false")) {
                        return text.equals("true") ? 1 : 0;
                    }
                    if (text.equals("1") || text.equals("0")) {
                        return Integer.parseInt(text);
                    }
                }
                case INT -> {
                    return Integer.parseInt(text);
                }
                case REAL -> {
                    return text.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
                }
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw new Failure("--bind %s=%s: param `%s` is %s"
                .formatted(param.name(), text, param.name(), param.storage().keyword()));
    }

    /// The kernel, where it can only be an attention.
    public Attention attention() {
        if (kernel instanceof Attention attention) {
            return attention;
        }
        throw new IllegalStateException(kernel.name() + " is no attention");
    }

    /// What a size term over dims comes to.
    public long size(Term size) {
        var known = new LinkedHashMap<String, Long>();
        sizes.forEach((dim, value) -> known.put(dim, (long) value));
        if (Linear.of(size, known) instanceof Linear.Known(long value)) {
            return value;
        }
        throw new Failure("the size `%s` cannot be computed from dims alone".formatted(Sizing.text(size)));
    }

    /// The shape that a tensor has for these sizes.
    ///
    /// @throws Failure if one of them is negative
    public long[] shape(Tensor tensor) {
        var shape = tensor.shape().stream().mapToLong(this::size).toArray();
        if (java.util.stream.LongStream.of(shape).anyMatch(size -> size < 0)) {
            throw new Failure("`%s` is %s, and for %s that is %s"
                    .formatted(tensor.name(), Sizing.declared(tensor), describe(), java.util.Arrays.toString(shape)));
        }
        return shape;
    }

    /// `N=4096, w=256`
    public String describe() {
        return Stream.concat(
                        sizes.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()),
                        params.entrySet().stream().map(e -> e.getKey() + "=" + number(e.getValue())))
                .collect(Collectors.joining(", "));
    }

    /// A param's value as it is written: whole numbers without a point.
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
