package dev.weft.dsl.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RendererTest {
    private static final String FAR = "  score = q @ c[h, z] / sqrt(D) + r[h, i - j]";
    private static final String BY =
            "  by    codes(of = z, block = W)         // far blocks fold into one sum per code";

    @Test
    void distantLinesArePartedAndHelpStandsAtTheEnd() {
        var source = new SourceText("kernels/vq.weft", "\n".repeat(17) + FAR + "\n\n\n\n" + BY + "\n");
        var diagnostic = Diagnostic.error(
                        Code.UNEXPECTED_TOKEN,
                        "`by codes` needs far keys to be told apart by their code alone",
                        find(source, "r[h, i - j]"),
                        "depends on `j` itself, at any distance")
                .because(find(source, "codes(of = z, block = W)"), "folds all keys of one code")
                .help("drop `by codes`");
        assertThat(Renderer.plain().render(diagnostic)).isEqualTo("""
                error[W0101]: `by codes` needs far keys to be told apart by their code alone
                  --> kernels/vq.weft:18:35
                   |
                18 |   score = q @ c[h, z] / sqrt(D) + r[h, i - j]
                   |                                   ^^^^^^^^^^^ depends on `j` itself, at any distance
                ...
                22 |   by    codes(of = z, block = W)         // far blocks fold into one sum per code
                   |         ------------------------ folds all keys of one code
                   |
                   = help: drop `by codes`
                """);
    }

    @Test
    void caretsStandRightBehindTabsWideAndCombiningCharacters() {
        var source = new SourceText("a.weft", "\tx数e\u0301 !!\r\n");
        assertThat(Renderer.plain().render(Diagnostic.error(Code.SEMICOLON, "m", find(source, "!!"), "here")))
                .isEqualTo("""
                        error[W0110]: m
                         --> a.weft:1:7
                          |
                        1 |     x数e\u0301 !!
                          |          ^^ here
                        """);
    }

    @Test
    void spansOfSeveralLinesAreMarkedAtBothEnds() {
        var source = new SourceText("a.weft", "ab\n  cd\n  ef\n");
        var span = new Span(source, 1, 11);
        assertThat(Renderer.plain().render(Diagnostic.error(Code.SEMICOLON, "m", span, "all this")))
                .isEqualTo("""
                        error[W0110]: m
                         --> a.weft:1:2
                          |
                        1 | ab
                          |  ^ from here
                        2 |   cd
                        3 |   ef
                          |   ^ all this
                        """);
    }

    @Test
    void nearMissesAreFound() {
        assertThat(Names.nearest("qurey", java.util.List.of("query", "key"))).containsExactly("query");
        assertThat(Names.nearest("x", java.util.List.of("y"))).isEmpty();
        assertThat(Names.nearest("softmax", java.util.List.of("logsumexp"))).isEmpty();
    }

    private static Span find(SourceText source, String words) {
        int at = source.text().indexOf(words);
        return new Span(source, at, at + words.length());
    }
}
