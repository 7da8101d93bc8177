package dev.weft.bench;

import java.util.List;

/// An implementation of attention and recurrent layers. Peers are found by [java.util.ServiceLoader]; the
/// build has none unless its Maven profile `peers` is on.
public interface Engine {
    /// What it is and its version.
    String describe();

    /// Its ways to compute a problem; none if it has no way.
    ///
    /// @param inputs open as long as any contestant
    /// @param threads on how many threads runs may work
    List<Entry> entries(Problem problem, Inputs inputs, int threads);

    /// Its ways to run a recurrent layer; none if it has no way.
    ///
    /// @param inputs open as long as any contestant
    /// @param threads on how many threads runs may work
    default List<Entry> entries(Recurrence recurrence, RecurrentInputs inputs, int threads) {
        return List.of();
    }
}
