package dev.weft.codegen.walk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Scans that people write, each with sizes that go over its edges: no steps, one, a part less and more,
/// many; vectors shorter than a lane, a panel and one more.
///
/// @param sizes each `B N X D`, for those of them that the scan has
record Scans(String name, String text, Map<String, Double> params, List<int[]> sizes) {
    private static final List<String> DIMS = List.of("B", "N", "X", "D");

    static final String ELMAN = """
            scan Elman {
              dim    B, N, X, D
              input  x : f32[B, N, X]
              weight W : f32[D, X]
              weight U : f32[D, D]
              weight c : f32[D]
              init   h0 : f32[B, D]
              state  h : f32[B, N, D] from h0
              h[t] = tanh(W @ x[t] + U @ h[t-1] + c)
            }
            """;

    private static final String GRU = """
            scan Gru {
              dim    B, N, X, D
              input  x : f32[B, N, X]
              weight Wr, Wz, Wn : f32[D, X]
              weight Ur, Uz, Un : f32[D, D]
              weight br, bz, bn, cn : f32[D]
              init   h0 : f32[B, D]
              state  h : f32[B, N, D] from h0
              let r = sigmoid(Wr @ x[t] + Ur @ h[t-1] + br)
              let z = sigmoid(Wz @ x[t] + Uz @ h[t-1] + bz)
              let n = tanh(Wn @ x[t] + r * (Un @ h[t-1] + cn) + bn)
              h[t] = (1 - z) * n + z * h[t-1]
            }
            """;

    /// The first form of the GRU: the gate goes in before the matrix.
    private static final String RESET_BEFORE = """
            scan ResetBefore {
              dim    B, N, D
              input  x : f16[B, N, D]
              weight Ur, Uz, Un : f16[D, D]
              state  h : f16[B, N, D]
              let r = sigmoid(x[t] + Ur @ h[t-1])
              let z = sigmoid(x[t] + Uz @ h[t-1])
              h[t] = (1 - z) * tanh(x[t] + Un @ (r * h[t-1])) + z * h[t-1]
            }
            """;

    static final String LSTM = """
            scan Lstm {
              dim    B, N, X, D
              input  x : f32[B, N, X]
              weight Wi, Wf, Wg, Wo : f32[D, X]
              weight Ui, Uf, Ug, Uo : f32[D, D]
              weight bi, bf, bg, bo : f32[D]
              init   h0, c0 : f32[B, D]
              state  h : f32[B, N, D] from h0
              state  c : f32[B, N, D] from c0
              let i = sigmoid(Wi @ x[t] + Ui @ h[t-1] + bi)
              let f = sigmoid(Wf @ x[t] + Uf @ h[t-1] + bf)
              let g = tanh(Wg @ x[t] + Ug @ h[t-1] + bg)
              let u = sigmoid(Wo @ x[t] + Uo @ h[t-1] + bo)
              c[t] = f * c[t-1] + i * g
              h[t] = u * tanh(c[t])
            }
            """;

    static final String GATED = """
            scan Gated {
              dim    B, N, X, D
              input  x : bf16[B, N, X]
              weight Wz, Wh : bf16[D, X]
              state  h : bf16[B, N, D]
              let z = sigmoid(Wz @ x[t])
              h[t] = (1 - z) * h[t-1] + z * (Wh @ x[t])
            }
            """;

    /// Equation (36): a matrix for the input, numbers for the state.
    static final String DIAGONAL = """
            scan Diagonal {
              dim    B, N, D
              input  xz, xr, xh : f32[B, N, D]
              weight az, ar, ah : f32[D]
              init   h0 : f32[B, D]
              state  h : f32[B, N, D] from h0
              let z = sigmoid(az * h[t-1] + xz[t])
              let r = sigmoid(ar * h[t-1] + xr[t])
              h[t] = z * tanh(ah * h[t-1] * r + xh[t]) + (1 - z) * h[t-1]
            }
            """;

    /// States and inputs that are one number each.
    private static final String NUMBERS = """
            scan Numbers {
              dim    B, N
              param  w : f32
              const  half = 0.5
              input  x : f64[B, N]
              init   p0 : f64[B]
              state  p : f64[B, N] from p0
              state  q : f64[B, N]
              out    y : f64[B, N]
              p[t] = half * p[t-1] + w * q[t-1] + x[t]
              q[t] = 0.25 * sin(p[t]) - (if t mod 3 == 1 then p[t-1] else 0.125 * b) / 8
              y[t] = 10 * p[t] - q[t-1] + t / 16
            }
            """;

    /// Whole vectors come together: sums, norms, products.
    private static final String FOLDED = """
            scan Folded {
              dim    B, N, X, D
              input  x : f32[B, N, X]
              weight W : f32[D, X]
              weight U : f32[D, D]
              weight a : f32[D]
              state  h : f32[B, N, D]
              state  m : f32[B, N]
              out    y : f32[B, N]
              let v = W @ x[t] + 0.5 * U @ h[t-1]
              m[t] = 0.5 * m[t-1] + mean(h[t-1]) + sum(x[t]) / X + rms(v)
              h[t] = v / (1 + norm(v)) + a * tanh(m[t] + a @ h[t-1] / D)
              y[t] = norm(h[t]) + h[t] @ h[t-1] + m[t-1]
            }
            """;

    /// What is given back is made of states by a matrix and of the input again.
    private static final String READ_OUT = """
            scan ReadOut {
              dim    B, N, X, D
              input  x : f32[B, N, X]
              weight W : f32[D, X]
              weight U : f32[D, D]
              weight C : f32[X, D]
              weight s : f32[X]
              init   h0 : f32[B, D]
              state  h : f32[B, N, D] from h0
              out    y : f32[B, N, X]
              out    z : f16[B, N, D]
              h[t] = tanh(W @ x[t] + U @ h[t-1])
              y[t] = C @ (h[t] - 0.5 * h[t-1]) + s * x[t] + C @ h[t]
              z[t] = if t < 3 then h[t-1] else 2 * h[t]
            }
            """;

    /// Functions that vectors have no instruction for, and conditions.
    private static final String NO_LANES = """
            scan NoLanes {
              dim    B, N, D
              param  w : f32
              param  on : bool
              input  x : f32[B, N, D]
              weight U : f32[D, D]
              state  h : f32[B, N, D]
              state  k : f32[B, N, D]
              let e = gelu(U @ h[t-1]) + floor(4 * x[t]) / 8
              h[t] = if on and t mod 4 != 2 then tanh(e) else w * erf(e) + 0.25 * sign(x[t])
              k[t] = round(2 * x[t]) * 0.125 + 0.5 * k[t-1] + ceil(x[t]) * h[t]
            }
            """;

    /// Two steps back, and an exchange.
    private static final String CARRIED = """
            scan Carried {
              dim    B, N, D
              input  x : f32[B, N, D]
              weight U : f32[D, D]
              init   g0 : f32[B, D]
              state  h : f32[B, N, D]
              state  g : f32[B, N, D] from g0
              state  p : f32[B, N, D] from g0
              h[t] = tanh(U @ g[t-1] + p[t-1])
              g[t] = h[t-1]
              p[t] = x[t]
            }
            """;

    private static final String WIDE = """
            scan Wide {
              dim    B, N, X, D
              input  x : f32[B, N, X]
              weight W : f32[D, X]
              weight U : f64[D, D]
              init   h0 : f16[B, D]
              state  h : f64[B, N, D] from h0
              out    y : bf16[B, N, D]
              h[t] = tanh(W @ x[t] + U @ h[t-1])
              y[t] = 2 * h[t] - gelu(h[t-1])
            }
            """;

    private static final String NOTHING_CARRIED = """
            scan Apart {
              dim    B, N, X, D
              input  x : f32[B, N, X]
              input  u : f32[B, N]
              weight W : f32[D, X]
              state  h : f32[B, N, D]
              h[t] = relu(W @ x[t]) + u[t] + t - 2 * b
            }
            """;

    /// Sizes that are written down, and vectors of different ones.
    private static final String FIXED = """
            scan Fixed {
              dim    B, N, D
              dim    E = 5
              where  D >= 1
              input  x : f32[B, N, D]
              weight A : f32[E, D]
              weight G : f32[D, E]
              weight c : f32[E]
              state  e : f32[B, N, E]
              state  h : f32[B, N, D]
              e[t] = max(-1, min(1, A @ h[t-1] + c * e[t-1]))
              h[t] = 0.5 * h[t-1] + softplus(G @ (e[t] * e[t])) * x[t]
            }
            """;

    /// States and inputs that turn with the step.
    private static final String TURNED = """
            scan Turned {
              dim    B, N, D
              where  D mod 2 == 0
              input  x : f32[B, N, D]
              weight U : f32[D, D]
              state  h : f32[B, N, D]
              h[t] = 0.5 * rope(h[t-1], 0.25) + tanh(U @ rope(h[t-1], t, pairing = interleaved) + rope(x[t], t))
            }
            """;

    static List<Scans> all() {
        return List.of(
                of("Elman", ELMAN, "1 0 3 3", "2 1 1 1", "5 63 16 17", "1 300 3 65", "1 1025 17 16", "2 520 65 3"),
                of("Gru", GRU, "1 64 3 17", "5 65 17 16", "1 300 16 33", "2 2 65 65"),
                of("ResetBefore", RESET_BEFORE, "1 1 3", "2 65 17", "5 2 65", "1 300 16"),
                of("Lstm", LSTM, "1 63 1 3", "2 64 17 16", "5 5 16 65", "1 520 3 17", "0 4 3 3", "0 300 3 3"),
                of("Gated", GATED, "1 1 3 1", "2 300 3 17", "5 64 65 16", "1 1025 16 65"),
                of("Diagonal", DIAGONAL, "1 0 3", "2 63 1", "5 65 16", "1 300 17", "1 1025 65"),
                of("Numbers", NUMBERS, "1 0", "1 1", "5 64", "2 300", "1 1025"),
                of("Folded", FOLDED, "1 2 1 1", "2 64 3 17", "5 65 17 16", "1 300 16 65", "2 520 3 3"),
                of("ReadOut", READ_OUT, "1 1 3 1", "2 63 1 17", "5 65 16 3", "1 300 17 65", "1 1025 3 16"),
                of("NoLanes", NO_LANES, "1 2 1", "2 64 17", "5 65 3", "1 300 65"),
                of("Carried", CARRIED, "1 1 3", "2 65 16", "1 300 17", "1 1025 3"),
                of("Wide", WIDE, "1 2 1 3", "2 64 17 16", "5 63 3 17", "1 300 16 65"),
                of("Apart", NOTHING_CARRIED, "1 1 3 3", "5 64 16 17", "2 300 17 1"),
                of("Turned", TURNED, "1 2 2", "2 65 18", "1 300 16"),
                of("Fixed", FIXED, "1 2 1", "2 65 17", "5 64 3", "1 300 65"));
    }

    private static Scans of(String name, String text, String... sizes) {
        var all = new ArrayList<int[]>();
        for (var one : sizes) {
            all.add(java.util.Arrays.stream(one.split(" ", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray());
        }
        return new Scans(name, text, params(text), all);
    }

    private static Map<String, Double> params(String text) {
        var params = new LinkedHashMap<String, Double>();
        if (text.contains("param  w")) {
            params.put("w", 0.375);
        }
        if (text.contains("param  on")) {
            params.put("on", 1.0);
        }
        return params;
    }

    /// The same scan, solved in another way.
    Scans by(String solver) {
        return new Scans(name, text.strip().replaceAll("}$", "  by " + solver + "\n}\n"), params, sizes);
    }

    /// What the dims are.
    Map<String, Integer> bind(int... sizes) {
        var bound = new LinkedHashMap<String, Integer>();
        int at = 0;
        for (var dim : DIMS) {
            if (text.matches("(?s).*\\n  dim [^\\n]*\\b" + dim + "\\b.*")) {
                bound.put(dim, sizes[at++]);
            }
        }
        return bound;
    }
}
