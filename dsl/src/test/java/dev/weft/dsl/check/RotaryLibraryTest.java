package dev.weft.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Evaluation;
import dev.weft.dsl.prove.Terms;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The angles per unit position at eight dims, eight times the trained length.
class RotaryLibraryTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plain               | 1       | 0.1       | 0.01       | 0.001
            pi(8)               | 0.125   | 0.0125    | 0.00125    | 0.000125
            ntk_aware(8)        | 1       | 0.05      | 0.0025     | 0.000125
            ntk_old(8)          | 1       | 0.0594604 | 0.00353553 | 0.000210224
            ntk_fixed(8)        | 0.594604| 0.0353553 | 0.00210224 | 0.000125
            ntk_mixed(8, 0.625) | 0.417155| 0.0259668 | 0.00176005 | 0.000125
            ntk_mixed(8, 1)     | 0.594604| 0.0353553 | 0.00210224 | 0.000125
            ntk_mixed(8, 0)     | 0.125   | 0.0125    | 0.00125    | 0.000125
            ntk_aware(1)        | 1       | 0.1       | 0.01       | 0.001
            ntk_old(1)          | 1       | 0.1       | 0.01       | 0.001
            ntk_mixed(1, 0.625) | 1       | 0.1       | 0.01       | 0.001
            yarn(1, 2048)       | 1       | 0.1       | 0.01       | 0.001
            """)
    void angles(String theta, double first, double second, double third, double fourth) {
        var angles = theta(theta, 8);
        double[] wanted = {first, second, third, fourth};
        for (int m = 0; m < wanted.length; m++) {
            double angle = Evaluation.of(angles, Map.of(new Term.PairNumber(), (double) m));
            assertThat(angle).isCloseTo(wanted[m], within(5e-6 * wanted[m]));
        }
    }

    /// YaRN's angles by its paper: gamma of how often a pair turns over the trained length, with the ramp over the pair
    /// number that the authors' code has.
    private static double yarn(double k, double trained, int m, int dims) {
        double theta = Math.pow(10000, -2.0 * m / dims);
        double low = Math.max(0, Math.floor(pair(32, trained, dims)));
        double high = Math.min(dims - 1, Math.ceil(pair(1, trained, dims)));
        double kept = 1 - Math.min(1, Math.max(0, (m - low) / (high == low ? 0.001 : high - low)));
        return (1 - kept) * theta / k + kept * theta;
    }

    /// Solves `trained * theta(m) = 2 pi turns` for m.
    private static double pair(double turns, double trained, int dims) {
        return dims / 2.0 * Math.log(trained / (2 * Math.PI * turns)) / Math.log(10000);
    }

    @ParameterizedTest
    @CsvSource({"4, 4096, 128", "8, 2048, 128", "8, 4096, 64", "4, 2048, 8", "16, 512, 32", "1, 2048, 128", "2, 3, 16"})
    void yarnAngles(int k, int trained, int dims) {
        var theta = theta("yarn(%d, %d)".formatted(k, trained), dims);
        for (int m = 0; m < dims / 2; m++) {
            double angle = Evaluation.of(theta, Map.of(new Term.PairNumber(), (double) m));
            double wanted = yarn(k, trained, m, dims);
            assertThat(angle).as("pair %d", m).isCloseTo(wanted, within(1e-12 * wanted));
        }
    }

    /// At 128 dims and 4096 positions pairs below 20 turn more than 32 times, pairs above 46 less than once.
    @ParameterizedTest
    @CsvSource({"4", "8"})
    void yarnKeepsFastPairsAndInterpolatesSlowOnes(int k) {
        var theta = theta("yarn(%d, 4096)".formatted(k), 128);
        for (int m = 0; m < 64; m++) {
            double plain = Math.pow(10000, -m / 64.0);
            double angle = Evaluation.of(theta, Map.of(new Term.PairNumber(), (double) m));
            if (m <= 20) {
                assertThat(angle).isCloseTo(plain, within(1e-12));
            } else if (m >= 46) {
                assertThat(angle).isCloseTo(plain / k, within(1e-12));
            } else {
                assertThat(angle).isBetween(plain / k, plain);
            }
        }
    }

    private static Term theta(String function, int dims) {
        var kernel = Specs.attention("""
                import std.rope
                attention A {
                  dim B, H, N
                  dim D = %d
                  query q : f32[B, H, N, D]
                  key   k : f32[B, H, N, D]
                  value v : f32[B, H, N, D]
                  out   o : f32[B, H, N, D]
                  score = rope(q, i, theta = %s) @ k
                  o     = softmax(score) @ v
                }
                """.formatted(dims, function));
        var rotate = (Term.Rotate)
                Terms.find(kernel.score(), Term.Rotate.class::isInstance).orElseThrow();
        return rotate.rotation().theta();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0.5, 1", "4, 1.2964770", "8, 1.4591291"})
    void yarnTemperature(double k, double wanted) {
        var kernel = Specs.attention("""
                import std.rope
                attention A {
                  dim B, H, N, D
                  query q : f32[B, H, N, D]
                  key   k : f32[B, H, N, D]
                  value v : f32[B, H, N, D]
                  out   o : f32[B, H, N, D]
                  score = yarn_scale(%s)
                  o     = softmax(score) @ v
                }
                """.formatted(Double.toString(k)));
        double root = 1 + 0.1 * Math.log(Math.max(1, k));
        assertThat(root * root).isCloseTo(wanted, within(1e-6));
        assertThat(Evaluation.of(kernel.score(), Map.of())).isCloseTo(root * root, within(1e-12));
    }
}
