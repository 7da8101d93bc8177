package dev.weft.runtime.vector;

/// What solving a recurrence does with the numbers of a state: all of them side by side. Plain loops do it anywhere,
/// vectors of doubles where kernels use vectors.
public sealed interface StateLanes permits StateLoops, StateVectors {
    /// Plain loops.
    static StateLanes loops() {
        return new StateLoops();
    }

    /// The widest vectors of this machine. Needs the module `jdk.incubator.vector`.
    static StateLanes vectors() {
        return new StateVectors();
    }

    /// `to = b + A x`, for a matrix of `size` rows and columns whose columns lie one after the other. None of
    /// `x` and `b` may lie where `to` does.
    void dense(int size, double[] a, int aAt, double[] x, int xAt, double[] b, int bAt, double[] to, int toAt);

    /// `to = b + a x`, number by number. `to` may be `b` or `x`.
    void entries(int count, double[] a, int aAt, double[] x, int xAt, double[] b, int bAt, double[] to, int toAt);

    /// `to = a - b`.
    void less(int count, double[] a, int aAt, double[] b, int bAt, double[] to, int toAt);

    /// Replaces numbers of a state by the next ones, but none by one beyond its bounds; what is no number is beyond
    /// nothing.
    ///
    /// @param moved receives how far the next ones are from those replaced, bounds or not
    void move(
            int count,
            double[] next,
            int nextAt,
            double[] low,
            double[] high,
            int boundsAt,
            double[] state,
            int stateAt,
            double[] moved,
            int movedAt);

    /// The same for all of the next `steps` of recurrences that are `width` numbers side by side, step after step:
    /// the next state is what [#entries] gives of its matrix, how far the state before it has moved, and its value.
    ///
    /// @param a the matrices
    /// @param values what the steps give
    /// @param state the states after these steps
    /// @param moved how far the state before them has moved, and the last one in the end
    void solve(
            int width,
            int steps,
            double[] a,
            int aAt,
            double[] values,
            int valuesAt,
            double[] state,
            int stateAt,
            double[] moved,
            double[] low,
            double[] high);

    /// How far any number is from the one that takes its place, at most: see [StateLoops#far].
    double farthest(int count, double[] was, int wasAt, double[] is, int isAt);

    /// Takes numbers as they are.
    void take(int count, float[] from, int fromAt, double[] to, int toAt);

    /// Takes numbers, and 0 for those that are not finite.
    void takeFinite(int count, float[] from, int fromAt, double[] to, int toAt);
}
