package dev.weft.codegen.emit.tornado;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

/// TornadoVM takes the wrong side of `if (a ? b : c)`, so that no choice between two conditions may be written so.
final class ChoicesTest {
    private static final Value SAFE = Truths.less(Values.ramp(Axis.KEY), Values.whole(3));
    private static final Value READ = new Value.Cell("table", Kind.BOOL, List.of(Values.ramp(Axis.KEY)));

    @Test
    void bothSidesAreEvaluatedWhereTheyMayBe() {
        assertThat(choice(SAFE, SAFE)).isEqualTo("a & b | !a & c");
    }

    @Test
    void readsStayBehindTheirCondition() {
        assertThat(choice(READ, SAFE)).isEqualTo("(a ? b : false) | !a & c");
        assertThat(choice(SAFE, READ)).isEqualTo("a & b | (!a ? c : false)");
    }

    @Test
    void sidesThatAreKnownVanish() {
        assertThat(choice(READ, Values.FALSE)).isEqualTo("a ? b : false");
        assertThat(choice(Values.FALSE, SAFE)).isEqualTo("!a & c");
        assertThat(choice(Values.TRUE, READ)).isEqualTo("a | (!a ? c : false)");
    }

    private static String choice(Value then, Value otherwise) {
        return Choices.of(Code.atom("a"), then, Code.atom("b"), otherwise, Code.atom("c"))
                .text();
    }
}
