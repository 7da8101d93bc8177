package dev.weft.runtime.codes;

import dev.weft.runtime.JvmSupport;
import dev.weft.runtime.JvmTarget;
import dev.weft.runtime.vector.microkernel.Accumulations128;
import dev.weft.runtime.vector.microkernel.Accumulations256;
import dev.weft.runtime.vector.microkernel.Accumulations512;
import dev.weft.runtime.vector.microkernel.Products128;
import dev.weft.runtime.vector.microkernel.Products256;
import dev.weft.runtime.vector.microkernel.Products512;

/// A matrix `B[depth][columns]` in panels, which the runtime's micro-kernels multiply by: every sum runs
/// over the depth in its order, fused, so that it has the same bits on every machine.
final class Panels {
    private static final JvmTarget TARGET = JvmSupport.detected().target();

    /// How many columns a panel has.
    static final int WIDTH = switch (TARGET) {
        case V512 -> Products512.PANEL;
        case V256 -> Products256.PANEL;
        case V128, SCALAR -> Products128.PANEL;
    };

    private final float[] entries;
    private final int depth;
    private final int padded;

    private Panels(float[] entries, int depth, int padded) {
        this.entries = entries;
        this.depth = depth;
        this.padded = padded;
    }

    /// The matrix whose columns are rows of memory.
    static Panels ofColumns(float[] rows, int columns, int depth) {
        var panels = empty(columns, depth);
        for (int n = 0; n < columns; n++) {
            for (int k = 0; k < depth; k++) {
                panels.entries[panels.at(k, n)] = rows[n * depth + k];
            }
        }
        return panels;
    }

    /// The matrix `[depth][columns]` as it lies in memory, row by row.
    static Panels ofRows(float[] rows, int columns, int depth) {
        var panels = empty(columns, depth);
        for (int k = 0; k < depth; k++) {
            for (int n = 0; n < columns; n++) {
                panels.entries[panels.at(k, n)] = rows[k * columns + n];
            }
        }
        return panels;
    }

    private static Panels empty(int columns, int depth) {
        int padded = Math.ceilDiv(columns, WIDTH) * WIDTH;
        return new Panels(new float[Math.multiplyExact(padded, depth)], depth, padded);
    }

    private int at(int k, int n) {
        return (n / WIDTH * depth + k) * WIDTH + n % WIDTH;
    }

    /// The columns, rounded up to whole panels: how far apart the rows of C lie.
    int padded() {
        return padded;
    }

    /// C[rows][padded] += A[rows][depth] * B.
    void accumulate(float[] a, int aAt, float[] c, int rows) {
        for (int n = 0; n < padded; n += WIDTH) {
            int bAt = n * depth;
            switch (TARGET) {
                case V512 -> Accumulations512.accumulate(a, aAt, depth, entries, bAt, c, n, padded, rows, depth);
                case V256 -> Accumulations256.accumulate(a, aAt, depth, entries, bAt, c, n, padded, rows, depth);
                case V128 -> Accumulations128.accumulate(a, aAt, depth, entries, bAt, c, n, padded, rows, depth);
                case SCALAR -> plain(a, aAt, bAt, c, n, rows);
            }
        }
    }

    private void plain(float[] a, int aAt, int bAt, float[] c, int cAt, int rows) {
        for (int r = 0; r < rows; r++) {
            for (int n = 0; n < WIDTH; n++) {
                float sum = c[cAt + r * padded + n];
                for (int k = 0; k < depth; k++) {
                    sum = Math.fma(a[aAt + r * depth + k], entries[bAt + k * WIDTH + n], sum);
                }
                c[cAt + r * padded + n] = sum;
            }
        }
    }
}
