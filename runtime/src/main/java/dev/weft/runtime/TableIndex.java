package dev.weft.runtime;

/// Indices that come out of a kernel's tables, such as pages of a cache.
public final class TableIndex {
    private TableIndex() {}

    /// The index, if it is within an axis.
    ///
    /// @throws IndexOutOfBoundsException if it is not
    public static int checked(String kernel, int index, int size, String tensor, int axis) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(
                    kernel + ": index " + index + " into " + tensor + " is outside axis " + axis + " of size " + size);
        }
        return index;
    }
}
