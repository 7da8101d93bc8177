package dev.weft.runtime.cache;

import dev.weft.runtime.BindException;
import dev.weft.runtime.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Keys or values of earlier tokens, in a ring or in pages: the tensor that a kernel reads, which new tokens are
/// copied into.
///
/// They are held as they were handed over: a key that a kernel turns by its position (`rope(k, j)`) is held
/// unturned, and turned when it is read. It may be read at several angles: with relative positions that stop
/// growing a near key is turned by where it stands and a far one not at all, so no turned key would serve both. The
/// kernel's equations are then the same over a cache as without one, and so are its numbers.
public final class HeldTensor implements AutoCloseable {
    private final TokenBook book;
    private final Tensor storage;
    private final int batch;
    private final int token;
    private final int ring;

    private HeldTensor(TokenBook book, Tensor storage, int batch, int token, int ring) {
        this.book = book;
        this.storage = storage;
        this.batch = batch;
        this.token = token;
        this.ring = ring;
    }

    /// A ring for each sequence: token j lies in slot `j mod R`, R the size of the axis of tokens.
    ///
    /// @param storage its own from now on
    /// @param batch the axis of sequences
    /// @param token the axis of slots
    public static HeldTensor ring(TokenBook book, Tensor storage, int batch, int token) {
        return new HeldTensor(book, storage, batch, token, Math.toIntExact(storage.size(token)));
    }

    /// Pages: token j lies in slot `j mod P` of the block that page `j div P` of its sequence has.
    ///
    /// @param storage its own from now on
    /// @param batch the axis of blocks
    /// @param token the axis of slots
    public static HeldTensor pages(TokenBook book, Tensor storage, int batch, int token) {
        return new HeldTensor(book, storage, batch, token, 0);
    }

    /// The tensor that kernels read.
    public Tensor storage() {
        return storage;
    }

    /// Its memory.
    public long bytes() {
        return storage.memory().byteSize();
    }

    /// Copies the tokens that the book counted last: the last ones of `fresh`, which has sequences in place of blocks
    /// and new tokens in place of slots.
    public void append(Tensor fresh) {
        if (fresh.type() != storage.type()) {
            throw new BindException("the cache holds %s, and new tokens are %s".formatted(storage, fresh));
        }
        int inner = Math.max(batch, token);
        long run = 1;
        for (int axis = inner + 1; axis < storage.rank(); axis++) {
            run *= storage.size(axis);
        }
        var outer = outer(inner);
        int tokens = Math.toIntExact(fresh.size(token));
        for (int b = 0; b < book.sequences(); b++) {
            int count = book.last(b);
            if (count > tokens) {
                throw new BindException("sequence %d got %d tokens, and %s has %d".formatted(b, count, fresh, tokens));
            }
            // what a ring would overwrite at once need not be written
            int first = ring == 0 ? 0 : Math.max(0, count - ring);
            for (int n = first; n < count; n++) {
                int position = book.length(b) - count + n;
                copy(fresh, outer, run, new long[] {b, tokens - count + n}, place(b, position));
            }
        }
    }

    private long[] place(int sequence, int position) {
        int slots = book.room().block();
        return ring > 0
                ? new long[] {sequence, position % ring}
                : new long[] {book.block(sequence, position / slots), position % slots};
    }

    /// All places on the axes in front of `inner` other than those of sequences and tokens.
    private long[][] outer(int inner) {
        long[][] places = {new long[storage.rank()]};
        for (int axis = 0; axis < inner; axis++) {
            if (axis == batch || axis == token) {
                continue;
            }
            int size = Math.toIntExact(storage.size(axis));
            var more = new long[places.length * size][];
            for (int p = 0; p < more.length; p++) {
                more[p] = Arrays.copyOf(places[p / size], storage.rank());
                more[p][axis] = p % size;
            }
            places = more;
        }
        return places;
    }

    private void copy(Tensor fresh, long[][] outer, long run, long[] from, long[] to) {
        int width = storage.type().bytes();
        for (long[] place : outer) {
            place[batch] = from[0];
            place[token] = from[1];
            long source = fresh.offset(place);
            place[batch] = to[0];
            place[token] = to[1];
            long target = storage.offset(place);
            MemorySegment.copy(fresh.memory(), source * width, storage.memory(), target * width, run * width);
            storage.changed(target, run);
        }
    }

    @Override
    public void close() {
        storage.close();
    }
}
