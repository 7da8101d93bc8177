package dev.weft.codegen.lower;

import dev.weft.codegen.tile.LayerCache;
import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.StackSignature;
import dev.weft.codegen.tile.Value;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Fact;
import dev.weft.dsl.model.LayerLine;
import dev.weft.dsl.model.Memory;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Stack;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Folding;
import dev.weft.dsl.prove.Terms;
import java.util.ArrayList;
import java.util.List;

/// What a stack becomes: what callers see of it, and the kernels that read its caches.
///
/// @param forms those kernels, in the order of the layers' own
public record StackLowering(StackSignature signature, List<Caching.Form> forms) {
    public StackLowering {
        forms = List.copyOf(forms);
    }

    /// Lowers a stack.
    ///
    /// @param packageName of the generated classes; may be empty
    /// @param file the name of the source, for headers
    public static StackLowering of(String packageName, String file, Stack stack) {
        var kernels = stack.kernels();
        var caches = kernels.stream().map(CacheLowering::of).toList();
        var layerKernels = new ArrayList<StackSignature.LayerKernel>();
        for (int at = 0; at < kernels.size(); at++) {
            layerKernels.add(new StackSignature.LayerKernel(kernels.get(at).name(), cache(caches.get(at))));
        }
        var layer = Signatures.of(packageName, file, kernels.getFirst());
        var first = kernels.getFirst();
        return new StackLowering(
                new StackSignature(
                        face(packageName, file, stack),
                        new Signature(
                                packageName,
                                stack.name(),
                                "",
                                file,
                                layer.dimensions(),
                                layer.arguments().stream()
                                        .filter(Signature.Tensor.class::isInstance)
                                        .toList(),
                                List.of(),
                                List.of()),
                        dimension(layer, first.queries()),
                        first.keys().equals(first.queries()) ? -1 : dimension(layer, first.keys()),
                        stack.facts().stream().map(StackLowering::comparison).toList(),
                        layerKernels,
                        stack.lines().stream()
                                .map(line -> line(line, kernels, caches))
                                .toList()),
                caches.stream()
                        .filter(Caching.Form.class::isInstance)
                        .map(Caching.Form.class::cast)
                        .toList());
    }

    private static Signature face(String packageName, String file, Stack stack) {
        return new Signature(
                packageName,
                stack.name(),
                stack.doc(),
                file,
                List.of(),
                stack.params().stream()
                        .<Signature.Argument>map(param -> new Signature.Scalar(
                                param.name(), Points.element(param.storage()), Signature.Excess.KEPT, param.doc()))
                        .toList(),
                stack.facts().stream()
                        .map(fact -> new Signature.Condition(Points.plain(fact.condition()), fact.text()))
                        .toList(),
                stack.lines().stream()
                        .map(line -> new Signature.Equation("layer " + line.layers(), line.call()))
                        .toList());
    }

    private static List<StackSignature.Comparison> comparison(Fact fact) {
        if (!(fact.condition() instanceof Term.Apply(var _, var op, var x))
                || x.size() != 2
                || !x.getFirst().type().equals(Type.INT)) {
            return List.of();
        }
        var sign = switch (op) {
            case LESS -> "<";
            case LESS_EQUAL -> "<=";
            case EQUAL -> "==";
            case NOT_EQUAL -> "!=";
            default -> "";
        };
        return sign.isEmpty()
                ? List.of()
                : List.of(new StackSignature.Comparison(Points.plain(x.get(0)), sign, Points.plain(x.get(1))));
    }

    private static int dimension(Signature layer, Term size) {
        var names = layer.dimensions().stream().map(Signature.Dimension::name).toList();
        return size instanceof Term.Size(Dim dim) ? names.indexOf(dim.name()) : -1;
    }

    private static LayerCache cache(Caching caching) {
        return switch (caching) {
            case Caching.Not(var why) -> new LayerCache.None(why);
            case Caching.Form form ->
                new LayerCache.Form(
                        form.kernel().name(),
                        form.ring(),
                        form.held().stream()
                                .map(held -> new LayerCache.Held(held.tensor(), held.batch(), held.token()))
                                .toList());
        };
    }

    private static StackSignature.Line line(LayerLine line, List<Attention> kernels, List<Caching> caches) {
        int kernel = kernels.indexOf(line.kernel());
        return new StackSignature.Line(
                line.index().name(),
                Points.plain(line.first()),
                Points.plain(line.end()),
                Points.plain(line.condition()),
                kernel,
                line.arguments().stream().map(Points::plain).toList(),
                memory(line, caches.get(kernel)),
                line.layers());
    }

    private static Value memory(LayerLine line, Caching caching) {
        return caching instanceof Caching.Form form && form.memory() instanceof Memory.Last(var tokens)
                ? Points.plain(least(given(tokens, line)))
                : Points.plain(Terms.integer(-1));
    }

    /// A window that keeps nothing needs no tokens before its own either.
    private static Term least(Term tokens) {
        Term least = Terms.integers(Op.MAX, Terms.integer(0), tokens);
        return Folding.constant(least).<Term>map(constant -> constant).orElse(least);
    }

    /// A term over the params of a kernel as one over those of the stack.
    public static Term given(Term term, LayerLine line) {
        var params = line.kernel().params();
        return term instanceof Term.Parameter(var param) && params.contains(param)
                ? line.arguments().get(params.indexOf(param))
                : Terms.map(term, part -> given(part, line));
    }
}
