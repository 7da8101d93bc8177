package dev.weft.dsl.interpret;

import static dev.weft.dsl.interpret.Terms.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where elements lie: grouped heads, latents, pages; and what happens when something does not fit.
class LayoutTest {
    @Test
    void headsShareTheKeysOfTheirGroup() {
        var model = new Model(1, 8, 1, 1);
        var v = model.input(
                "v", Tensor.Role.VALUE, new double[] {0, 1}, List.of(B, div(H, div(n(8), n(2))), J), 1, 2, 1, 1);
        assertThat(model.out("o", 1, overKeys(SOFTMAX, bare(v))).run("o")).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
    }

    @Test
    void pagesHoldTheTokensOfASequence() {
        var model = new Model(2, 1, 1, 5);
        var page = model.table("page", Storage.I32, new double[] {2, 0, 1, 3, 0, 0}, 2, 3);
        var length = model.table("length", Storage.I32, new double[] {5, 1}, 2);
        var data = new double[] {1, 2, 4, 8, 16, 32, 64, 128};
        var v = model.input("v", Tensor.Role.VALUE, data, List.of(at(page, B, div(J, n(2))), mod(J, n(2))), 4, 2, 1);
        model.exists(less(J, at(length, B)))
                .out("o", 1, overKeys(new dev.weft.dsl.model.Row.Elementwise(r(1)), bare(v)));
        assertThat(model.run("o")).containsExactly(16 + 32 + 1 + 2 + 4, 64);
    }

    @Test
    void absorbedLatentAttentionIsTheExpandedOne() {
        int length = 5;
        int latent = 3;
        int head = 4;
        int turned = 2;
        var c = Model.normal(1, length * latent);
        var up = Model.normal(2, latent * head);
        var qh = Model.normal(3, length * head);
        var qr = Model.normal(4, length * turned);
        var kr = Model.normal(5, length * turned);
        var expanded = latentAttention(length, head, turned, qh, multiply(c, up, latent, head, false), c, qr, kr);
        var absorbed = latentAttention(length, latent, turned, multiply(qh, up, head, latent, true), c, c, qr, kr);
        assertThat(absorbed).containsExactly(expanded, within(1e-14));
    }

    /// Rows of `x` times a matrix of `latent` by `head` elements, or times its transpose.
    private static double[] multiply(double[] x, double[] matrix, int from, int to, boolean transposed) {
        int rows = x.length / from;
        var product = new double[rows * to];
        for (int r = 0; r < rows; r++) {
            for (int column = 0; column < to; column++) {
                for (int e = 0; e < from; e++) {
                    double factor = transposed ? matrix[column * from + e] : matrix[e * to + column];
                    product[r * to + column] += x[r * from + e] * factor;
                }
            }
        }
        return product;
    }

    private static double[] latentAttention(
            int length, int size, int turned, double[] qc, double[] kc, double[] c, double[] qr, double[] kr) {
        var model = new Model(1, 1, length, length);
        var q = model.query("qc", qc, size);
        var k = model.key("kc", kc, length, size);
        var q2 = model.query("qr", qr, turned);
        var k2 = model.key("kr", kr, length, turned);
        var v = model.key("c", c, length, 3);
        var rotated = dot(rope(bare(q2), I, turned), rope(bare(k2), J, turned));
        return model.keep(atMost(J, I))
                .score(scaled(plus(dot(bare(q), bare(k)), rotated), 6))
                .out("o", 3, overKeys(SOFTMAX, bare(v)))
                .run("o");
    }

    @Test
    void anIndexOutOfATableIsChecked() {
        var model = new Model(1, 1, 1, 2);
        var page = model.table("page", Storage.I32, new double[] {0, 4}, 2);
        var v = model.input("v", Tensor.Role.VALUE, new double[] {1, 2, 3}, List.of(at(page, J)), 3, 1);
        model.out("o", 1, overKeys(SOFTMAX, bare(v)));
        assertThatThrownBy(model::run)
                .isInstanceOf(InterpretException.class)
                .hasMessage("index 4 leaves axis 0 of `v`, which has size 3 (at b=0 h=0 i=0 j=1)");
    }

    @Test
    void whatDoesNotFitIsNamed() {
        var model = new Model(1, 1, 1, 1).dim("N", 3).fact(less(size("N"), n(3)), "N < 3");
        assertThatThrownBy(model::bind).hasMessage("where N < 3 does not hold: N=3");
        var attention = new Model(1, 1, 1, 1).dim("N", 3);
        var q = attention.query("q", new double[] {1}, 1);
        var w = attention.param("w", Storage.I32, 2);
        var built = attention
                .score(times(real(w), real(size("N"))))
                .out("o", 1, bare(q))
                .attention();
        var one = Map.of("q", new Values(new int[] {1, 1, 1, 1}, new double[1]));
        var w2 = Map.of("w", 2.0);
        var n3 = Map.of("N", 3);
        assertThatThrownBy(() -> Interpreter.of(built, Map.of(), w2, one)).hasMessage("dim `N` has no size");
        assertThatThrownBy(() -> Interpreter.of(built, Map.of("N", -1), w2, one))
                .hasMessage("dim `N` is -1");
        assertThatThrownBy(() -> Interpreter.of(built, n3, Map.of(), one)).hasMessage("param `w` has no value");
        assertThatThrownBy(() -> Interpreter.of(built, n3, Map.of("w", 0.5), one))
                .hasMessageContaining("no i32");
        assertThatThrownBy(() -> Interpreter.of(built, n3, w2, Map.of())).hasMessage("tensor `q` has no values");
        assertThatThrownBy(() -> Interpreter.of(built, n3, w2, Map.of("q", Values.zeros(1, 1, 2, 1))))
                .hasMessage("tensor `q` has shape [1, 1, 2, 1], but [1, 1, 1, 1] is declared");
        assertThat(Interpreter.of(built, n3, w2, one).run()).containsKey("o");
        Term outside = at(q, B, H, n(1));
        var reading = new Model(1, 1, 1, 0);
        reading.query("q", new double[] {1}, 1);
        assertThatThrownBy(reading.out("o", 1, outside)::run).hasMessageContaining("axis 2 of `q`");
    }
}
