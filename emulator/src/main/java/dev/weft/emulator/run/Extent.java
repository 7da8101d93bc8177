package dev.weft.emulator.run;

/// Three numbers: a size or a place in a grid.
public record Extent(int x, int y, int z) {
    public static Extent of(long[] sizes) {
        return new Extent(size(sizes, 0), size(sizes, 1), size(sizes, 2));
    }

    public long volume() {
        return (long) x * y * z;
    }

    /// The place with this number, x first.
    public Extent place(long linear) {
        return new Extent((int) (linear % x), (int) (linear / x % y), (int) (linear / x / y));
    }

    @Override
    public String toString() {
        return "(" + x + "," + y + "," + z + ")";
    }

    private static int size(long[] sizes, int axis) {
        return axis < sizes.length ? Math.toIntExact(sizes[axis]) : 1;
    }
}
