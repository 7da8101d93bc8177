package dev.weft.dsl.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.check.types.Builtins;
import dev.weft.dsl.syntax.Words;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// The manual cannot fall behind the language.
class ManualTest {
    @Test
    void everyFunctionIsExplained() {
        assertThat(Manual.builtins()).extracting(Entry::name).containsExactlyInAnyOrderElementsOf(Builtins.NAMES);
        assertThat(Manual.builtins()).noneMatch(entry -> entry.text().isBlank());
    }

    @Test
    void theListsOfWordsAreTheGrammars() {
        var words = new ArrayList<>(Words.OPENINGS);
        words.addAll(Words.ITEMS);
        words.addAll(Words.JOINTS);
        assertThat(Words.all())
                .containsAll(words)
                .contains("inf", "true", "false")
                .hasSize(words.size() + 3);
    }
}
