package dev.weft.bench;

/// One implementation, ready for one problem: a run does the whole attention, from inputs in its own layout to an
/// output in its own layout. Whatever can be done once (copies of inputs into that layout, masks, tables) is done.
public interface Contestant extends AutoCloseable {
    /// Computes the attention, on as many threads as it was made for.
    void run();

    /// Element `d` of the last run's output for sequence `b`, head `h` and query `i`.
    float output(int b, int h, int i, int d);

    /// Bytes of the inputs and outputs that it holds itself: always an output, and inputs where it wants them in a
    /// layout of its own. Neither masks nor tables nor scratch.
    long inputsAndOutputs();

    @Override
    void close();
}
