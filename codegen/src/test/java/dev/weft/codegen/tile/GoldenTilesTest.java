package dev.weft.codegen.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weft.codegen.Specs;
import dev.weft.codegen.lower.Lowering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What known kernels lower to, to be read.
class GoldenTilesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/tiles");

    static List<String> kernels() {
        return List.of(
                "CausalGqa", "WindowWithSinks", "ReRope", "AlibiSoftcap", "PackedPrefix", "Sink", "Mla", "Paged");
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void lowersAsBefore(String kernel) throws IOException {
        var printed = TilePrinter.print(Lowering.lower("", "papers.weft", Specs.kernel("papers.weft", kernel)));
        var golden = GOLDEN.resolve(kernel + ".txt");
        if (!Files.exists(golden)) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, printed);
            fail("there was no " + golden + ": written, to be read and committed");
        }
        assertThat(printed).isEqualTo(Files.readString(golden));
    }

    @Test
    void hasNoGoldenWithoutKernel() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".txt", "")))
                    .isSubsetOf(kernels());
        }
    }
}
