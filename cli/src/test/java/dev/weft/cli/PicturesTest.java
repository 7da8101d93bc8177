package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pictures of the documentation are what its commands draw. The cure of a difference is to run the command again.
final class PicturesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/plots.md");

    @TempDir
    private Path folder = Path.of("");

    static Stream<String> commands() throws IOException {
        return Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("./weft plot "));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void picturesAreCurrent(String command) throws IOException {
        var words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.removeFirst();
        words.set(1, ROOT.resolve(words.get(1)).toString());
        var picture = ROOT.resolve(words.removeLast());
        var drawn = folder.resolve("drawn.svg");
        words.add(drawn.toString());
        var weft = Weft.run(words.toArray(String[]::new));
        assertThat(weft.err()).isEmpty();
        assertThat(Files.readString(picture)).isEqualTo(Files.readString(drawn));
    }

    @Test
    void everyPictureIsShownAndDrawn() throws IOException {
        var page = Files.readString(PAGE);
        try (var pictures = Files.list(ROOT.resolve("docs/pictures"))) {
            var names = pictures.map(path -> path.getFileName().toString()).toList();
            assertThat(names).hasSize((int) commands().count());
            assertThat(names)
                    .allSatisfy(name -> assertThat(page)
                            .contains("](pictures/" + name + ")")
                            .contains(" --out docs/pictures/" + name + "\n"));
        }
    }
}
