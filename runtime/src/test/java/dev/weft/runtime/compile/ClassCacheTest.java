package dev.weft.runtime.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassCacheTest {
    private static final long ROOMY = 1 << 20;

    @TempDir
    private Path folder = Path.of("");

    private ClassCache cache() {
        return new ClassCache(folder.resolve("kernels"), ROOMY);
    }

    private static String key(int number) {
        return "%064x".formatted(number);
    }

    private static CompiledClasses saying(String value) {
        var text = "package a; public class One { public static String value() { return Two.NAME; } }";
        var other = "package a; class Two { static final String NAME = \"%s\"; }".formatted(value);
        return KernelCompiler.shared().compile(List.of(new JavaSource("a.One", text), new JavaSource("a.Two", other)));
    }

    private static String said(CompiledClasses classes) {
        try {
            return (String) classes.loadClass("a.One").getMethod("value").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    private List<String> names() throws IOException {
        return cache().entries().stream().map(ClassCache.Entry::name).toList();
    }

    @Test
    void whatIsKeptIsFoundByAnother() throws IOException {
        assertThat(cache().find(key(1))).isEmpty();
        assertThat(cache().entries()).isEmpty();
        cache().keep(key(1), "one", saying("first"));
        cache().keep(key(2), "two", saying("second"));
        assertThat(cache().find(key(1)).map(ClassCacheTest::said)).contains("first");
        assertThat(cache().find(key(2)).map(ClassCacheTest::said)).contains("second");
        assertThat(cache().find(key(3))).isEmpty();
        assertThat(cache().holds(key(2).substring(0, 16))).isTrue();
        assertThat(cache().holds("f")).isFalse();
        assertThat(names()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void aBrokenFileCountsAsNoneAndIsReplaced() throws IOException {
        cache().keep(key(1), "one", saying("first"));
        var file = cache().entries().getFirst().file();
        var whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(cache().find(key(1)))
                    .as("%d of %d bytes", length, whole.length)
                    .isEmpty();
            assertThat(names()).containsExactly("(cannot be read)");
        }
        for (int at = 0; at < whole.length; at += 7) {
            var flipped = whole.clone();
            flipped[at] ^= 0x10;
            Files.write(file, flipped);
            assertThat(cache().find(key(1)).map(ClassCacheTest::said).orElse("first"))
                    .as("byte %d", at)
                    .isEqualTo("first");
        }
        cache().keep(key(1), "one", saying("again"));
        assertThat(cache().find(key(1)).map(ClassCacheTest::said)).contains("again");
    }

    @Test
    void theLongestUnusedGoFirst() throws IOException {
        cache().keep(key(0), "0", saying("kernel 0"));
        long one = cache().entries().getFirst().bytes();
        var small = new ClassCache(cache().folder(), 3 * one + one / 2);
        for (int i = 1; i < 3; i++) {
            small.keep(key(i), "" + i, saying("kernel " + i));
        }
        for (var entry : small.entries()) {
            int number = Integer.parseInt(entry.name());
            Files.setLastModifiedTime(entry.file(), FileTime.from(Instant.now().minus(Duration.ofMinutes(9 - number))));
        }
        assertThat(small.find(key(0))).isPresent();
        small.keep(key(3), "3", saying("kernel 3"));
        assertThat(names()).containsExactlyInAnyOrder("0", "2", "3");
        var tiny = new ClassCache(cache().folder(), 1);
        tiny.keep(key(4), "4", saying("kernel 4"));
        assertThat(names()).containsExactly("4");
    }

    @Test
    void clearingLeavesTheFilesOfOthers() throws IOException {
        cache().keep(key(1), "one", saying("first"));
        cache().keep(key(2), "two", saying("second"));
        var other = Files.writeString(cache().folder().resolve("notes.zip"), "mine");
        var part = Files.writeString(cache().folder().resolve(key(3) + ".17.part"), "half");
        var older = Files.writeString(cache().folder().resolve(key(4) + ".v0.zip"), "old");
        assertThat(cache().clear()).isEqualTo(3);
        assertThat(other).exists();
        assertThat(part).doesNotExist();
        assertThat(older).doesNotExist();
        assertThat(cache().entries()).isEmpty();
        assertThat(cache().clear()).isZero();
    }

    @Test
    void whatADeadWriterLeftGoesInTime() throws IOException {
        cache().keep(key(1), "one", saying("first"));
        var fresh = Files.writeString(cache().folder().resolve(key(2) + ".17.part"), "half");
        var old = Files.writeString(cache().folder().resolve(key(2) + ".18.part"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        cache().keep(key(3), "three", saying("third"));
        assertThat(fresh).exists();
        assertThat(old).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "../../../../etc/passwd"})
    void aKeyIsAHash(String key) {
        assertThatThrownBy(() -> cache().find(key)).hasMessageContaining("a key is a SHA-256");
        assertThatThrownBy(() -> cache().keep(key, "", saying(""))).hasMessageContaining("a key is a SHA-256");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeIsAnError() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        var cache = new ClassCache(file.resolve("kernels"), ROOMY);
        assertThat(cache.find(key(1))).isEmpty();
        assertThatThrownBy(() -> cache.keep(key(1), "one", saying("first"))).isInstanceOf(IOException.class);
    }

    @Test
    void processesShareAFolder() throws IOException, InterruptedException {
        var output = folder.resolve("output").toFile();
        var processes = new ArrayList<Process>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "--add-modules",
                            "jdk.incubator.vector",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Sharer.class.getName(),
                            cache().folder().toString())
                    .redirectOutput(Redirect.appendTo(output))
                    .redirectErrorStream(true)
                    .start());
        }
        for (var process : processes) {
            assertThat(process.waitFor()).as(Files.readString(output.toPath())).isZero();
        }
        try (var left = Files.list(cache().folder())) {
            assertThat(left.filter(file -> file.toString().endsWith(".part"))).isEmpty();
        }
    }

    /// Threads of one process that find and keep the same few kernels in a folder with room for half of them.
    static final class Sharer {
        private Sharer() {}

        public static void main(String[] folder) throws InterruptedException {
            var kernels = IntStream.range(0, 4)
                    .mapToObj(number -> saying("kernel " + number))
                    .toList();
            var wrong = new ArrayList<String>();
            var threads = new ArrayList<Thread>();
            for (int thread = 0; thread < 3; thread++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    var cache = new ClassCache(Path.of(folder[0]), 2500);
                    try {
                        for (int turn = 0; turn < 200; turn++) {
                            int number = turn % kernels.size();
                            var found = cache.find(key(number));
                            var said = found.map(ClassCacheTest::said).orElse("kernel " + number);
                            if (!said.equals("kernel " + number)) {
                                throw new IllegalStateException("%s under %d".formatted(said, number));
                            }
                            if (found.isEmpty() || turn % 7 == 0) {
                                cache.keep(key(number), "" + number, kernels.get(number));
                            }
                        }
                    } catch (IOException | RuntimeException e) {
                        synchronized (wrong) {
                            wrong.add(e.toString());
                        }
                    }
                }));
            }
            for (var thread : threads) {
                thread.join();
            }
            wrong.forEach(System.out::println);
            System.exit(wrong.isEmpty() ? 0 : 1);
        }
    }
}
