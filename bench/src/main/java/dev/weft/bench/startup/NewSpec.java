package dev.weft.bench.startup;

import java.util.List;

/// A spec that nothing has seen: causal attention over a window, with a bias, in numbers of its own.
///
/// @param name of its kernel
record NewSpec(String name, String text) {
    /// The sizes that it runs with, by name: small, since a start is timed and not a kernel.
    static final List<String> SIZES = List.of("B=1", "H=8", "G=2", "N=64", "D=64");

    /// The `number`th spec of a session; sessions that began at different times have no spec in common.
    static NewSpec of(long session, int number) {
        var name = "New%d_%d".formatted(session, number);
        return new NewSpec(name, """
                attention %s {
                  dim   B, H, G, N, D
                  where H mod G == 0
                  query q : f32[B, H, N, D]
                  key   k : f32[B, G, N, D] at [b, h div (H div G), j]
                  value v : f32[B, G, N, D] at [b, h div (H div G), j]
                  out   o : f32[B, H, N, D]
                  score = q @ k / sqrt(D) - %d.0 / %d.0 * (i - j)
                  keep  = j <= i and i - j < %d
                  o     = softmax(score) @ v
                }
                """.formatted(name, 1 + number, 1000 + number, 33 + number));
    }
}
