package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
        assertThat(Problems.of(Set.of("causal"), 3000)).extracting(Problem::N).containsExactly(512, 1024, 2048);
        assertThat(Problems.of(Set.of("causal"), 100)).extracting(Problem::N).containsExactly(100);
    }

    @Test
    void sizesAreWrittenShort() {
        assertThat(Problems.of("causal", 512).sizes()).isEqualTo("H=8, N=512, D=64");
        assertThat(Problems.of("decode", 512).sizes()).isEqualTo("H=32:8, N=1, M=512, D=128");
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Problems.of("causl", 512))
                .withMessageContaining("causl");
    }
}
