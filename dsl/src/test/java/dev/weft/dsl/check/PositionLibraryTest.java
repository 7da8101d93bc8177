package dev.weft.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.dsl.interpret.Interpreter;
import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Evaluation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The numbers of `std.position`, against the papers' formulas written down once more.
class PositionLibraryTest {
    private static final Term H = new Term.Index(Axis.HEAD);
    private static final Term I = new Term.Index(Axis.QUERY);
    private static final Term J = new Term.Index(Axis.KEY);

    /// What the paper's `get_slopes` gives.
    private static List<Double> slopes(int heads) {
        if (Integer.bitCount(heads) == 1) {
            double start = Math.pow(2, -8.0 / heads);
            var slopes = new ArrayList<Double>();
            for (int n = 1; n <= heads; n++) {
                slopes.add(Math.pow(start, n));
            }
            return slopes;
        }
        int power = Integer.highestOneBit(heads);
        var slopes = new ArrayList<>(slopes(power));
        var finer = slopes(2 * power);
        for (int n = 0; slopes.size() < heads; n += 2) {
            slopes.add(finer.get(n));
        }
        return slopes;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 31, 32, 33, 40, 63, 64, 71, 112, 127, 128, 255, 256})
    void alibiSlopes(int heads) {
        var slope = score("alibi_slope(h, %d)".formatted(heads));
        var bias = score("alibi(h, %d, i, j)".formatted(heads));
        var wanted = slopes(heads);
        for (int h = 0; h < heads; h++) {
            assertThat(at(slope, h, 0, 0)).as("head %d", h).isCloseTo(wanted.get(h), within(1e-12));
            assertThat(at(bias, h, 3, 9)).isCloseTo(-6 * wanted.get(h), within(1e-12));
            assertThat(at(bias, h, 9, 3)).isCloseTo(-6 * wanted.get(h), within(1e-12));
        }
    }

    @Test
    void alibiSlopesAsPrinted() {
        var eight = score("alibi_slope(h, 8)");
        assertThat(at(eight, 0, 0, 0)).isEqualTo(0.5);
        assertThat(at(eight, 7, 0, 0)).isEqualTo(1.0 / 256);
        assertThat(at(score("alibi_slope(h, 12)"), 8, 0, 0)).isCloseTo(Math.pow(2, -0.5), within(1e-12));
    }

    /// T5's relative position bucket, where `relative` is the key's position less the query's.
    private static int bucket(int relative, boolean bidirectional, int buckets, int distance) {
        int first = 0;
        int count = buckets;
        int away;
        if (bidirectional) {
            count /= 2;
            first = relative > 0 ? count : 0;
            away = Math.abs(relative);
        } else {
            away = -Math.min(relative, 0);
        }
        int exact = count / 2;
        if (away < exact) {
            return first + away;
        }
        double octaves = Math.log((double) away / exact) / Math.log((double) distance / exact);
        return first + Math.min(exact + (int) (octaves * (count - exact)), count - 1);
    }

    @ParameterizedTest
    @CsvSource({"32, 128", "32, 127", "16, 64", "64, 256", "8, 20", "10, 100", "320, 800"})
    void t5Buckets(int buckets, int distance) {
        var both = score("t5_bucket(j - i, %d, %d)".formatted(buckets, distance));
        var causal = score("t5_causal_bucket(j - i, %d, %d)".formatted(buckets, distance));
        for (int relative = -2 * distance; relative <= 2 * distance; relative++) {
            int i = Math.max(0, -relative);
            int j = Math.max(0, relative);
            assertThat(at(both, 0, i, j)).as("%d", relative).isEqualTo(bucket(relative, true, buckets, distance));
            assertThat(at(causal, 0, i, j)).as("%d", relative).isEqualTo(bucket(relative, false, buckets, distance));
        }
    }

    @Test
    void t5BucketsAsInTheModel() {
        var both = score("t5_bucket(j - i, 32, 128)");
        assertThat(List.of(
                        at(both, 0, 0, 0), at(both, 0, 7, 0), at(both, 0, 8, 0), at(both, 0, 0, 7), at(both, 0, 0, 8)))
                .containsExactly(0.0, 7.0, 8.0, 23.0, 24.0);
        assertThat(List.of(at(both, 0, 0, 500), at(both, 0, 500, 0))).containsExactly(31.0, 15.0);
        var causal = score("t5_causal_bucket(j - i, 32, 128)");
        assertThat(List.of(at(causal, 0, 0, 5), at(causal, 0, 15, 0), at(causal, 0, 16, 0), at(causal, 0, 500, 0)))
                .containsExactly(0.0, 15.0, 16.0, 31.0);
    }

    @Test
    void kerple() {
        var power = score("kerple_power(0.5, 1.5, i, j)");
        var log = score("kerple_log(0.5, 2.0, i, j)");
        for (int n = 0; n < 20; n++) {
            for (boolean before : new boolean[] {true, false}) {
                int i = before ? 30 : 30 - n;
                int j = before ? 30 - n : 30;
                assertThat(at(power, 0, i, j)).isCloseTo(-0.5 * n * Math.sqrt(n), within(1e-12));
                assertThat(at(log, 0, i, j)).isCloseTo(-0.5 * Math.log1p(2.0 * n), within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "1, 3.5352560", "5, 3.1599825"})
    void sandwich(int distance, double wanted) {
        double sum = 0;
        for (int m = 0; m < 4; m++) {
            double theta = Math.pow(10000, -m / 4.0);
            double a = 40 * theta;
            double b = (40 - distance) * theta;
            sum += Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b);
        }
        assertThat(sum).isCloseTo(wanted, within(5e-7));
        var angles = Values.zeros(4);
        for (int m = 0; m < 4; m++) {
            angles.data()[m] = Math.pow(10000, -m / 4.0);
        }
        // With one key, of value 1, query i gets the score of distance i.
        var one = Values.zeros(1, 1, 1, 1);
        one.data()[0] = 1;
        var kernel = Specs.attention("""
                import std.position
                attention A {
                  dim B, H, N, M, D, R
                  table theta : f64[R]
                  query q : f64[B, H, N, D]
                  key   k : f64[B, H, M, D]
                  value v : f64[B, H, M, D]
                  out   o : f64[B, H, N, D]
                  score = sandwich(theta, i, j) + 0 * (q @ k)
                  o     = score @ v
                }
                """);
        var sizes = Map.of("B", 1, "H", 1, "N", 6, "M", 1, "D", 1, "R", 4);
        var inputs = Map.of("theta", angles, "q", Values.zeros(1, 1, 6, 1), "k", one, "v", one);
        var out = Interpreter.of(kernel, sizes, Map.of(), inputs).run();
        assertThat(out.values().iterator().next().data()[distance]).isCloseTo(sum, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0.1111111", "8, 0.3333333", "512, 1", "4096, 1.3333333"})
    void scalesByTheNumberOfKeys(int n, double wanted) {
        assertThat(at(score("log_n(i + 1, 512)"), 0, n - 1, 0)).isCloseTo(wanted, within(1e-7));
        assertThat(at(score("log_scale(i, 512)"), 0, n - 1, 0)).isCloseTo(Math.max(1, wanted), within(1e-7));
    }

    private static double at(Term term, int h, int i, int j) {
        var known = new HashMap<Term, Double>();
        known.put(H, (double) h);
        known.put(I, (double) i);
        known.put(J, (double) j);
        return Evaluation.of(term, known);
    }

    private static Term score(String expression) {
        return Specs.attention("""
                import std.position
                attention A {
                  dim B, H, N, D
                  query q : f32[B, H, N, D]
                  key   k : f32[B, H, N, D]
                  value v : f32[B, H, N, D]
                  out   o : f32[B, H, N, D]
                  score = %s
                  o     = softmax(score) @ v
                }
                """.formatted(expression)).score();
    }
}
