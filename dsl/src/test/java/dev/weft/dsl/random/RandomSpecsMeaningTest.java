package dev.weft.dsl.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.golden.Meaning;
import dev.weft.dsl.interpret.Interpreter;
import dev.weft.dsl.model.Tensor;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Every random spec parses, checks and has numbers.
class RandomSpecsMeaningTest {
    private static final long FIRST = 1;
    private static final int CASES = 300;

    @Test
    void everyRandomSpecIsLegalAndRuns() {
        for (var one : RandomSpecs.of(FIRST, CASES)) {
            var attention = Meaning.of(one.text(), one.kernel());
            assertThat(names(attention.tensors())).isEqualTo(one.inputs().keySet());
            var outs = Interpreter.of(attention, one.sizes(), one.params(), one.inputs())
                    .run();
            outs.forEach((name, values) -> {
                for (double x : values.data()) {
                    assertThat(x == Double.NEGATIVE_INFINITY || Math.abs(x) < 1e5)
                            .as("%s in %s of\n%s", x, name, one)
                            .isTrue();
                }
            });
        }
    }

    private static Set<String> names(Iterable<Tensor> tensors) {
        var names = new HashSet<String>();
        tensors.forEach(tensor -> {
            if (tensor.role() != Tensor.Role.OUT) {
                names.add(tensor.name());
            }
        });
        return names;
    }
}
