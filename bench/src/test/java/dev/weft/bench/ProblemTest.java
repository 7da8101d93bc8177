package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.runtime.DType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProblemTest {
    private static final int H = 8;
    private static final long D = 64;

    @Test
    void fullAttentionIsFourTimesTheHeadSizePerPair() {
        assertThat(Problems.of("full", 1024).flops()).isEqualTo(4 * D * H * 1024 * 1024);
    }

    @Test
    void causalAttentionKeepsHalfAndTheDiagonal() {
        var pairs = H * (1024L * 1025 / 2);
        for (var name : List.of("causal", "alibi", "softcap", "rerope")) {
            assertThat(Problems.of(name, 1024).flops()).as(name).isEqualTo(4 * D * pairs);
        }
    }

    @Test
    void aWindowKeepsItsSizePerQuery() {
        long w = Problems.WINDOW;
        assertThat(Problems.of("window", 1024).pairs()).isEqualTo(H * (1024 * w - w * (w - 1) / 2));
    }

    @Test
    void aShortTextIsShorterThanTheWindow() {
        assertThat(Problems.of("window", 100).pairs()).isEqualTo(H * 100L * 101 / 2);
    }

    @Test
    void packedDocumentsAreCausalEach() {
        long[] lengths = {5, 1, 3, 2, 8, 1, 4};
        var pairs = 0L;
        for (var length : lengths) {
            pairs += 10 * length * (10 * length + 1) / 2;
        }
        assertThat(Problems.of("packed", 240).pairs()).isEqualTo(H * pairs);
    }

    @Test
    void documentsFollowOneAnother() {
        assertThat(new Variant.Packed().documents(24))
                .containsExactly(0, 0, 0, 0, 0, 1, 2, 2, 2, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5, 6, 6, 6, 6);
        assertThat(new Variant.Packed().documents(1000)).isSorted();
    }

    @Test
    void decodingReadsKeysAndValuesOnce() {
        var decode = Problems.of("decode", 4096);
        assertThat(decode.pairs()).isEqualTo(32 * 4096);
        assertThat(decode.work()).isEqualTo(decode.bytes()).isEqualTo(2L * 8 * 4096 * 128 * 4);
    }

    @Test
    void aChunkSeesAllBeforeIt() {
        var chunk = Problems.of("chunk", 1024);
        assertThat(chunk.N()).isEqualTo(Problems.CHUNK);
        assertThat(chunk.pairs()).isEqualTo(32 * (256L * 768 + 256L * 257 / 2));
        assertThat(chunk.work()).isEqualTo(4 * 128 * chunk.pairs());
    }

    @Test
    void sizesDoubleUpToTheGreatest() {
        assertThat(Problems.upTo(3000, "causal")).extracting(Problem::N).containsExactly(512, 1024, 2048);
        assertThat(Problems.upTo(100, "causal")).extracting(Problem::N).containsExactly(100);
    }

    @Test
    void onlyFewQueriesRaceOverTheLongestTexts() {
        assertThat(Problems.upTo(32_768, "causal")).extracting(Problem::N).endsWith(8192, 16_384);
        assertThat(Problems.upTo(32_768, "decode")).extracting(Problem::M).endsWith(16_384, 32_768);
        assertThat(Problems.upTo(32_768, "chunk")).extracting(Problem::M).endsWith(16_384, 32_768);
        assertThat(Problems.upTo(Integer.MAX_VALUE, "decode"))
                .extracting(Problem::M)
                .endsWith(1 << 30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"full", "causal", "window", "alibi", "softcap", "packed", "rope", "rerope", "decode", "chunk"})
    void pairsAreCountedAsTheyAreKept(String name) {
        var problem = Problems.of(name, 331);
        var kept = 0L;
        for (var i = 0; i < problem.N(); i++) {
            for (var j = 0; j < problem.M(); j++) {
                kept += problem.keeps(i, j) ? 1 : 0;
            }
        }
        assertThat(problem.pairs()).isEqualTo(problem.H() * kept);
    }

    @Test
    void sequencesMultiplyTheWork() {
        for (var name : Problems.NAMES) {
            var one = Problems.of(name, 600);
            assertThat(one.withBatch(8).work()).as(name).isEqualTo(8 * one.work());
        }
    }

    @Test
    void halfTheStorageIsHalfTheBytes() {
        var decode = Problems.of("decode", 4096);
        assertThat(decode.storedAs(DType.BF16).bytes()).isEqualTo(decode.bytes() / 2);
        assertThat(decode.storedAs(DType.BF16).flops()).isEqualTo(decode.flops());
    }

    @Test
    void sizesAreWrittenShort() {
        assertThat(Problems.of("causal", 512).sizes()).isEqualTo("H=8, N=512, D=64");
        assertThat(Problems.of("decode", 512).sizes()).isEqualTo("H=32:8, N=1, M=512, D=128");
        assertThat(Problems.of("causal", 512)
                        .withBatch(8)
                        .withHeadDim(128)
                        .storedAs(DType.F16)
                        .sizes())
                .isEqualTo("B=8, H=8, N=512, D=128, f16");
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Problems.of("causl", 512))
                .withMessageContaining("causl");
    }
}
