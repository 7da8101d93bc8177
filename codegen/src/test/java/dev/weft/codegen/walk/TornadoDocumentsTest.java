package dev.weft.codegen.walk;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A packed document gives on TornadoVM's devices what it gives alone: on the emulator, and with
/// TORNADOVM_HOME set on TornadoVM itself.
class TornadoDocumentsTest {
    private static final Batch BATCH = TornadoWalkTest.batch(PackedDocuments.SPECS);

    @AfterAll
    static void removeKernels() throws IOException {
        TornadoWalkTest.removeKernels();
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void packedDocumentsAreWhatEachIsAlone(String form) {
        check(form, 0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void whatIsInfiniteStaysInItsDocument(String form) {
        check(form, Double.POSITIVE_INFINITY);
    }

    private static void check(String form, double wild) {
        for (var spec : PackedDocuments.SPECS) {
            PackedDocuments.check(
                    BATCH.kernel(spec), wild, (kernel, sizes) -> TornadoWalkTest.plan(form, kernel, sizes));
        }
    }
}
