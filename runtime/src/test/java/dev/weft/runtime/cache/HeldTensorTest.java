package dev.weft.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.runtime.BindException;
import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Where tokens lie in rings and pages, for axes in any order.
final class HeldTensorTest {
    private static final int HEADS = 3;
    private static final int D = 2;

    /// Entry d of head g of token t of sequence b, told apart from all others.
    private static double entry(int b, int t, int g, int d) {
        return b * 1000 + t * 10 + g * 2 + d * 0.5;
    }

    /// `[B, G, N, D]` with tokens `from` to `from + tokens` of every sequence in its last rows.
    private static Tensor heads(DType type, int[] from, int[] tokens, int rows) {
        var fresh = Tensor.allocate(type, from.length, HEADS, rows, D);
        fill(fresh, from, tokens, rows, true);
        return fresh;
    }

    /// `[B, N, G, D]` likewise.
    private static Tensor rows(int[] from, int[] tokens, int rows) {
        var fresh = Tensor.allocate(DType.F32, from.length, rows, HEADS, D);
        fill(fresh, from, tokens, rows, false);
        return fresh;
    }

    private static void fill(Tensor fresh, int[] from, int[] tokens, int rows, boolean headsFirst) {
        for (int b = 0; b < from.length; b++) {
            for (int n = 0; n < tokens[b]; n++) {
                int row = rows - tokens[b] + n;
                for (int g = 0; g < HEADS; g++) {
                    for (int d = 0; d < D; d++) {
                        long at = headsFirst ? fresh.offset(b, g, row, d) : fresh.offset(b, row, g, d);
                        fresh.set(at, entry(b, from[b] + n, g, d));
                    }
                }
            }
        }
    }

    @Test
    void aRingHoldsTheLastTokens() {
        int ring = 5;
        var random = new SplittableRandom(1);
        try (var book = new TokenBook(2, new Room(0, 1, 0), false);
                var held = HeldTensor.ring(book, Tensor.allocate(DType.F16, 2, HEADS, ring, D), 0, 2)) {
            var length = new int[2];
            for (int step = 0; step < 20; step++) {
                // steps longer than the ring among them
                int[] tokens = {random.nextInt(9), random.nextInt(4)};
                book.add(tokens);
                try (var fresh = heads(DType.F16, length, tokens, 8)) {
                    held.append(fresh);
                }
                for (int b = 0; b < 2; b++) {
                    length[b] += tokens[b];
                    assertThat(book.lengths().get(b)).isEqualTo(length[b]);
                    for (int t = Math.max(0, length[b] - ring); t < length[b]; t++) {
                        for (int g = 0; g < HEADS; g++) {
                            double half = Float.float16ToFloat(Float.floatToFloat16((float) entry(b, t, g, 1)));
                            assertThat(held.storage().get(held.storage().offset(b, g, t % ring, 1)))
                                    .isEqualTo(half);
                        }
                    }
                }
            }
        }
    }

    @Test
    void pagesHoldAllTokens() {
        var room = new Room(12, 4, 8);
        var random = new SplittableRandom(2);
        try (var book = new TokenBook(2, room, true);
                var held = HeldTensor.pages(book, Tensor.allocate(DType.F32, 12, 4, HEADS, D), 0, 1)) {
            var length = new int[2];
            while (length[0] + length[1] < 36) {
                int[] tokens = {random.nextInt(4), random.nextInt(4)};
                book.add(tokens);
                try (var fresh = rows(length, tokens, 3)) {
                    held.append(fresh);
                }
                for (int b = 0; b < 2; b++) {
                    length[b] += tokens[b];
                }
            }
            var seen = new java.util.HashSet<Long>();
            for (int b = 0; b < 2; b++) {
                for (int t = 0; t < length[b]; t++) {
                    long block = (long) book.pages().get(book.pages().offset(b, t / 4));
                    assertThat(seen.add(block * 4 + t % 4)).isTrue();
                    for (int g = 0; g < HEADS; g++) {
                        assertThat(held.storage().get(held.storage().offset(block, t % 4, g, 1)))
                                .isEqualTo(entry(b, t, g, 1));
                    }
                }
            }
        }
    }

    @Test
    void blocksComeBackWhenASequenceEnds() {
        try (var book = new TokenBook(2, new Room(3, 4, 3), true)) {
            book.add(new int[] {8, 4});
            assertThat(book.freeBlocks()).isZero();
            assertThatThrownBy(() -> book.add(new int[] {1, 0})).isInstanceOf(CacheFullException.class);
            assertThat(book.length(0)).isEqualTo(8);
            book.release(0);
            assertThat(book.freeBlocks()).isEqualTo(2);
            book.add(new int[] {0, 8});
            assertThat(book.length(1)).isEqualTo(12);
            assertThatThrownBy(() -> book.add(new int[] {0, 1}))
                    .hasMessageContaining("sequence 1 has 12 tokens and gets 1 more, and a sequence has room for 12");
            assertThatThrownBy(() -> book.add(new int[] {1})).isInstanceOf(BindException.class);
            assertThatThrownBy(() -> book.add(new int[] {-1, 0})).isInstanceOf(BindException.class);
        }
    }
}
