package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import org.junit.jupiter.api.Test;

final class FootprintTest {
    private static final int MEGA = 1 << 20;

    @Test
    void scratchIsCountedAndAnOutputIsNot() {
        var small = footprint(1, 64 * MEGA);
        var great = footprint(64 * MEGA, 1);
        assertThat(small).isLessThan(32 * MEGA);
        // Where the heap is not resident from the start, as here, it may count twice.
        assertThat(great).isBetween(60.0 * MEGA, 160.0 * MEGA);
    }

    private static double footprint(int scratchBytes, int outputBytes) {
        var bytes = Footprint.of(new Entry("holds memory", () -> new Holder(scratchBytes, outputBytes)));
        assumeFalse(Double.isNaN(bytes), "nobody counts here");
        return bytes;
    }

    private static final class Holder implements Contestant {
        private final byte[] scratch;
        private final Tensor output;

        Holder(int scratchBytes, int outputBytes) {
            scratch = new byte[scratchBytes];
            output = Tensor.allocate(DType.BOOL, outputBytes);
        }

        @Override
        public void run() {
            output.memory().fill((byte) scratch.length);
        }

        @Override
        public float output(int b, int h, int i, int d) {
            return scratch[d];
        }

        @Override
        public long inputsAndOutputs() {
            return output.memory().byteSize();
        }

        @Override
        public void close() {
            output.close();
        }
    }
}
