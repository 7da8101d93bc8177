package dev.weft.cli.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.assist.Entry;
import dev.weft.dsl.assist.Manual;
import dev.weft.dsl.diagnostic.Lines;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.syntax.Lexeme;
import dev.weft.dsl.syntax.Parser;
import dev.weft.dsl.syntax.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The grammar for editors knows every word of the language, and colours specs as the language's own
/// lexer reads them.
final class TextMateTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final TextMate grammar;

    TextMateTest() throws IOException {
        grammar = TextMate.of(Files.readString(ROOT.resolve("docs/editors/weft.tmLanguage.json")));
    }

    @Test
    void everyWordOfTheLanguageIsKnown() {
        for (var word : Words.all()) {
            assertThat(scope(word + " x", 0)).as(word).matches("(keyword|storage|constant)\\..*");
        }
    }

    @Test
    void everyFunctionAlgorithmAndTypeIsKnown() {
        for (var entry : Manual.entries()) {
            var line = switch (entry.sort()) {
                case BUILTIN -> entry.name() + "(x)";
                case ALGORITHM -> "by " + entry.name() + "()";
                default -> entry.name();
            };
            if (entry.sort() != Entry.Sort.WORD) {
                assertThat(scope(line, line.indexOf(entry.name()))).as(line).startsWith("support.");
            }
        }
    }

    @Test
    void everySpecIsColouredAsItIsRead() throws IOException {
        for (var file : specs()) {
            var source = new SourceText(file.toString(), Files.readString(file));
            if (Parser.parse(source) instanceof Result.Ok<?>) {
                assertColoured(source);
            }
        }
    }

    private void assertColoured(SourceText source) {
        var lines = Lines.of(source);
        for (var lexeme : Lexeme.of(source)) {
            int line = lines.line(lexeme.span().start());
            var text = lines.text(line);
            var scope = scope(text, lexeme.span().start() - lines.start(line));
            assertThat(scope)
                    .as(source.name() + ": " + text + ": " + lexeme.text())
                    .matches(
                            switch (lexeme.kind()) {
                                case RESERVED ->
                                    "(keyword|storage|constant\\.language)\\..*|entity.name.namespace.weft";
                                case OPENING -> "(keyword|storage|variable|entity)\\..*";
                                case NAME -> "(variable|entity|support)\\..*";
                                case NUMBER -> "constant\\.numeric\\..*";
                                case SYMBOL -> "(keyword\\.operator|punctuation|entity.name.namespace).*";
                                case COMMENT -> "comment\\..*";
                                case STRANGE -> "nothing";
                            });
        }
    }

    private String scope(String line, int at) {
        return grammar.scopes(line).stream()
                .filter(scoped -> scoped.start() <= at && at < scoped.end())
                .map(TextMate.Scoped::scope)
                .findFirst()
                .orElse("none");
    }

    private static List<Path> specs() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".weft"))
                    .filter(file ->
                            Files.isRegularFile(file) && !file.toString().contains("/target/"))
                    .toList();
        }
    }
}
