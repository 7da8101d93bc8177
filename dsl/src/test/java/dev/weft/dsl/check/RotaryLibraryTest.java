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
        var kernel = Specs.attention("""
                import std.rope
                attention A {
                  dim B, H, N
                  dim D = 8
                  query q : f32[B, H, N, D]
                  key   k : f32[B, H, N, D]
                  value v : f32[B, H, N, D]
                  out   o : f32[B, H, N, D]
                  score = rope(q, i, theta = %s) @ k
                  o     = softmax(score) @ v
                }
                """.formatted(theta));
        var rotate = (Term.Rotate)
                Terms.find(kernel.score(), Term.Rotate.class::isInstance).orElseThrow();
        double[] wanted = {first, second, third, fourth};
        for (int m = 0; m < wanted.length; m++) {
            double angle = Evaluation.of(rotate.rotation().theta(), Map.of(new Term.PairNumber(), (double) m));
            assertThat(angle).isCloseTo(wanted[m], within(5e-6 * wanted[m]));
        }
    }
}
