package dev.weft.bench.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartUpTest {
    private static final String PROFILE = """
            ready    174 ms to generate, compile and plan
            prepared 1.24 s until the first run had ended
              parse       30 ms
              hash       500 µs
              generate    20 ms
              compile   1.15 s
              load        1.0 ms
              plan        2.0 ms
              first run   28.4 ms
            """;

    @Test
    void addsUpTheStepsUntilAKernelCanRun() {
        assertEquals(1.2035, FreshProcess.toKernel(PROFILE), 1e-9);
    }

    @Test
    void refusesOutputWithoutSteps() {
        assertThrows(IllegalArgumentException.class, () -> FreshProcess.toKernel("time  3 ms"));
    }

    @Test
    void specsDifferInMoreThanTheirNames() {
        var first = NewSpec.of(1, 0);
        var second = NewSpec.of(1, 1);
        assertNotEquals(first.text(), second.text().replace(second.name(), first.name()));
    }

    @Test
    void aWarmProcessCompilesEverySpec() {
        var process = new WarmProcess();
        for (var number = 0; number < 2; number++) {
            assertTrue(process.toKernel(NewSpec.of(2, number)) > 0);
        }
    }

    @Test
    void aLauncherThatFailsIsQuoted(@TempDir Path folder) throws IOException {
        var launcher = Files.writeString(folder.resolve("weft"), "#!/bin/sh\necho no such thing\nexit 3\n");
        assertTrue(launcher.toFile().setExecutable(true));
        var process = new FreshProcess(launcher, folder);
        var refused = assertThrows(IOException.class, () -> process.run(NewSpec.of(3, 0)));
        var message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("status 3"), message);
        assertTrue(message.contains("no such thing"), message);
    }
}
