package dev.weft.examples.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.weft.runtime.Device;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EncoderTest {
    private static final double TOLERANCE = 1e-5;
    /// Longer than a tile of queries and than one of keys.
    private static final String LONG = "The lamp in the window went out, and nobody on the quay knew why. ".repeat(12);

    private static final List<String> UNEQUAL =
            List.of(LONG, "Hi.", "A sentence of middling length, by all means.", "");

    private final Tokenizer tokenizer;
    private final Encoder encoder;
    private final Reference reference;

    EncoderTest() throws IOException, OrtException {
        byte[] onnx = ModelFiles.onnx();
        tokenizer = new Tokenizer();
        encoder = new Encoder(new Weights(onnx));
        reference = new Reference(onnx);
    }

    @AfterAll
    void close() throws OrtException {
        reference.close();
        tokenizer.close();
    }

    @Test
    void oneSentenceIsEncodedAsOnnxRuntimeDoes() throws OrtException {
        check(Device.jvm(), List.of("The ferry leaves the harbour at noon."));
    }

    @Test
    void sentencesOfUnequalLengthsAreEncodedInOneBatchAsOnnxRuntimeDoes() throws OrtException {
        check(Device.jvm(), UNEQUAL);
    }

    /// What these tests have on their class path is the emulator.
    @Test
    void tornadoVmsKernelsDoTheSame() throws OrtException {
        check(Device.tornado(), List.of("Why is my loaf so flat?", "Tides."));
    }

    @Test
    void paddingChangesNothing() {
        var batch = tokenizer.batch(UNEQUAL);
        var together = embeddings(Device.jvm(), batch);
        for (int b = 0; b < UNEQUAL.size(); b++) {
            var alone = embeddings(Device.jvm(), tokenizer.batch(List.of(UNEQUAL.get(b))));
            assertThat(together.vector(b)).containsExactly(alone.vector(0), within(TOLERANCE));
        }
    }

    @Test
    void whatIsNearInMeaningIsNear() {
        var batch = tokenizer.batch(
                List.of("My loaf is too flat.", "Why did the bread not rise?", "The train to the coast is late."));
        var embeddings = embeddings(Device.jvm(), batch);
        assertThat(embeddings.cosine(0, 0)).isEqualTo(1, within(1e-12));
        assertThat(embeddings.cosine(0, 1)).isGreaterThan(embeddings.cosine(0, 2) + 0.2);
    }

    @Test
    void textsAreCutOffWhereTheModelHasNoMorePositions() {
        assertThat(tokenizer.batch(List.of("word ".repeat(600))).tokens()).isEqualTo(512);
        assertThat(tokenizer.batch(List.of("word ".repeat(300))).tokens()).isEqualTo(302);
    }

    private void check(Device device, List<String> sentences) throws OrtException {
        var batch = tokenizer.batch(sentences);
        var expected = new Embeddings(batch, reference.encode(batch));
        assertThat(embeddings(device, batch).difference(expected)).isLessThan(TOLERANCE);
    }

    private Embeddings embeddings(Device device, Batch batch) {
        try (var attention = new Attention(device, batch)) {
            return new Embeddings(batch, encoder.encode(batch, attention));
        }
    }
}
