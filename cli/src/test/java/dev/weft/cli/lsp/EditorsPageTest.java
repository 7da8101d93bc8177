package dev.weft.cli.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page on editors and the grammar that it hands out belong together.
final class EditorsPageTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern MANIFEST = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\((editors/[^)]+)\\)");

    @Test
    void theExtensionNamesTheGrammarAsItIs() throws IOException {
        var manifest = MANIFEST.matcher(Files.readString(DOCS.resolve("editors.md")));
        assertThat(manifest.find()).isTrue();
        var contributed = json(manifest.group(1)).getAsJsonObject("contributes");
        var named = contributed.getAsJsonArray("grammars").get(0).getAsJsonObject();
        var file = DOCS.resolve("editors").resolve(named.get("path").getAsString());
        assertThat(file).isRegularFile();
        var grammar = json(Files.readString(file));
        assertThat(named.get("scopeName")).isEqualTo(grammar.get("scopeName"));
        var language = contributed.getAsJsonArray("languages").get(0).getAsJsonObject();
        assertThat(named.get("language")).isEqualTo(language.get("id"));
    }

    @Test
    void itsLinksLeadSomewhere() throws IOException {
        var links = LINK.matcher(Files.readString(DOCS.resolve("editors.md")));
        assertThat(links.results().map(link -> DOCS.resolve(link.group(1))))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file).isRegularFile());
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }
}
