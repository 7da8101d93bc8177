package dev.weft.runtime.cache;

import dev.weft.runtime.BindException;

/// How much room there is for tokens in pages: a pool of blocks, which all sequences share. A ring needs none of it.
///
/// @param blocks how many blocks there are
/// @param block how many tokens a block holds
/// @param pages how many blocks one sequence may have
public record Room(int blocks, int block, int pages) {
    private static final int USUAL_BLOCK = 16;

    public Room {
        if (blocks < 0 || block < 1 || pages < 0) {
            throw new BindException("a cache needs blocks of 1 token or more, not blocks=%d, block=%d, pages=%d"
                    .formatted(blocks, block, pages));
        }
    }

    /// Enough for all sequences to have `tokens` tokens at once, in blocks of 16.
    public static Room of(int sequences, int tokens) {
        int pages = Math.ceilDiv(tokens, USUAL_BLOCK);
        return new Room(Math.multiplyExact(sequences, pages), USUAL_BLOCK, pages);
    }

    /// The most tokens that a sequence can have.
    public long most() {
        return (long) block * Math.min(pages, blocks);
    }
}
