package dev.weft.bench;

/// One implementation, ready for one problem: a run does the whole attention, from inputs in its own layout to an
/// output in its own layout. Whatever can be done once (copies of inputs into that layout, masks, tables) is done.
public interface Contestant extends AutoCloseable {
    /// Computes the attention, on as many threads as it was made for.
    void run();

    /// Element `d` of the last run's output for head `h` and query `i`.
    float output(int h, int i, int d);

    @Override
    void close();
}
