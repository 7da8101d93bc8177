package dev.weft.dsl.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weft.dsl.diagnostic.Diagnosis;
import dev.weft.dsl.diagnostic.Renderer;
import dev.weft.dsl.diagnostic.Severity;
import dev.weft.dsl.diagnostic.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// There is no text that makes us fail otherwise than by a diagnostic.
class FuzzTest {
    private static final int ROUNDS = 20_000;

    @Test
    @Timeout(600)
    void mutatedSpecsGetDiagnostics() {
        var mutation = new Mutation(new Random(4711), Sources.examples());
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            refused += survives(mutation.next()) ? 1 : 0;
        }
        assertThat(refused).isBetween(ROUNDS / 4, ROUNDS);
    }

    @Test
    @Timeout(600)
    void randomBytesGetDiagnostics() {
        var random = new Random(42);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(400)];
            random.nextBytes(bytes);
            survives(new String(
                    bytes,
                    List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16)
                            .get(round % 3)));
        }
    }

    @Test
    void extremesGetDiagnostics() {
        for (String part :
                List.of("(", "[", "{", "-", "not ", "if ", "if x then ", "x^", "f(", "x[", "if a then b else ")) {
            assertThat(survives("fn f(x) = " + part.repeat(20_000))).isTrue();
            assertThat(survives("fn f(x) = " + part.repeat(20_000) + "x")).isTrue();
        }
        assertThat(survives("fn f(x) = x" + " + x".repeat(50_000))).isTrue();
        assertThat(survives("fn f(x) = x" + "[x]".repeat(50_000))).isTrue();
        assertThat(survives("\0".repeat(1000))).isTrue();
        assertThat(survives("\uD83D")).isTrue();
        assertThat(survives("fn f(x) = \uDE00\uD83D x")).isTrue();
    }

    /// Whether it was refused. What is refused says why, where, and can be shown.
    private static boolean survives(String text) {
        var source = new SourceText("fuzz.weft", text);
        try {
            var diagnostics = Diagnosis.diagnose(source);
            for (var diagnostic : diagnostics) {
                assertThat(diagnostic.primary().span().source()).isEqualTo(source);
                assertThat(diagnostic.message()).isNotBlank().doesNotContain("<end>", "EOF", "mismatched input");
            }
            String rendered = Renderer.plain().render(diagnostics);
            assertThat(rendered.lines().filter(line -> line.startsWith("error[") || line.startsWith("warning[")))
                    .hasSameSizeAs(diagnostics);
            Renderer.coloured().render(diagnostics);
            boolean refused = diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
            return refused;
        } catch (RuntimeException | StackOverflowError broken) {
            return fail("broken by: " + text.substring(0, Math.min(500, text.length())), broken);
        }
    }
}
