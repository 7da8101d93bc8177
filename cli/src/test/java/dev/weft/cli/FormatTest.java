package dev.weft.cli;

import static dev.weft.cli.Weft.CAUSAL;
import static dev.weft.cli.Weft.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `format`
final class FormatTest {
    private static final String LOOSE = CAUSAL.replace(" : ", ":").replace("  ", " ");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void filesAreLaidOutInPlaceAndInSilence() {
        var spec = Weft.spec(folder, "loose.weft", LOOSE);
        assertThat(run("format", spec.toString())).isEqualTo(new Weft(0, "", ""));
        assertThat(spec).hasContent(CAUSAL);
    }

    @Test
    void checkListsWhatWouldChangeAndWritesNothing() {
        var loose = Weft.spec(folder, "loose.weft", LOOSE);
        var good = Weft.spec(folder, "good.weft", CAUSAL);
        assertThat(run("format", "--check", loose.toString(), good.toString()))
                .isEqualTo(new Weft(1, loose + "\n", ""));
        assertThat(loose).hasContent(LOOSE);
        assertThat(run("format", "--check", good.toString())).isEqualTo(new Weft(0, "", ""));
    }

    @Test
    void aFileWithAMistakeIsLeftAloneAndTheOthersAreNot() {
        var text = LOOSE.replace("<= i", "<= i &&");
        var wrong = Weft.spec(folder, "wrong.weft", text);
        var loose = Weft.spec(folder, "loose.weft", LOOSE);
        var weft = run("format", wrong.toString(), loose.toString());
        assertThat(weft.status()).isEqualTo(1);
        assertThat(weft.err()).startsWith("error[W0102]: unknown operator `&&`");
        assertThat(wrong).hasContent(text);
        assertThat(loose).hasContent(CAUSAL);
    }

    @Test
    void bytesThatAreNoTextAreNotLost() throws IOException {
        var bytes = ("// caf\u00e9\n" + LOOSE).getBytes(StandardCharsets.ISO_8859_1);
        var spec = Files.write(folder.resolve("latin.weft"), bytes);
        assertThat(run("format", spec.toString()).err()).contains("no UTF-8; nothing was changed");
        assertThat(spec).hasBinaryContent(bytes);
    }
}
