package dev.weft.dsl.interpret;

import static dev.weft.dsl.interpret.Terms.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Term;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which code is nearest, and what has none.
class NearestTest {
    /// The code of each key: the only kept key of row j is j.
    private static double[] codes(double[] keys, double[] codes, int depth) {
        int count = keys.length / depth;
        var model = new Model(1, 1, count, count);
        var k = model.key("k", keys, count, depth);
        var c = model.table("c", Storage.F32, codes, codes.length / depth, depth);
        var nearest = new Term.Nearest(bare(k), at(c));
        return model.keep(apply(Op.EQUAL, I, J))
                .score(r(0))
                .out("o", 1, overKeys(new Row.Elementwise(r(1)), real(nearest)))
                .run("o");
    }

    @Test
    void theNearestCodeIsTheOneOfLeastDistance() {
        int depth = 7;
        var keys = Model.normal(1, 50 * depth);
        var codes = Model.normal(2, 19 * depth);
        var got = codes(keys, codes, depth);
        for (int j = 0; j < 50; j++) {
            int best = 0;
            for (int s = 0; s < 19; s++) {
                if (distance(keys, j, codes, s, depth) < distance(keys, j, codes, best, depth)) {
                    best = s;
                }
            }
            assertThat(got[j]).isEqualTo(best);
        }
    }

    private static double distance(double[] keys, int j, double[] codes, int s, int depth) {
        double sum = 0;
        for (int d = 0; d < depth; d++) {
            double difference = keys[j * depth + d] - codes[s * depth + d];
            sum += difference * difference;
        }
        return sum;
    }

    @Test
    void theLowestOfEqualCodesIsTaken() {
        assertThat(codes(new double[] {1, 0.5, 3}, new double[] {0, 2, 2, 0, 1}, 1))
                .containsExactly(4, 0, 1);
    }

    @Test
    void aCodeIsItsOwnNearest() {
        var random = new Random(3);
        var codes = new double[40 * 5];
        java.util.Arrays.setAll(codes, _ -> (float) random.nextGaussian());
        var got = codes(codes, codes, 5);
        for (int s = 0; s < 40; s++) {
            assertThat(got[s]).isEqualTo(s);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300})
    void aKeyThatIsNotFiniteIsNamed(double wild) {
        assertThatThrownBy(() -> codes(new double[] {1, 2, 3, wild}, new double[] {1, 1, -1, 1}, 2))
                .isInstanceOf(InterpretException.class)
                .hasMessageContaining("`k[0, 0, 1]` holds NaN or a number without bound");
    }

    @Test
    void aCodeThatIsNoNumberIsNamed() {
        assertThatThrownBy(() -> codes(new double[] {1, 2}, new double[] {1, 1, Double.NaN, 1}, 2))
                .isInstanceOf(InterpretException.class)
                .hasMessageContaining("`c` holds NaN");
    }
}
