package dev.weft.dsl.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.interpret.Interpreter;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The interpreter gives the golden numbers.
class GoldenTest {
    static List<String> names() {
        return GoldenCase.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void theInterpreterAgrees(String name) {
        var golden = GoldenCase.of(name);
        var attention = Meaning.of(golden.text(), golden.kernel());
        var outs = Interpreter.of(attention, golden.sizes(attention), golden.bind(), golden.inputs())
                .run();
        assertThat(outs.keySet()).containsAll(golden.expected().keySet());
        golden.expected().forEach((out, expected) -> {
            var got = Objects.requireNonNull(outs.get(out));
            assertThat(got.shape()).isEqualTo(expected.shape());
            double worst = 0;
            for (int e = 0; e < expected.data().length; e++) {
                double want = expected.data()[e];
                worst = Math.max(worst, Math.abs(got.data()[e] - want) / Math.max(1, Math.abs(want)));
            }
            assertThat(worst).isLessThan(1e-12).isLessThan(golden.tolerance());
        });
    }
}
