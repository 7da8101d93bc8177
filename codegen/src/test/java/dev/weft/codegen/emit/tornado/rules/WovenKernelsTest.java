package dev.weft.codegen.emit.tornado.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Pipeline;
import dev.weft.codegen.Specs;
import dev.weft.codegen.emit.GeneratedSource;
import dev.weft.codegen.emit.tornado.TornadoWeaver;
import dev.weft.dsl.golden.Meaning;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.random.RandomSpecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the weaver writes keeps every rule.
///
/// `-Dweft.random.rules=5000` tries more random specs, `-Dweft.random.first=1000` starts elsewhere.
class WovenKernelsTest {
    private static final int COUNT = Integer.getInteger("weft.random.rules", 60);
    private static final long FIRST = Long.getLong("weft.random.first", 1);
    private static final List<String> FOLDERS =
            List.of("../examples/src/main/weft", "../kernels-generated/src/main/weft", "src/test/resources/specs");

    @Test
    void everySpecOfTheProjectKeepsThem() {
        var kernels = FOLDERS.stream().flatMap(WovenKernelsTest::kernels).toList();
        assertThat(kernels).hasSizeGreaterThan(20);
        assertThat(kernels.stream().flatMap(WovenKernelsTest::breaches)).isEmpty();
    }

    @Test
    void randomSpecsKeepThem() {
        assertThat(LongStream.range(FIRST, FIRST + COUNT)
                        .mapToObj(RandomSpecs::of)
                        .map(one -> Meaning.of(one.text(), one.kernel()))
                        .flatMap(WovenKernelsTest::breaches))
                .isEmpty();
    }

    @Test
    void constantsThatAreNoNumbersKeepThem() {
        for (var constant : List.of("(inf - inf)", "log(-1.0)", "1e300", "(-1e300)")) {
            var kernel = Specs.text("""
                    attention Constant {
                      dim B, H, N, D
                      query q : f32[B, H, N, D]
                      key k : f32[B, H, N, D]
                      value v : f32[B, H, N, D]
                      out o : f32[B, H, N, D]
                      score = if q @ k <= %s then 1.0 else %s
                      o = softmax(score) @ v
                    }
                    """.formatted(constant, constant)).getFirst();
            assertThat(breaches(kernel)).as(constant).isEmpty();
        }
    }

    private static Stream<Kernel> kernels(String folder) {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".weft")).toList().stream()
                    .flatMap(file -> Specs.file(file, Path.of(folder)).stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> breaches(Kernel kernel) {
        var program = new Program("test", "test.weft", List.of(kernel), List.of());
        var source = GeneratedSource.of(
                switch (kernel) {
                    case Attention attention -> TornadoWeaver.weave(Pipeline.tiles(program, attention));
                    case Scan scan -> TornadoWeaver.weave(Pipeline.steps(program, scan));
                });
        return KernelVerifier.breaches(source.className(), source.text()).stream()
                .map(breach -> source.className() + ", " + breach);
    }
}
