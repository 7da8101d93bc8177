package dev.weft.dsl.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.dsl.check.Specs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Scans give what plain loops give.
class ScanTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-12);

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

    private static final String LSTM = """
            scan Lstm {
              dim    B, N, D
              input  x : f32[B, N, D]
              weight Ui, Uf, Ug, Uo : f32[D, D]
              init   h0, c0 : f32[B, D]
              state  h : f32[B, N, D] from h0
              state  c : f32[B, N, D] from c0
              let i = sigmoid(x[t] + Ui @ h[t-1])
              let f = sigmoid(x[t] + Uf @ h[t-1])
              let g = tanh(x[t] + Ug @ h[t-1])
              let u = sigmoid(x[t] + Uo @ h[t-1])
              c[t] = f * c[t-1] + i * g
              h[t] = u * tanh(c[t])
            }
            """;

    @Test
    void gru() {
        int batches = 3;
        int steps = 7;
        int width = 4;
        int size = 5;
        var in = new HashMap<String, Values>();
        in.put("x", random(1, batches, steps, width));
        in.put("h0", random(2, batches, size));
        for (int gate = 0; gate < 3; gate++) {
            String letter = "rzn".substring(gate, gate + 1);
            in.put("W" + letter, random(10 + gate, size, width));
            in.put("U" + letter, random(20 + gate, size, size));
            in.put("b" + letter, random(30 + gate, size));
        }
        in.put("cn", random(40, size));
        var h = of(run(GRU, Map.of("B", batches, "N", steps, "X", width, "D", size), in), "h");
        for (int b = 0; b < batches; b++) {
            var before = row(of(in, "h0"), b, size);
            for (int t = 0; t < steps; t++) {
                var x = row(of(in, "x"), b * steps + t, width);
                var now = new double[size];
                for (int d = 0; d < size; d++) {
                    double r = sigmoid(dot(of(in, "Wr"), d, x) + dot(of(in, "Ur"), d, before) + at(in, "br", d));
                    double z = sigmoid(dot(of(in, "Wz"), d, x) + dot(of(in, "Uz"), d, before) + at(in, "bz", d));
                    double inner = dot(of(in, "Un"), d, before) + at(in, "cn", d);
                    double n = Math.tanh(dot(of(in, "Wn"), d, x) + r * inner + at(in, "bn", d));
                    now[d] = (1 - z) * n + z * before[d];
                }
                assertThat(row(h, b * steps + t, size)).containsExactly(now, CLOSE);
                before = now;
            }
        }
    }

    @Test
    void lstmUsesTheCellOfTheSameStep() {
        int steps = 6;
        int size = 3;
        var in = Map.of(
                "x", random(1, 1, steps, size),
                "h0", random(2, 1, size),
                "c0", random(3, 1, size),
                "Ui", random(4, size, size),
                "Uf", random(5, size, size),
                "Ug", random(6, size, size),
                "Uo", random(7, size, size));
        var results = run(LSTM, Map.of("B", 1, "N", steps, "D", size), in);
        assertThat(results.keySet()).containsExactly("h", "c");
        var h = of(in, "h0").data();
        var c = of(in, "c0").data();
        for (int t = 0; t < steps; t++) {
            var x = row(of(in, "x"), t, size);
            var nextH = new double[size];
            var nextC = new double[size];
            for (int d = 0; d < size; d++) {
                double i = sigmoid(x[d] + dot(of(in, "Ui"), d, h));
                double f = sigmoid(x[d] + dot(of(in, "Uf"), d, h));
                double g = Math.tanh(x[d] + dot(of(in, "Ug"), d, h));
                nextC[d] = f * c[d] + i * g;
                nextH[d] = sigmoid(x[d] + dot(of(in, "Uo"), d, h)) * Math.tanh(nextC[d]);
            }
            h = nextH;
            c = nextC;
            assertThat(row(of(results, "h"), t, size)).containsExactly(h, CLOSE);
            assertThat(row(of(results, "c"), t, size)).containsExactly(c, CLOSE);
        }
    }

    @Test
    void aScalarStateStartsAtZeroAndAnOutSeesBothSteps() {
        var results = run("""
                scan Sum {
                  dim   B, N
                  input x : f32[B, N]
                  out   y : f32[B, N]
                  state s : f32[B, N]
                  s[t] = s[t-1] + x[t]
                  y[t] = 10 * s[t] + s[t-1] + 100 * b + 1000 * t
                }
                """, Map.of("B", 2, "N", 3), Map.of("x", values(new int[] {2, 3}, 1, 2, 3, 4, 5, 6)));
        assertThat(results.keySet()).containsExactly("y", "s");
        assertThat(of(results, "s").data()).containsExactly(1, 3, 6, 4, 9, 15);
        assertThat(of(results, "y").data()).containsExactly(10, 1031, 2063, 140, 1194, 2259);
    }

    @Test
    void aDiagonalCellWithAParamAndAnExchange() {
        String text = """
                scan Swap {
                  dim    B, N, D
                  param  w : f32
                  weight a : f32[D]
                  init   s : f32[B, D]
                  state  f : f32[B, N, D] from s
                  state  g : f32[B, N, D]
                  f[t] = w * a * g[t-1]
                  g[t] = f[t-1]
                }
                """;
        var results = Interpreter.run(
                Specs.scan(text),
                Map.of("B", 1, "N", 3, "D", 2),
                Map.of("w", 2.0),
                Map.of("a", values(new int[] {2}, 1, 3), "s", values(new int[] {1, 2}, 5, 7)));
        assertThat(of(results, "f").data()).containsExactly(0, 0, 10, 42, 0, 0);
        assertThat(of(results, "g").data()).containsExactly(5, 7, 0, 0, 10, 42);
    }

    @Test
    void noStepsAndNoBatchesGiveNothing() {
        var empty = lstm(2, 0, 3);
        assertThat(of(empty, "h").shape()).containsExactly(2, 0, 3);
        assertThat(of(lstm(0, 4, 3), "c").shape()).containsExactly(0, 4, 3);
        assertThat(of(lstm(2, 1, 3), "h").data()).hasSize(6).doesNotContain(0.0);
    }

    private static Map<String, Values> lstm(int batches, int steps, int size) {
        return run(
                LSTM,
                Map.of("B", batches, "N", steps, "D", size),
                Map.of(
                        "x", random(1, batches, steps, size),
                        "h0", random(2, batches, size),
                        "c0", random(3, batches, size),
                        "Ui", random(4, size, size),
                        "Uf", random(5, size, size),
                        "Ug", random(6, size, size),
                        "Uo", random(7, size, size)));
    }

    @Test
    void aNumberThatIsNoneStaysWithItsBatch() {
        String text = """
                scan S {
                  dim   B, N
                  input x : f32[B, N]
                  state s : f32[B, N]
                  s[t] = s[t-1] + x[t]
                }
                """;
        var x = values(new int[] {2, 2}, Double.NaN, 1, 1, 1);
        var s = of(run(text, Map.of("B", 2, "N", 2), Map.of("x", x)), "s");
        assertThat(s.data()).containsExactly(Double.NaN, Double.NaN, 1, 2);
    }

    @Test
    void whatIsMissingIsSaid() {
        var scan = Specs.scan(LSTM);
        var sizes = Map.of("B", 1, "N", 1, "D", 1);
        assertThatThrownBy(() -> ScanInterpreter.of(scan, sizes, Map.of(), Map.of()))
                .hasMessage("tensor `x` has no values");
        assertThatThrownBy(() -> Interpreter.check(scan, Map.of(), Map.of())).hasMessage("dim `B` has no size");
    }

    private static Map<String, Values> run(String text, Map<String, Integer> sizes, Map<String, Values> tensors) {
        return ScanInterpreter.of(Specs.scan(text), sizes, Map.of(), tensors).run();
    }

    private static Values of(Map<String, Values> tensors, String name) {
        return tensors.getOrDefault(name, Values.zeros(0));
    }

    private static Values values(int[] shape, double... data) {
        return new Values(shape, data);
    }

    private static Values random(long seed, int... shape) {
        var random = new SplittableRandom(seed);
        int count = IntStream.of(shape).reduce(1, (a, b) -> a * b);
        return new Values(
                shape,
                IntStream.range(0, count)
                        .mapToDouble(_ -> random.nextDouble(-1, 1))
                        .toArray());
    }

    private static double[] row(Values values, int row, int size) {
        return Arrays.copyOfRange(values.data(), row * size, (row + 1) * size);
    }

    private static double at(Map<String, Values> in, String name, int index) {
        return of(in, name).data()[index];
    }

    private static double dot(Values matrix, int row, double[] x) {
        double sum = 0;
        for (int e = 0; e < x.length; e++) {
            sum += matrix.data()[row * x.length + e] * x[e];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
