package dev.weft.bench;

/// One implementation, ready for one problem: a run does all of it, from inputs in its own layout to an
/// output in its own layout. Whatever can be done once (copies of inputs into that layout, masks, tables)
/// is done.
public interface Contestant extends AutoCloseable {
    /// Computes it, on as many threads as it was made for.
    void run();

    /// Element `d` of the last run's output for sequence `b`, head `h` and query `i`; of a recurrent layer,
    /// state `d` after step `i`, and `h` is 0.
    float output(int b, int h, int i, int d);

    /// Bytes of the inputs and outputs that it holds itself: always an output, and inputs where it wants
    /// them in a layout of its own. Neither masks nor tables nor scratch.
    long inputsAndOutputs();

    @Override
    void close();
}
