package dev.weft.runtime.cache;

import dev.weft.runtime.BindException;
import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/// How many tokens each sequence of a batch has, and which blocks hold them. All layers of a model share one: their
/// sequences grow together.
///
/// Not for several threads at once.
public final class TokenBook implements AutoCloseable {
    private final Room room;
    private final boolean paged;
    private final Tensor length;
    private final Tensor page;
    private final int[] lengths;
    private final int[] last;
    private final int[] held;
    private final ArrayDeque<Integer> free = new ArrayDeque<>();

    /// Empty sequences.
    ///
    /// @param sequences how many there are
    /// @param paged whether any layer keeps all tokens; if none does, `room` does not matter
    public TokenBook(int sequences, Room room, boolean paged) {
        this.room = room;
        this.paged = paged;
        length = Tensor.allocate(DType.I32, sequences);
        page = Tensor.allocate(DType.I32, sequences, paged ? room.pages() : 0);
        lengths = new int[sequences];
        last = new int[sequences];
        held = new int[sequences];
        IntStream.range(0, paged ? room.blocks() : 0).forEach(free::add);
    }

    /// Makes room for new tokens at the end of sequences.
    ///
    /// @param tokens how many each sequence gets, from 0 on
    /// @throws CacheFullException where there is no room; no sequence has grown then
    public void add(int[] tokens) {
        if (tokens.length != lengths.length) {
            throw new BindException(
                    "there are %d sequences, and tokens for %d".formatted(lengths.length, tokens.length));
        }
        int needed = 0;
        for (int b = 0; b < tokens.length; b++) {
            if (tokens[b] < 0) {
                throw new BindException("sequence %d cannot get %d tokens".formatted(b, tokens[b]));
            }
            long after = (long) lengths[b] + tokens[b];
            if (after > Integer.MAX_VALUE || (paged && after > room.most())) {
                throw new CacheFullException(
                        "sequence %d has %d tokens and gets %d more, and a sequence has room for %d: end it (release), or give it more pages of %d tokens"
                                .formatted(b, lengths[b], tokens[b], room.most(), room.block()));
            }
            needed += paged ? blocks(after) - held[b] : 0;
        }
        if (needed > free.size()) {
            throw new CacheFullException(
                    "%d more blocks of %d tokens are needed, and %d of %d are free: end a sequence (release), or give the cache more blocks"
                            .formatted(needed, room.block(), free.size(), room.blocks()));
        }
        for (int b = 0; b < tokens.length; b++) {
            last[b] = tokens[b];
            if (tokens[b] > 0) {
                lengths[b] += tokens[b];
                length.set(b, lengths[b]);
                while (paged && held[b] < blocks(lengths[b])) {
                    page.set(page.offset(b, held[b]++), free.remove());
                }
            }
        }
    }

    private int blocks(long tokens) {
        return (int) Math.ceilDiv(tokens, (long) room.block());
    }

    /// Ends a sequence: its blocks are free again, and it has no tokens.
    public void release(int sequence) {
        Objects.checkIndex(sequence, lengths.length);
        for (int p = 0; p < held[sequence]; p++) {
            free.add((int) page.get(page.offset(sequence, p)));
        }
        held[sequence] = 0;
        lengths[sequence] = 0;
        last[sequence] = 0;
        length.set(sequence, 0);
    }

    /// How many tokens a sequence has.
    public int length(int sequence) {
        return lengths[sequence];
    }

    /// How many of them came last.
    int last(int sequence) {
        return last[sequence];
    }

    /// The most that any sequence got last.
    public int lastOfAll() {
        return Arrays.stream(last).max().orElse(0);
    }

    /// How many sequences there are.
    public int sequences() {
        return lengths.length;
    }

    /// How many blocks no sequence has.
    public int freeBlocks() {
        return free.size();
    }

    Room room() {
        return room;
    }

    int block(int sequence, int number) {
        return (int) page.get(page.offset(sequence, number));
    }

    /// The table of lengths, `i32[sequences]`.
    public Tensor lengths() {
        return length;
    }

    /// The table of blocks, `i32[sequences, pages]`; without columns where no layer is paged.
    public Tensor pages() {
        return page;
    }

    @Override
    public void close() {
        length.close();
        page.close();
    }
}
