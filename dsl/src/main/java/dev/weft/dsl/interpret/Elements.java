package dev.weft.dsl.interpret;

/// The elements of a tensor, dense and row-major, each widened to double: an i32 as it is, a bool as 0 or 1.
/// Reading must be safe from several threads.
public interface Elements {
    /// One size per axis.
    int[] shape();

    /// The element at the flat position `index`.
    double get(long index);

    /// The elements from the flat position `from` on, as many as fit into `into`.
    default void read(long from, double[] into) {
        for (int e = 0; e < into.length; e++) {
            into[e] = get(from + e);
        }
    }
}
