package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Target;
import dev.weft.dsl.random.RandomCase;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Kernels over codes whose sequences cannot be given bit by bit: the façade says why.
class NotCarriedTest {
    @Test
    void whatCannotBeCarriedSaysWhy() {
        refused("", "i - j <= 4", "keep = j <= i + 2", "a query may see tokens that come after it");
        refused("", "i - j <= 4", "keep = j <= i and j < N - 3", "an equation depends on the number of tokens");
        refused(
                "table doc : i32[N]",
                "i - j <= 4",
                "keep = j <= i and doc[i] == doc[j]",
                "a table says of a query which keys fold, such as its document");
        refused("", "abs(i - j) <= 4", "", "keys fold after the query, too, which no state has seen yet");
    }

    private static void refused(String table, String near, String keep, String why) {
        var text = """
            attention Coded {
              dim N, D, S
              query q : f32[1, 1, N, D]
              key k : f32[1, 1, N, D]
              value v : f32[1, 1, N, D]
              table c : f32[S, D]
              %s
              out o : f32[1, 1, N, D]
              let z = nearest(k, c)
              score = if %s then q @ k else q @ c[z]
              %s
              o = softmax(score) @ v
              by codes(of = z, block = 4)
            }
            """.formatted(table, near, keep);
        var spec = Spec.of(new RandomCase(1, text, "Coded", Map.of(), Map.of(), Map.of()));
        assertThat(spec.sources(Set.of(Target.SCALAR)).getFirst().text())
                .contains("Its state cannot be carried from call to call: " + why)
                .doesNotContain("class State");
    }
}
