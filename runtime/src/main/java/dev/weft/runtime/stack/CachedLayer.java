package dev.weft.runtime.stack;

import dev.weft.runtime.ArgumentDefinition;
import dev.weft.runtime.BindException;
import dev.weft.runtime.Device;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Plan;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.cache.HeldTensor;
import dev.weft.runtime.cache.Room;
import dev.weft.runtime.cache.TokenBook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One layer and its cache. There is a plan for each number of tokens that a step had of late.
final class CachedLayer implements AutoCloseable {
    /// One for prompts and one for single tokens are enough; a few more for what a scheduler of requests may do.
    private static final int PLANS = 4;

    private final StackDefinition definition;
    private final LayerKernel kernel;
    private final LayerCache.Form form;
    private final Device device;
    private final int[] sizes;
    private final int[] cache;
    private final List<HeldTensor> held;
    private final Map<Integer, Plan> plans = new LinkedHashMap<>();

    private CachedLayer(
            StackDefinition definition,
            LayerKernel kernel,
            LayerCache.Form form,
            Device device,
            int[] sizes,
            int[] cache,
            List<HeldTensor> held) {
        this.definition = definition;
        this.kernel = kernel;
        this.form = form;
        this.device = device;
        this.sizes = sizes;
        this.cache = cache;
        this.held = held;
    }

    static CachedLayer of(
            StackDefinition definition, StackLayer layer, Device device, int[] sizes, Room room, TokenBook book) {
        var kernel = definition.kernels().get(layer.kernel());
        return switch (kernel.cache()) {
            case LayerCache.None(var why) -> throw refused(definition, kernel, why);
            case LayerCache.Form form -> {
                int[] cache = form.ring()
                        ? new int[] {ring(layer, sizes[dim(definition)])}
                        : new int[] {room.blocks(), room.block(), room.pages()};
                var bound = joined(sizes, cache);
                form.kernel().checkSizes(bound);
                form.kernel().checkScalars(bound, layer.values());
                yield new CachedLayer(definition, kernel, form, device, sizes.clone(), cache, held(form, bound, book));
            }
        };
    }

    /// What a query needs, its own tokens and those of its step, at once.
    private static int ring(StackLayer layer, int tokens) {
        return Math.toIntExact(Math.addExact(layer.memory(), Math.max(1, tokens)));
    }

    private static List<HeldTensor> held(LayerCache.Form form, int[] bound, TokenBook book) {
        var shapes = form.kernel().shapes(bound);
        var held = new ArrayList<HeldTensor>();
        try {
            for (var one : form.held()) {
                var storage =
                        Tensor.allocate(tensors(form.kernel()).get(one.tensor()).type(), shapes[one.tensor()]);
                held.add(
                        form.ring()
                                ? HeldTensor.ring(book, storage, one.batch(), one.token())
                                : HeldTensor.pages(book, storage, one.batch(), one.token()));
            }
        } catch (RuntimeException | Error e) {
            held.forEach(HeldTensor::close);
            throw e;
        }
        return held;
    }

    private static List<ArgumentDefinition.OfTensor> tensors(KernelDefinition kernel) {
        return kernel.arguments().stream()
                .filter(ArgumentDefinition.OfTensor.class::isInstance)
                .map(ArgumentDefinition.OfTensor.class::cast)
                .toList();
    }

    static BindException refused(StackDefinition definition, LayerKernel kernel, String why) {
        return new BindException("layers of %s cannot go on token by token: in %s %s"
                .formatted(definition.name(), kernel.kernel().name(), why));
    }

    /// Where the number of queries stands among the sizes of a session, which have no number of keys.
    private static int dim(StackDefinition definition) {
        int keys = definition.keys();
        return keys >= 0 && keys < definition.queries() ? definition.queries() - 1 : definition.queries();
    }

    /// The shapes of a step's tensors: there are as many keys as queries.
    static long[][] fresh(StackDefinition definition, LayerKernel kernel, int[] sizes) {
        int keys = definition.keys();
        if (keys < 0) {
            return kernel.kernel().shapes(sizes);
        }
        var all = new int[sizes.length + 1];
        System.arraycopy(sizes, 0, all, 0, keys);
        all[keys] = sizes[dim(definition)];
        System.arraycopy(sizes, keys, all, keys + 1, sizes.length - keys);
        return kernel.kernel().shapes(all);
    }

    private static int[] joined(int[] sizes, int[] cache) {
        var all = Arrays.copyOf(sizes, sizes.length + cache.length);
        System.arraycopy(cache, 0, all, sizes.length, cache.length);
        return all;
    }

    /// Keeps the new tokens' keys and values, and runs.
    void run(StackLayer layer, Tensor[] tensors, TokenBook book) {
        int tokens = tokens(tensors, book);
        var plan = plan(tokens);
        var all = new ArrayList<>(Arrays.asList(tensors));
        for (int at = 0; at < held.size(); at++) {
            int tensor = form.held().get(at).tensor();
            held.get(at).append(tensors[tensor]);
            all.set(tensor, held.get(at).storage());
        }
        if (!form.ring()) {
            all.add(book.pages());
        }
        all.add(book.lengths());
        plan.run(all.toArray(Tensor[]::new), layer.values());
    }

    /// How many tokens the tensors hold, which must be right in every other way.
    private int tokens(Tensor[] tensors, TokenBook book) {
        var declared = tensors(kernel.kernel());
        if (tensors.length != declared.size()) {
            throw new BindException("%s takes %d tensors, and %d are given"
                    .formatted(kernel.kernel().name(), declared.size(), tensors.length));
        }
        var first = form.held().getFirst();
        var given = tensors[first.tensor()];
        int most = sizes[dim(definition)];
        int tokens = given.rank() > first.token() ? Math.toIntExact(given.size(first.token())) : -1;
        if (tokens > most) {
            throw new BindException("a step of this session has at most %d tokens, and %s has %d"
                    .formatted(most, declared.get(first.tensor()).name(), tokens));
        }
        if (tokens < book.lastOfAll()) {
            throw new BindException("a sequence got %d tokens, and %s has %d"
                    .formatted(book.lastOfAll(), declared.get(first.tensor()).name(), Math.max(0, tokens)));
        }
        var step = sizes.clone();
        step[dim(definition)] = tokens;
        var shapes = fresh(definition, kernel, step);
        for (int at = 0; at < tensors.length; at++) {
            var tensor = tensors[at];
            if (tensor.type() != declared.get(at).type() || !Arrays.equals(tensor.shape(), shapes[at])) {
                throw new BindException("%s of %s is %s, a step of %d tokens takes %s"
                        .formatted(
                                declared.get(at).name(),
                                kernel.kernel().name(),
                                tensor,
                                tokens,
                                declared.get(at).axes() + " = " + Arrays.toString(shapes[at])));
            }
        }
        return tokens;
    }

    private Plan plan(int tokens) {
        var known = plans.remove(tokens);
        if (known == null && plans.size() >= PLANS) {
            var eldest = plans.values().iterator();
            eldest.next().close();
            eldest.remove();
        }
        var step = sizes.clone();
        step[dim(definition)] = tokens;
        var plan = known == null ? device.plan(form.kernel(), resident(), joined(step, cache)) : known;
        plans.put(tokens, plan);
        return plan;
    }

    /// What the cache holds stays on the device: only new tokens are copied there.
    private Set<String> resident() {
        var tensors = tensors(form.kernel());
        var names = new HashSet<String>();
        form.held().forEach(one -> names.add(tensors.get(one.tensor()).name()));
        return names;
    }

    long bytes() {
        return held.stream().mapToLong(HeldTensor::bytes).sum();
    }

    @Override
    public void close() {
        plans.values().forEach(Plan::close);
        plans.clear();
        held.forEach(HeldTensor::close);
    }
}
