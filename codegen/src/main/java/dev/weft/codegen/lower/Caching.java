package dev.weft.codegen.lower;

import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Memory;
import java.util.List;

/// How an attention reads keys and values of earlier tokens from a cache.
public sealed interface Caching {
    /// It does not.
    ///
    /// @param why what in it depends on the number of tokens
    record Not(String why) implements Caching {}

    /// By another attention with the same equations, whose keys and values are what the cache holds. Behind the
    /// tensors of the first it takes tables of the cache: `page` where there are pages, then `length`. Its dims are
    /// those of the first without the number of keys, then the length of the ring, or the numbers of blocks, of
    /// tokens per block and of blocks per sequence.
    ///
    /// @param memory a ring for [Memory.Last], pages for [Memory.All]
    /// @param held the keys and values, in declaration order
    record Form(Attention kernel, Memory memory, List<Held> held) implements Caching {
        public Form {
            held = List.copyOf(held);
        }

        /// Whether the cache is a ring.
        public boolean ring() {
            return memory instanceof Memory.Last;
        }
    }

    /// A key or value.
    ///
    /// @param tensor its number among the tensors
    /// @param batch the number of its axis of sequences
    /// @param token the number of its axis of tokens
    record Held(int tensor, int batch, int token) {}
}
