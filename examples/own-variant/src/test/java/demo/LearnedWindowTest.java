package demo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.runtime.Device;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LearnedWindowTest {
    private static final double TOLERANCE = 1e-5;

    /// Sizes around those of tiles, windows narrower and wider than the text, all ways to share heads.
    @ParameterizedTest
    @CsvSource({
        "1,   1, 1, 1,   1, 32",
        "2,   7, 4, 1,   3, 64",
        "1,  65, 4, 4,  16, 32",
        "1, 129, 4, 2, 200, 64",
        "2, 100, 6, 3,  33, 32",
    })
    void agreesWithPlainLoops(int B, int N, int H, int G, int W, int D) {
        var sizes = new LearnedWindow.Sizes(B, N, H, G, W, D);
        check(sizes, Device.jvm());
        check(sizes, Device.tornado()); // the emulator: it is what these tests have on their class path
    }

    private static void check(LearnedWindow.Sizes sizes, Device device) {
        var sample = Sample.of(sizes);
        double difference = Difference.greatest(sample.attend(device), sample.attendPlainly());
        assertTrue(difference <= TOLERANCE, () -> sizes + " on " + device.describe() + ": off by " + difference);
    }
}
