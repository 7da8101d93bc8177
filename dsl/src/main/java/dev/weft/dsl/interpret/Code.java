package dev.weft.dsl.interpret;

/// A term made ready to be evaluated at any point.
sealed interface Code {
    /// A term of scalar type. INT and BOOL are exact in a double: integers below 2^53, truth values 0 or 1.
    @FunctionalInterface
    non-sealed interface OfScalar extends Code {
        double at(Point point);

        default boolean holds(Point point) {
            return at(point) != 0;
        }
    }

    /// A term of vector or, row by row, of matrix type. The array belongs to the code and is overwritten by the next
    /// call.
    @FunctionalInterface
    non-sealed interface OfArray extends Code {
        double[] at(Point point);
    }
}
