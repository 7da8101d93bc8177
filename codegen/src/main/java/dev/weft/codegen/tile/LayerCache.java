package dev.weft.codegen.tile;

import java.util.List;

/// How a kernel of layers reads a cache.
public sealed interface LayerCache {
    /// It cannot.
    ///
    /// @param why a clause for people
    record None(String why) implements LayerCache {}

    /// By another kernel.
    ///
    /// @param form the name of its façade, in the same package
    /// @param ring whether it reads a ring, or pages
    record Form(String form, boolean ring, List<Held> held) implements LayerCache {
        public Form {
            held = List.copyOf(held);
        }
    }

    /// A tensor that is cached.
    ///
    /// @param tensor its number among the tensors
    /// @param batch the number of its axis of sequences
    /// @param token the number of its axis of tokens
    record Held(int tensor, int batch, int token) {}
}
