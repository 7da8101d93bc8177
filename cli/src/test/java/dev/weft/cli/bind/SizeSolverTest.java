package dev.weft.cli.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Sizes that are expressions.
final class SizeSolverTest {
    private static final Term W = new Term.Size(new Dim.Symbolic("W"));

    private static Term constant(int value) {
        return new Term.Constant(Kind.INT, value);
    }

    private static Term apply(Op op, Term left, Term right) {
        return new Term.Apply(Type.INT, op, List.of(left, right));
    }

    @Test
    void everyLinearFormIsSolved() {
        for (int factor = 1; factor <= 5; factor++) {
            for (int offset = -3; offset <= 3; offset++) {
                var size = apply(Op.ADD, apply(Op.MULTIPLY, constant(factor), W), constant(offset));
                assertThat(Linear.of(size, Map.of())).isEqualTo(new Linear.InOne("W", factor, offset));
                assertThat(Linear.of(size, Map.of("W", 7L))).isEqualTo(new Linear.Known(factor * 7L + offset));
            }
        }
    }

    @Test
    void otherFormsWaitForTheirDims() {
        var size = apply(Op.DIV, W, constant(3));
        assertThat(Linear.of(size, Map.of())).isEqualTo(Linear.OPEN);
        assertThat(Linear.of(size, Map.of("W", 7L))).isEqualTo(new Linear.Known(2));
    }
}
