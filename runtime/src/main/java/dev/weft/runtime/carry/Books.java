package dev.weft.runtime.carry;

import dev.weft.runtime.BindException;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.codes.Codebook;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// The codebooks of all batches and groups, copied when a state is opened.
final class Books {
    private static final int KEY = 0;
    private static final int CODES = 1;

    private final Layout layout;
    private final Codebook[] books;
    private final String identity;
    private final int depth;

    /// @param table the whole codebook tensor
    Books(Layout layout, Tensor table) {
        this.layout = layout;
        this.depth = layout.entries(CODES);
        var extent = layout.extent;
        books = new Codebook[extent.batches() * extent.groups()];
        Map<Long, Codebook> known = new HashMap<>();
        var sizes = layout.sizes(layout.most());
        for (int n = 0; n < books.length; n++) {
            int batch = n / extent.groups();
            int head = n % extent.groups() * extent.sharers();
            long at = layout.kernel.offset(CODES, sizes, batch, head, 0);
            books[n] = known.computeIfAbsent(at, from -> book(table, from));
        }
        identity = hash(table);
    }

    private Codebook book(Tensor table, long from) {
        var rows = new float[Math.multiplyExact(layout.extent.codes(), depth)];
        for (int e = 0; e < rows.length; e++) {
            rows[e] = (float) table.get(from + e);
        }
        try {
            return Codebook.of(rows, layout.extent.codes(), depth);
        } catch (IllegalArgumentException e) {
            throw new BindException("%s: the codebook `%s`: %s"
                    .formatted(layout.name(), layout.kernel.reads().get(CODES), e.getMessage()));
        }
    }

    private static String hash(Tensor table) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var entry = ByteBuffer.allocate(Double.BYTES);
            for (long e = 0; e < table.elements(); e++) {
                digest.update(entry.putDouble(0, table.get(e)).array());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// What a saved state remembers of the codebooks.
    String identity() {
        return identity;
    }

    /// The codes of new tokens, `[batches * groups, tokens]`.
    ///
    /// @param keys the tensor of vectors that are quantised, with `tokens` tokens
    /// @param first the position of the first of them
    int[] codes(Tensor keys, int tokens, long first) {
        var extent = layout.extent;
        var sizes = layout.sizes(tokens);
        var codes = new int[Math.multiplyExact(books.length, tokens)];
        var vectors = new float[Math.multiplyExact(tokens, depth)];
        for (int n = 0; n < books.length; n++) {
            int batch = n / extent.groups();
            int group = n % extent.groups();
            for (int t = 0; t < tokens; t++) {
                long at = layout.kernel.offset(KEY, sizes, batch, group * extent.sharers(), t);
                Reals.copy(keys, at, vectors, t * depth, depth);
            }
            books[n].search(vectors, 0, tokens, codes, n * tokens);
            for (int t = 0; t < tokens; t++) {
                if (codes[n * tokens + t] < 0) {
                    throw new IllegalArgumentException(
                            "%s: `nearest` finds no code: `%s` holds NaN or a number without bound at token %d (batch %d, group %d). Cure: pass finite keys"
                                    .formatted(
                                            layout.name(), layout.kernel.reads().get(KEY), first + t, batch, group));
                }
            }
        }
        return codes;
    }
}
