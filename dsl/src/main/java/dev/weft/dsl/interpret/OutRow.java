package dev.weft.dsl.interpret;

import java.util.Arrays;

/// What one out holds for one row.
///
/// @param place the row
/// @param out the name of the tensor
/// @param offset the flat position in the out, row-major, of the first of `values`
/// @param values the vector, or the one scalar, that the out's equation gives
@SuppressWarnings("ArrayRecordComponent")
public record OutRow(Place place, String out, long offset, double[] values) {
    @Override
    public boolean equals(Object other) {
        return other instanceof OutRow(Place p, String o, long at, double[] v)
                && place.equals(p)
                && out.equals(o)
                && offset == at
                && Arrays.equals(values, v);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * place.hashCode() + out.hashCode()) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return out + place + Arrays.toString(values);
    }
}
