package dev.weft.kernels.nystrom;

import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Nyström attention in both directions (Nyströmformer): `softmax(Q K~ᵀ) Z softmax(Q~ Kᵀ) V`, where Q~ and K~ are L
/// landmarks, the means of L segments of queries and keys, every score is divided by `sqrt(D)`, and Z is a pseudo-inverse of
/// `A = softmax(Q~ K~ᵀ)`. Its time is linear in N.
///
/// Z comes from steps `Z <- Z (13 I - A Z (15 I - A Z (7 I - A Z))) / 4`, six of them as a rule, that begin with the transpose of A over
/// its greatest row sum times its greatest column sum. Six steps do not always converge: the result is defined by their number.
///
/// ```java
/// try (var attention = NystromAttention.on(Device.auto(), new NystromAttention.Sizes(1, 8, 4096, 256, 64, 64))) {
///     attention.run(q, k, v, o);
/// }
/// ```
///
/// Three softmax kernels ([Cross]), two of means ([SegmentMeans]) and products ([ScaledProduct]) run one after the other. One
/// run at a time.
public final class NystromAttention implements AutoCloseable {
    private final Sizes sizes;
    private final List<AutoCloseable> resources = new ArrayList<>();
    private final SegmentMeans.Plan means;
    private final Cross.Plan landmarks;
    private final Cross.Plan fromKeys;
    private final Cross.Plan toQueries;
    private final ScaledProduct.Plan square;
    private final ScaledProduct.Plan toValues;
    private final Tensor identity;
    private final Tensor queries;
    private final Tensor keys;
    private final Tensor a;
    private final Tensor product;
    private final Tensor inner;
    private final Tensor outer;
    private final Tensor values;
    private final Tensor mixed;

    /// @param B batches
    /// @param H heads
    /// @param N tokens, a multiple of L
    /// @param L landmarks
    /// @param D entries of a query and a key
    /// @param E entries of a value
    /// @param steps towards the pseudo-inverse
    public record Sizes(int B, int H, int N, int L, int D, int E, int steps) {
        public Sizes {
            if (steps < 0) {
                throw new IllegalArgumentException("steps is " + steps + ", but steps count from 0 up");
            }
        }

        /// With six steps.
        public Sizes(int B, int H, int N, int L, int D, int E) {
            this(B, H, N, L, D, E, 6);
        }
    }

    private NystromAttention(Device device, Sizes s) {
        sizes = s;
        means = kept(SegmentMeans.on(device).plan(new SegmentMeans.Sizes(s.B, s.H, s.N, s.L, s.D)));
        landmarks = kept(Cross.on(device).plan(new Cross.Sizes(s.B, s.H, s.L, s.L, s.D, s.L)));
        fromKeys = kept(Cross.on(device).plan(new Cross.Sizes(s.B, s.H, s.L, s.N, s.D, s.E)));
        toQueries = kept(Cross.on(device).plan(new Cross.Sizes(s.B, s.H, s.N, s.L, s.D, s.E)));
        square = kept(ScaledProduct.on(device).plan(new ScaledProduct.Sizes(s.B, s.H, s.L, s.L, s.L)));
        toValues = kept(ScaledProduct.on(device).plan(new ScaledProduct.Sizes(s.B, s.H, s.L, s.L, s.E)));
        identity = matrices(s.L);
        queries = matrices(s.D);
        keys = matrices(s.D);
        a = matrices(s.L);
        product = matrices(s.L);
        inner = matrices(s.L);
        outer = matrices(s.L);
        values = matrices(s.E);
        mixed = matrices(s.E);
        for (long row = 0; row < (long) s.B * s.H * s.L; row++) {
            identity.set(row * s.L + row % s.L, 1);
        }
    }

    /// Makes the plans for a device.
    ///
    /// @throws dev.weft.runtime.BindException where L does not divide N, or a size is negative
    public static NystromAttention on(Device device, Sizes sizes) {
        return new NystromAttention(device, sizes);
    }

    private <T extends AutoCloseable> T kept(T resource) {
        resources.add(resource);
        return resource;
    }

    /// `f32[B, H, L, columns]`
    private Tensor matrices(int columns) {
        return kept(Tensor.allocate(DType.F32, sizes.B, sizes.H, sizes.L, columns));
    }

    /// Computes one result.
    ///
    /// @param q `f32[B, H, N, D]`, as k
    /// @param v `f32[B, H, N, E]`, as o
    public void run(Tensor q, Tensor k, Tensor v, Tensor o) {
        means.run(q, queries);
        means.run(k, keys);
        landmarks.run(queries, keys, identity, a);
        fromKeys.run(queries, k, v, values);
        try (var z = pseudoInverse()) {
            toValues.run(0, -1, z, values, values, mixed);
        }
        toQueries.run(q, keys, mixed, o);
    }

    /// Of every A.
    private Tensor pseudoInverse() {
        var z = start();
        for (int step = 0; step < sizes.steps; step++) {
            // Products with X = A Z, each taken off a multiple of X: P = 7 X - X X, P' = 15 X - X P, Z <- (13 Z - Z P') / 4.
            square.run(0, -1, a, identity, z, product);
            square.run(7, 1, product, product, product, inner);
            square.run(15, 1, product, product, inner, outer);
            var next = Tensor.allocate(DType.F32, sizes.B, sizes.H, sizes.L, sizes.L);
            square.run(3.25f, 0.25f, z, z, outer, next);
            z.close();
            z = next;
        }
        return z;
    }

    private Tensor start() {
        int n = sizes.L;
        var z = Tensor.allocate(DType.F32, sizes.B, sizes.H, n, n);
        for (long from = 0; from < z.elements(); from += (long) n * n) {
            double rows = 0;
            double columns = 0;
            for (int r = 0; r < n; r++) {
                double row = 0;
                double column = 0;
                for (int c = 0; c < n; c++) {
                    row += Math.abs(a.get(from + (long) r * n + c));
                    column += Math.abs(a.get(from + (long) c * n + r));
                }
                rows = Math.max(rows, row);
                columns = Math.max(columns, column);
            }
            for (int r = 0; r < n; r++) {
                for (int c = 0; c < n; c++) {
                    z.set(from + (long) r * n + c, a.get(from + (long) c * n + r) / (rows * columns));
                }
            }
        }
        return z;
    }

    @Override
    public void close() {
        for (var resource : resources) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of Nyström attention cannot be closed", e);
            }
        }
    }
}
