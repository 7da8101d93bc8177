package dev.weft.dsl.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.Frontend;
import dev.weft.dsl.check.Study;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.syntax.Lexeme;
import dev.weft.dsl.syntax.Sources;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpotTest {
    private static final String TEXT = """
            import std.rope
            fn f(x) = x
            scan S {
              h[t] = f(x[t])
              by deer(
            """;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0, import, '', '', false",
                "11, rope, std.rope, '', false",
                "21, x, '', f, false",
                "41, t, '', S, false",
                "37, '', '', S, false",
                "60, deer, '', S, true",
                "58, by, '', S, false",
            })
    void saysWhereWeAre(int offset, String word, String path, String declaration, boolean algorithm) {
        var spot = Spot.of(new SourceText("a.weft", TEXT), offset);
        assertThat(spot.word().stream().map(lexeme -> lexeme.text()).findFirst().orElse(""))
                .isEqualTo(word);
        assertThat(spot.path()).isEqualTo(path);
        assertThat(spot.declaration()).isEqualTo(declaration);
        assertThat(spot.algorithm()).isEqualTo(algorithm);
    }

    private static final String STACK = """
            stack S {
              param L, w : i32
              layer l in 1 ..< L where l mod 2 == 0 : Window(w = w, 3 * l)
              layer L : Full // the last
              let x = 1
            }
            """;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'param L', -, '', -",
                "'layer l', l, '', LAYERS",
                "'< L', l, '', LAYERS",
                "': Win', l, '', ATTENTION",
                "'(w', l, Window, NAME",
                "'= w', l, Window, VALUE",
                "'w, ', l, Window, ARGUMENT",
                "'3 * l', l, Window, VALUE",
                "'layer L', -, '', LAYERS",
                "': Full', -, '', ATTENTION",
                "'let x', -, '', -",
            })
    void linesOfStacksHaveParts(String text, String index, String attention, String part) {
        var spot = Spot.of(new SourceText("a.weft", STACK), STACK.indexOf(text) + text.length());
        assertThat(spot.layer()).hasSize(part == null ? 0 : 1);
        assertThat(spot.layer()).allSatisfy(layer -> {
            assertThat(layer.index().stream().map(Lexeme::text).toList())
                    .isEqualTo(index == null ? List.of() : List.of(index));
            assertThat(layer.attention()).isEqualTo(attention);
            assertThat(layer.part()).hasToString(part);
        });
    }

    @ParameterizedTest
    @MethodSource("dev.weft.dsl.syntax.Sources#examples")
    void noPlaceInNoUnfinishedTextIsTooMuch(SourceText source) {
        var random = new Random(source.text().length());
        var front = Frontend.of(List.of(), "");
        for (int round = 0; round < 40; round++) {
            int end = random.nextInt(source.text().length() + 1);
            var cut = new SourceText(source.name(), source.text().substring(0, end));
            var spot = Spot.of(cut, random.nextInt(end + 1));
            if (front.study(source) instanceof Result.Ok<Study>(var study, var _)) {
                assertThat(new Glossary(study).entries(spot)).isNotEmpty();
            }
        }
    }

    @Test
    void examplesHaveOutlines() {
        for (var source : Sources.examples()) {
            assertThat(Outline.of(Sources.parse(source)))
                    .isNotEmpty()
                    .allSatisfy(outline -> assertThat(outline.whole().start())
                            .isLessThan(outline.entry().places().getFirst().start()));
        }
    }
}
