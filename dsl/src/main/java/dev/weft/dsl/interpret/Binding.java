package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a kernel is evaluated on: the numbers behind its names. Checked once, before anything is evaluated.
final class Binding {
    private final Map<String, Integer> sizes;
    private final Map<String, Double> params;
    private final Map<String, ? extends Elements> tensors;

    private Binding(Map<String, Integer> sizes, Map<String, Double> params, Map<String, ? extends Elements> tensors) {
        this.sizes = Map.copyOf(sizes);
        this.params = Map.copyOf(params);
        this.tensors = Map.copyOf(tensors);
    }

    /// @throws InterpretException where something is missing or does not fit, or a `where` does not hold
    static Binding of(
            Kernel kernel,
            Map<String, Integer> sizes,
            Map<String, Double> params,
            Map<String, ? extends Elements> tensors) {
        var binding = partly(kernel, sizes, params, tensors);
        for (var tensor : kernel.tensors()) {
            if (!tensor.role().written()) {
                binding.elements(tensor);
            }
        }
        return binding;
    }

    /// The same where some tensors may be missing, as long as nothing reads them.
    static Binding partly(
            Kernel kernel,
            Map<String, Integer> sizes,
            Map<String, Double> params,
            Map<String, ? extends Elements> tensors) {
        checkScalars(kernel, sizes, params);
        var binding = new Binding(sizes, params, tensors);
        var compiler = new Compiler(binding, new Kept(), new Carried());
        for (var tensor : kernel.tensors()) {
            if (!tensor.role().written() && tensors.containsKey(tensor.name())) {
                checkShape(tensor, compiler.sizes(tensor.shape()), binding.elements(tensor));
            }
        }
        return binding;
    }

    /// Likewise, for all that needs no tensor.
    static void checkScalars(Kernel kernel, Map<String, Integer> sizes, Map<String, Double> params) {
        var binding = new Binding(sizes, params, Map.of());
        kernel.dims().forEach(binding::size);
        kernel.params().forEach(binding::checkParam);
        var compiler = new Compiler(binding, new Kept(), new Carried());
        for (var fact : kernel.facts()) {
            if (!compiler.scalar(fact.condition()).holds(new Point())) {
                throw new InterpretException(
                        "where " + fact.text() + " does not hold" + binding.values(fact.condition()));
            }
        }
    }

    /// What the dims and params in a condition are: `: H=6, G=4`.
    private String values(Term condition) {
        var named = new LinkedHashSet<String>();
        collect(condition, named);
        var text = String.join(", ", named);
        return text.isEmpty() ? "" : ": " + text;
    }

    private void collect(Term term, Set<String> named) {
        switch (term) {
            case Term.Size(Dim.Fixed _) -> {}
            case Term.Size(var dim) -> named.add(dim.name() + "=" + size(dim));
            case Term.Parameter(var param) -> named.add(param.name() + "=" + written(param));
            case Term.Apply(var _, var _, List<Term> of) -> of.forEach(part -> collect(part, named));
            case Term.Choose(var _, Term when, Term then, Term otherwise) ->
                List.of(when, then, otherwise).forEach(part -> collect(part, named));
            // A fact is about dims and params.
            case Term.Constant _, Term.Index _, Term.Element _, Term.PairNumber _, Term.Score _ -> {}
            case Term.Contract _, Term.Fold _, Term.Nearest _, Term.Rotate _ -> {}
            case Term.OverKeys _, Term.RowStatistic _ -> {}
            case Term.Previous _, Term.Current _ -> {}
        }
    }

    private String written(Param param) {
        double value = value(param);
        return switch (param.storage().kind()) {
            case BOOL -> value != 0 ? "true" : "false";
            case INT -> Integer.toString((int) value);
            case REAL -> Double.toString(value);
        };
    }

    int size(Dim dim) {
        return switch (dim) {
            case Dim.Symbolic(String name) -> named(name);
            case Dim.Fixed(String _, int value) -> value;
            case Dim.Specialised(String name, List<Integer> values) -> {
                int size = named(name);
                if (!values.contains(size)) {
                    throw new InterpretException("dim `" + name + "` is " + size + ", but must be one of " + values);
                }
                yield size;
            }
        };
    }

    private int named(String dim) {
        Integer size = sizes.get(dim);
        if (size == null) {
            throw new InterpretException("dim `" + dim + "` has no size");
        }
        if (size < 0) {
            throw new InterpretException("dim `" + dim + "` is " + size);
        }
        return size;
    }

    double value(Param param) {
        Double value = params.get(param.name());
        if (value == null) {
            throw new InterpretException("param `" + param.name() + "` has no value");
        }
        return value;
    }

    private void checkParam(Param param) {
        double value = value(param);
        boolean fits = switch (param.storage()) {
            case I32 -> value == (int) value;
            case BOOL -> value == 0 || value == 1;
            case F16, BF16, F32, F64 -> true;
        };
        if (!fits) {
            throw new InterpretException("param `" + param.name() + "` is " + value + ", which is no "
                    + param.storage().keyword());
        }
    }

    Elements elements(Tensor tensor) {
        Elements elements = tensors.get(tensor.name());
        if (elements == null) {
            throw new InterpretException("tensor `" + tensor.name() + "` has no values");
        }
        return elements;
    }

    private static void checkShape(Tensor tensor, int[] declared, Elements elements) {
        if (!Arrays.equals(declared, elements.shape())) {
            throw new InterpretException("tensor `" + tensor.name() + "` has shape " + Arrays.toString(elements.shape())
                    + ", but " + Arrays.toString(declared) + " is declared");
        }
    }
}
