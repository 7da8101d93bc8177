package dev.weft.dsl.interpret;

import static dev.weft.dsl.interpret.Terms.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.dsl.model.Rotation;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Single pairs of an attention.
class PairsTest {
    private static final int LENGTH = 4;

    @Test
    void keepsWhatKeepAndForSay() {
        var model = new Model(1, 1, LENGTH, LENGTH);
        var w = model.param("w", Storage.I32, 2);
        var attention = model.keep(and(atMost(J, I), less(minus(I, J), w)))
                .exists(less(J, n(3)))
                .attention();
        var pairs = Pairs.of(attention, Map.of(), Map.of("w", 2.0), Map.of());
        var kept = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            assertThat(pairs.keys(new Place(0, 0, i))).isEqualTo(LENGTH);
            for (int j = 0; j < LENGTH; j++) {
                kept.append(pairs.keeps(new Place(0, 0, i), j) ? '#' : '.');
            }
        }
        assertThat(kept).hasToString("#...##...##...#.");
    }

    @Test
    void termsAreEvaluatedWhereverTheyAreAskedFor() {
        var model = new Model(1, 2, LENGTH, LENGTH);
        var q = model.query("q", new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 1);
        var k = model.key("k", new double[] {1, 10, 100, 1000, 2, 20, 200, 2000}, LENGTH, 1);
        var attention = model.score(dot(bare(q), bare(k))).attention();
        var elements = Map.of(
                "q", new Values(new int[] {1, 2, LENGTH, 1}, new double[] {1, 2, 3, 4, 5, 6, 7, 8}),
                "k", new Values(new int[] {1, 2, LENGTH, 1}, new double[] {1, 10, 100, 1000, 2, 20, 200, 2000}));
        var score = Pairs.of(attention, Map.of(), Map.of(), elements).term(attention.score());
        assertThat(score.at(new Place(0, 0, 1), 2)).isEqualTo(200);
        assertThat(score.at(new Place(0, 1, 3), 0)).isEqualTo(16);
        assertThat(score.at(new Place(0, 0, 1), 3)).isEqualTo(2000);
    }

    @Test
    void anglesAreThoseOfTheRotation() {
        var pairs = Pairs.of(new Model(1, 1, 1, 1).attention(), Map.of(), Map.of(), Map.of());
        var rotation = new Rotation(n(8), Rotation.Pairing.HALVES, theta(10000, 8));
        assertThat(pairs.angles(rotation)).containsExactly(new double[] {1, 0.1, 0.01, 0.001}, within(1e-15));
    }

    @Test
    void tensorsThatNothingReadsMayBeMissing() {
        var model = new Model(1, 1, LENGTH, LENGTH);
        var table = model.table("kind", Storage.I32, new double[] {0, 1, 0, 1}, LENGTH);
        model.input("v", Tensor.Role.VALUE, new double[LENGTH], List.of(B, H, J), 1, 1, LENGTH, 1);
        var attention = model.keep(same(at(table, J), n(1))).attention();
        var kind = new Values(new int[] {LENGTH}, new double[] {0, 1, 0, 1});
        assertThat(Pairs.of(attention, Map.of(), Map.of(), Map.of("kind", kind)).keeps(new Place(0, 0, 0), 1))
                .isTrue();
        assertThatThrownBy(() -> Pairs.of(attention, Map.of(), Map.of(), Map.of()))
                .isInstanceOf(InterpretException.class)
                .hasMessage("tensor `kind` has no values");
    }
}
