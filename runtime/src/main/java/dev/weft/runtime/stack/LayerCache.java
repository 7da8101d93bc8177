package dev.weft.runtime.stack;

import dev.weft.runtime.KernelDefinition;
import java.util.List;

/// How a kernel of layers reads a cache.
public sealed interface LayerCache {
    /// It cannot.
    ///
    /// @param why a clause for people
    record None(String why) implements LayerCache {}

    /// By another kernel, whose tensors are the same, then `page` (of pages alone) and `length`. Its dims are those
    /// of the first without the number of keys, then the length of the ring, or the numbers of blocks, of tokens
    /// per block and of blocks per sequence.
    ///
    /// @param ring whether it reads a ring, or pages
    record Form(KernelDefinition kernel, boolean ring, List<Held> held) implements LayerCache {
        public Form {
            held = List.copyOf(held);
        }
    }

    /// A tensor that is cached.
    ///
    /// @param tensor its number among the tensors
    /// @param batch its axis of sequences
    /// @param token its axis of tokens
    record Held(int tensor, int batch, int token) {}
}
