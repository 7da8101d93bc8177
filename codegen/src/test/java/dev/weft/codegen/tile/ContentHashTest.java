package dev.weft.codegen.tile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Specs;
import dev.weft.codegen.lower.Lowering;
import org.junit.jupiter.api.Test;

final class ContentHashTest {
    private static final String SPEC = """
            fn pressed(s) = tanh(s / 2)
            attention Hashed {
              dim   B, H, N, D
              query q : f32[B, H, N, D]
              key   k : f32[B, H, N, D]
              value v : f32[B, H, N, D]
              out   o : f32[B, H, N, D]
              score = pressed(q @ k)
              keep  = j <= i
              o     = softmax(score) @ v
            }
            """;

    private static String hash(String text, String file) {
        return ContentHash.of(Lowering.lower("demo", file, Specs.text(text).getFirst()));
    }

    @Test
    void layoutAndCommentsDoNotMatter() {
        var hash = hash(SPEC, "a.weft");
        assertThat(hash).matches("[0-9a-f]{16}");
        assertThat(hash(SPEC.replace("keep  =", "/// Causal.\n // so far\n keep ="), "b.weft"))
                .isEqualTo(hash);
    }

    @Test
    void whatIsComputedMatters() {
        var hash = hash(SPEC, "a.weft");
        assertThat(hash(SPEC.replace("s / 2", "s / 3"), "a.weft")).isNotEqualTo(hash);
        assertThat(hash(SPEC.replace("j <= i", "j < i"), "a.weft")).isNotEqualTo(hash);
        assertThat(hash(SPEC.replace("value v : f32", "value v : f16"), "a.weft"))
                .isNotEqualTo(hash);
        assertThat(hash(SPEC.replace("}\n", "  by split(parts = 3)\n}\n"), "a.weft"))
                .isNotEqualTo(hash);
    }
}
