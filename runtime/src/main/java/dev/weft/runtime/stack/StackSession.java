package dev.weft.runtime.stack;

import dev.weft.runtime.BindException;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.cache.CacheFullException;
import dev.weft.runtime.cache.Room;
import dev.weft.runtime.cache.TokenBook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sequences that grow: a batch of them, and for every layer of a stack the keys and values of earlier tokens that it
/// needs. A layer that looks back `w - 1` tokens keeps a ring of that many and those of one step, however long
/// sequences
/// become; one that looks back to the start keeps pages.
///
/// ```java
/// session.add(1);                                  // one token more for every sequence
/// for (int layer = 1; layer <= session.layers(); layer++) {
///     // q, k, v of the new tokens alone
///     session.run(layer, q, k, v, o);
/// }
/// ```
/// Tensors of a step hold N tokens of every sequence, N as many as the longest step of a sequence or more. A sequence
/// that gets fewer has them last: its rows before that are not read, and what is written there means nothing.
///
/// Not for several threads at once. Generated classes wrap it with types.
public final class StackSession implements AutoCloseable {
    private final StackDefinition definition;
    private final TokenBook book;
    private final List<StackLayer> layers;
    private final List<CachedLayer> cached;
    private final boolean[] done;

    private StackSession(
            StackDefinition definition, TokenBook book, List<StackLayer> layers, List<CachedLayer> cached) {
        this.definition = definition;
        this.book = book;
        this.layers = layers;
        this.cached = cached;
        this.done = new boolean[layers.size()];
        Arrays.fill(done, true);
    }

    /// Empty sequences.
    ///
    /// @param sizes of the dims of a layer without the number of keys; that of queries is the most tokens that a
    ///     sequence gets in one step
    /// @param room for layers that keep all tokens
    /// @throws BindException if a kernel cannot take the sizes or read a cache, or the params do not fit
    public static StackSession of(StackDefinition definition, Device device, int[] sizes, Room room, double... params) {
        var layers = definition.layers(params);
        boolean paged = layers.stream().anyMatch(layer -> layer.memory() < 0);
        var book = new TokenBook(sequences(definition, sizes), room, paged);
        var cached = new ArrayList<CachedLayer>();
        try {
            for (var layer : layers) {
                cached.add(CachedLayer.of(definition, layer, device, sizes, room, book));
            }
        } catch (RuntimeException | Error e) {
            cached.forEach(CachedLayer::close);
            book.close();
            throw e;
        }
        return new StackSession(definition, book, layers, cached);
    }

    private static int sequences(StackDefinition definition, int[] sizes) {
        var kernel = definition.kernels().getFirst();
        return switch (kernel.cache()) {
            case LayerCache.None(var why) -> throw CachedLayer.refused(definition, kernel, why);
            case LayerCache.Form form -> {
                var held = form.held().getFirst();
                yield Math.toIntExact(CachedLayer.fresh(definition, kernel, sizes)[held.tensor()][held.batch()]);
            }
        };
    }

    /// How many layers there are.
    public int layers() {
        return layers.size();
    }

    /// Begins a step: every sequence gets `tokens` tokens.
    ///
    /// @throws CacheFullException where there is no room; no sequence has grown then
    /// @throws IllegalStateException if a layer has not run for the tokens before
    public void add(int tokens) {
        var all = new int[book.sequences()];
        Arrays.fill(all, tokens);
        add(all);
    }

    /// Begins a step: each sequence gets tokens of its own number, 0 too.
    ///
    /// @throws CacheFullException where there is no room; no sequence has grown then
    /// @throws IllegalStateException if a layer has not run for the tokens before
    public void add(int... tokens) {
        for (int layer = 0; layer < done.length; layer++) {
            if (!done[layer]) {
                throw new IllegalStateException(
                        "layer %d of %s has not run for the last tokens: it would never see them"
                                .formatted(layer + 1, definition.name()));
            }
        }
        book.add(tokens);
        Arrays.fill(done, book.lastOfAll() == 0);
    }

    /// Runs one layer for the new tokens: keeps their keys and values, and returns when its outs are written.
    ///
    /// @param tensors those of the kernel, of the new tokens alone
    /// @throws BindException if an argument does not fit; nothing has been written then
    /// @throws IllegalStateException if the layer has run for these tokens
    public void run(int number, Tensor... tensors) {
        var layer = StackPlan.layer(definition, layers, number);
        if (done[number - 1]) {
            throw new IllegalStateException(
                    "layer %d of %s has run for these tokens: begin a step (add)".formatted(number, definition.name()));
        }
        cached.get(number - 1).run(layer, tensors, book);
        done[number - 1] = true;
    }

    /// How many tokens a sequence has.
    public int length(int sequence) {
        return book.length(sequence);
    }

    /// Ends a sequence: it has no tokens then, and its pages serve others.
    public void release(int sequence) {
        book.release(sequence);
    }

    /// How many blocks no sequence has.
    public int freeBlocks() {
        return book.freeBlocks();
    }

    /// The memory that a layer's cache takes.
    public long bytes(int number) {
        StackPlan.layer(definition, layers, number);
        return cached.get(number - 1).bytes();
    }

    /// The memory that all caches take.
    public long bytes() {
        return cached.stream().mapToLong(CachedLayer::bytes).sum();
    }

    /// Frees all memory. May be called again.
    @Override
    public void close() {
        cached.forEach(CachedLayer::close);
        book.close();
    }
}
