package dev.weft.codegen.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.tile.Slopes;
import dev.weft.dsl.random.RandomScans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Jacobians that the compiler derives, against central differences of the interpreter's step and against
/// what papers give for their cells; and the structure that it reads off the equations, against both (P5).
///
/// `-Dweft.random.cells=2000` tries more random cells, `-Dweft.random.first=1000` starts elsewhere.
class JacobianTest {
    private static final double NEAR = 1e-8;
    private static final Map<String, Double> NO_PARAMS = Map.of();

    /// Every kind of equation that scans have; where an entry is said to be 0, the numbers are.
    @Test
    void everyRandomCell() {
        var structures = new LinkedHashMap<String, Integer>();
        long first = Long.getLong("weft.random.first", 9_000_001);
        for (long seed = first; seed < first + Integer.getInteger("weft.random.cells", 300); seed++) {
            var random = new Random(seed);
            var text = RandomScans.of(seed).text().replaceAll("\\n *by [^\\n]*", "");
            var widths = Map.of("X", 1 + random.nextInt(4), "D", 1 + random.nextInt(5), "E", 1 + random.nextInt(5));
            var cell =
                    Cell.of(seed, text, "Random", widths, RandomScans.of(seed).params(), random.nextInt(50));
            structures.merge(structure(cell.program().slopes()), 1, Integer::sum);
            assertNear(cell, "states", new double[][] {cell.lowered()}, new double[][] {cell.interpreted()}, 1e-12);
            assertNear(cell, "differences", cell.derived(), cell.differences(), NEAR);
        }
        assertThat(structures).containsOnlyKeys("elementwise", "dense");
    }

    /// Cells whose states meet entry by entry alone: diagonal blocks, some of which are 0.
    @Test
    void everyRandomElementwiseCell() {
        int empty = 0;
        for (int seed = 1; seed <= 200; seed++) {
            var cell = Cell.of(seed, elementwise(seed), "Entries", Map.of("D", 1 + seed % 4), NO_PARAMS, seed % 7);
            assertThat(cell.program().slopes()).as("%s", cell).isInstanceOf(Slopes.Entries.class);
            assertNear(cell, "differences", cell.derived(), cell.differences(), NEAR);
            assertNear(cell, "dense", cell.derived(), cell.derived(dense(cell)), 1e-13);
            empty += (int) ((Slopes.Entries) cell.program().slopes())
                    .entries().stream()
                            .flatMap(List::stream)
                            .filter(List::isEmpty)
                            .count();
        }
        assertThat(empty).isPositive();
    }

    /// Equation (34): `diag(1 - h'^2) U`.
    @Test
    void elman() {
        var cell = cell("""
                scan Cell {
                  dim    B, N, D
                  input  x : f64[B, N, D]
                  weight U : f64[D, D]
                  state  h : f64[B, N, D]
                  h[t] = tanh(x[t] + U @ h[t-1])
                }
                """, 5);
        var next = cell.interpreted();
        var u = cell.tensor("U");
        assertNear(cell, "paper", cell.derived(), matrix(5, (i, j) -> (1 - next[i] * next[i]) * u[i * 5 + j]), 1e-13);
        assertNear(cell, "differences", cell.derived(), cell.differences(), NEAR);
    }

    /// Equation (35), the gate behind the matrix:
    /// `diag(z) + diag((h - n) z (1 - z)) Uz + diag((1 - z)(1 - n^2)) (diag(r) Un + diag(p r (1 - r)) Ur)`.
    @Test
    void gru() {
        int d = 4;
        var cell = cell("""
                scan Cell {
                  dim    B, N, D
                  input  x, y, v : f64[B, N, D]
                  weight Ur, Uz, Un : f64[D, D]
                  weight c : f64[D]
                  state  h : f64[B, N, D]
                  let r = sigmoid(x[t] + Ur @ h[t-1])
                  let z = sigmoid(y[t] + Uz @ h[t-1])
                  let n = tanh(v[t] + r * (Un @ h[t-1] + c))
                  h[t] = (1 - z) * n + z * h[t-1]
                }
                """, d);
        var h = cell.before();
        var expected = matrix(d, (i, j) -> {
            double r = sigmoid(cell.tensor("x")[i] + row(cell.tensor("Ur"), i, h));
            double z = sigmoid(cell.tensor("y")[i] + row(cell.tensor("Uz"), i, h));
            double p = row(cell.tensor("Un"), i, h) + cell.tensor("c")[i];
            double n = Math.tanh(cell.tensor("v")[i] + r * p);
            int at = i * d + j;
            return (i == j ? z : 0)
                    + (h[i] - n) * z * (1 - z) * cell.tensor("Uz")[at]
                    + (1 - z) * (1 - n * n) * (r * cell.tensor("Un")[at] + p * r * (1 - r) * cell.tensor("Ur")[at]);
        });
        assertNear(cell, "paper", cell.derived(), expected, 1e-13);
        assertNear(cell, "differences", cell.derived(), cell.differences(), NEAR);
    }

    /// Equation (36): one number per entry, and 0 off the diagonal.
    @Test
    void diagonalGru() {
        var cell = cell("""
                scan Cell {
                  dim    B, N, D
                  input  xz, xr, xh : f64[B, N, D]
                  weight az, ar, ah : f64[D]
                  state  h : f64[B, N, D]
                  let z = sigmoid(az * h[t-1] + xz[t])
                  let r = sigmoid(ar * h[t-1] + xr[t])
                  let c = tanh(ah * h[t-1] * r + xh[t])
                  h[t] = z * c + (1 - z) * h[t-1]
                }
                """, 6);
        var h = cell.before();
        var expected = matrix(6, (i, j) -> {
            double az = cell.tensor("az")[i];
            double ar = cell.tensor("ar")[i];
            double ah = cell.tensor("ah")[i];
            double z = sigmoid(az * h[i] + cell.tensor("xz")[i]);
            double r = sigmoid(ar * h[i] + cell.tensor("xr")[i]);
            double c = Math.tanh(ah * h[i] * r + cell.tensor("xh")[i]);
            double slope = 1 - z + (c - h[i]) * z * (1 - z) * az + z * (1 - c * c) * ah * (r + h[i] * r * (1 - r) * ar);
            return i == j ? slope : 0;
        });
        assertNear(cell, "paper", cell.derived(), expected, 1e-13);
        assertNear(cell, "differences", cell.derived(), cell.differences(), NEAR);
    }

    /// Equation (37): a matrix of 2 by 2 for each entry, which are the dense matrix in another order.
    @Test
    void diagonalLstm() {
        int d = 3;
        var cell = cell("""
                scan Cell {
                  dim    B, N, D
                  input  xf, xc, xo : f64[B, N, D]
                  weight af, cf, ac, ao, co : f64[D]
                  state  c : f64[B, N, D]
                  state  h : f64[B, N, D]
                  let f = sigmoid(af * h[t-1] + cf * c[t-1] + xf[t])
                  let n = tanh(ac * h[t-1] + xc[t])
                  let u = sigmoid(ao * h[t-1] + co * c[t] + xo[t])
                  c[t] = f * c[t-1] + (1 - f) * n
                  h[t] = u * tanh(c[t])
                }
                """, d);
        var state = cell.before();
        var expected = new double[2 * d][2 * d];
        for (int e = 0; e < d; e++) {
            double c = state[e];
            double h = state[d + e];
            double f = sigmoid(cell.tensor("af")[e] * h + cell.tensor("cf")[e] * c + cell.tensor("xf")[e]);
            double n = Math.tanh(cell.tensor("ac")[e] * h + cell.tensor("xc")[e]);
            double next = f * c + (1 - f) * n;
            double o = sigmoid(cell.tensor("ao")[e] * h + cell.tensor("co")[e] * next + cell.tensor("xo")[e]);
            double th = Math.tanh(next);
            double q = o * (1 - o);
            double jcc = f + (c - n) * f * (1 - f) * cell.tensor("cf")[e];
            double jch = (c - n) * f * (1 - f) * cell.tensor("af")[e] + (1 - f) * (1 - n * n) * cell.tensor("ac")[e];
            expected[e][e] = jcc;
            expected[e][d + e] = jch;
            expected[d + e][e] = jcc * (q * cell.tensor("co")[e] * th + o * (1 - th * th));
            expected[d + e][d + e] =
                    th * (q * cell.tensor("ao")[e] + q * cell.tensor("co")[e] * jch) + o * (1 - th * th) * jch;
        }
        assertThat(cell.program().slopes()).isInstanceOf(Slopes.Entries.class);
        assertNear(cell, "paper", cell.derived(), expected, 1e-13);
        assertNear(cell, "dense", cell.derived(), cell.derived(dense(cell)), 1e-13);
        assertNear(cell, "differences", cell.derived(), cell.differences(), NEAR);
    }

    private interface Entry {
        double at(int i, int j);
    }

    private static double[][] matrix(int size, Entry entry) {
        var matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i][j] = entry.at(i, j);
            }
        }
        return matrix;
    }

    private static Cell cell(String text, int width) {
        return Cell.of(width, text, "Cell", Map.of("D", width), NO_PARAMS, 0);
    }

    private static double row(double[] matrix, int row, double[] of) {
        double sum = 0;
        for (int j = 0; j < of.length; j++) {
            sum += matrix[row * of.length + j] * of[j];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /// One to three states of one size that read each other or not.
    private static String elementwise(int seed) {
        var random = new Random(seed);
        var functions = List.of("tanh", "sigmoid", "sin", "gelu", "softplus", "silu", "erf", "relu", "abs");
        int count = 1 + random.nextInt(3);
        var lines = new ArrayList<>(List.of("dim B, N, D", "input x : f64[B, N, D]"));
        var equations = new ArrayList<String>();
        for (int n = 0; n < count; n++) {
            lines.add("state s%d : f64[B, N, D]".formatted(n));
            var next = new StringBuilder("x[t]");
            for (int other = 0; other < count; other++) {
                if (random.nextBoolean()) {
                    lines.add("weight a%d%d : f64[D]".formatted(n, other));
                    next.append(" + a%d%d * s%d[t-1]".formatted(n, other, other));
                }
            }
            var value = functions.get(random.nextInt(functions.size())) + "(" + next + ")";
            equations.add("s%d[t] = %s"
                    .formatted(
                            n,
                            switch (random.nextInt(3)) {
                                case 0 -> value;
                                case 1 -> "(if t mod 2 == 0 then 0.5 else x[t]) * s%d[t-1] + %s".formatted(n, value);
                                default -> n == 0 ? value : "%s * s%d[t]".formatted(value, n - 1);
                            }));
        }
        lines.addAll(equations);
        return "scan Entries {\n  " + String.join("\n  ", lines) + "\n}\n";
    }

    /// The whole matrix of a cell that needs no more than blocks.
    private static Slopes dense(Cell cell) {
        var program = cell.program();
        return new Tangents(program.states(), program.step(), new Names(Set.of())).columns();
    }

    private static String structure(Slopes slopes) {
        return switch (slopes) {
            case Slopes.None() -> "none";
            case Slopes.Entries _ -> "elementwise";
            case Slopes.Columns _ -> "dense";
        };
    }

    private static void assertNear(Cell cell, String what, double[][] is, double[][] expected, double near) {
        assertThat(is).hasDimensions(expected.length, expected[0].length);
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[i].length; j++) {
                double far = Math.abs(is[i][j] - expected[i][j]) / Math.max(1, Math.abs(expected[i][j]));
                assertThat(far <= near)
                        .as("%s: entry %d, %d is %s, not %s, of %s", what, i, j, is[i][j], expected[i][j], cell)
                        .isTrue();
            }
        }
    }
}
