package dev.weft.cli;

import static dev.weft.cli.Weft.CAUSAL;
import static dev.weft.cli.Weft.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `cache`, and `run` that fills it.
final class CacheTest {
    private static final String PROPERTY = "weft.cache";
    private static final String COMPILED = "to generate, compile and plan";
    private static final String KEPT = "to plan; its classes came from the cache";

    private final String before = System.getProperty(PROPERTY, "");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void useAFolderOfOurOwn() {
        System.setProperty(PROPERTY, cache().toString());
    }

    @AfterEach
    void restore() {
        System.setProperty(PROPERTY, before);
    }

    private String causal() {
        return Weft.spec(folder, "causal.weft", CAUSAL).toString();
    }

    private static Weft once(String spec, String device, String... more) {
        var words = new String[6 + more.length];
        System.arraycopy(new String[] {"run", spec, "--bind", "B=1,H=1,N=9,D=8", "--device", device}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        return run(words);
    }

    @Test
    void theSecondRunFindsWhatTheFirstCompiled() {
        var first = once(causal(), "jvm", "--verify");
        assertThat(first.out()).contains(COMPILED);
        var second = once(causal(), "jvm", "--verify");
        assertThat(second.err()).isEmpty();
        assertThat(second.status()).isZero();
        assertThat(second.out()).contains(KEPT).doesNotContain(COMPILED);
        assertThat(run("cache").out()).startsWith(cache() + ": 1 kernel, ").contains("Causal  V", "causal.weft");
    }

    @Test
    void devicesKeepTheirOwn() {
        assertThat(once(causal(), "jvm").out()).contains(COMPILED);
        assertThat(once(causal(), "emulator").out()).contains(COMPILED);
        assertThat(once(causal(), "emulator", "--verify").out()).contains(KEPT);
        assertThat(run("cache").out()).contains(": 2 kernels, ").contains("Causal  TORNADO");
    }

    @Test
    void anotherTextOrImportIsAnotherKernel() {
        Weft.spec(folder, "parts.weft", "fn bias(x) = 0.5 * x");
        var text = "import parts\n" + CAUSAL.replace("/ sqrt(D)", "/ sqrt(D) + bias(j - i)");
        var spec = Weft.spec(folder, "biased.weft", text).toString();
        assertThat(once(spec, "jvm", "--verify").out()).contains(COMPILED);
        assertThat(once(spec, "jvm", "--verify").out()).contains(KEPT);
        Weft.spec(folder, "parts.weft", "fn bias(x) = 0.25 * x");
        assertThat(once(spec, "jvm", "--verify").out()).contains(COMPILED);
        Weft.spec(folder, "biased.weft", text.replace("j <= i", "j < i + 1"));
        assertThat(once(spec, "jvm", "--verify").out()).contains(COMPILED);
    }

    @Test
    void aBrokenFileIsCompiledAnew() throws IOException {
        assertThat(once(causal(), "jvm").out()).contains(COMPILED);
        try (var files = Files.list(cache())) {
            Files.writeString(files.findFirst().orElseThrow(), "not a kernel");
        }
        assertThat(once(causal(), "jvm", "--verify").out()).contains(COMPILED);
        assertThat(once(causal(), "jvm").out()).contains(KEPT);
    }

    @Test
    void clearingRemovesThem() {
        assertThat(once(causal(), "jvm").status()).isZero();
        assertThat(run("cache", "--clear").out()).isEqualTo("Removed 1 kernel from %s.%n".formatted(cache()));
        assertThat(run("cache").out()).startsWith(cache() + ": 0 kernels, ");
        assertThat(once(causal(), "jvm").out()).contains(COMPILED);
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidAndLosesNothing() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        System.setProperty(PROPERTY, file.resolve("cache").toString());
        var weft = once(causal(), "jvm", "--verify");
        assertThat(weft.status()).isZero();
        assertThat(weft.out()).contains(COMPILED);
        assertThat(weft.err()).contains("compiled kernels cannot be kept there", "Cure: set WEFT_CACHE to a folder");
    }

    @Test
    void offKeepsNothing() {
        System.setProperty(PROPERTY, "off");
        assertThat(once(causal(), "jvm").out()).contains(COMPILED);
        assertThat(once(causal(), "jvm").out()).contains(COMPILED);
        assertThat(run("cache").out()).isEqualTo("The cache is off: every run compiles its kernel.%n".formatted());
    }
}
