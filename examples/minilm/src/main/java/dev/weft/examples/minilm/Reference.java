package dev.weft.examples.minilm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.LongBuffer;
import java.util.Map;

/// The same model, run by ONNX Runtime.
final class Reference implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    Reference(byte[] onnx) throws OrtException {
        session = environment.createSession(onnx);
    }

    /// What the model makes of every token.
    ///
    /// @return `[B, N, 384]`; meaningless where there is padding
    float[] encode(Batch batch) throws OrtException {
        int size = batch.sentences() * batch.tokens();
        var ids = new long[size];
        var mask = new long[size];
        for (int b = 0; b < batch.sentences(); b++) {
            for (int i = 0; i < batch.length(b); i++) {
                ids[b * batch.tokens() + i] = batch.id(b, i);
                mask[b * batch.tokens() + i] = 1;
            }
        }
        long[] shape = {batch.sentences(), batch.tokens()};
        try (var tokens = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                var attended = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                var types = OnnxTensor.createTensor(environment, LongBuffer.allocate(size), shape);
                var result =
                        session.run(Map.of("input_ids", tokens, "attention_mask", attended, "token_type_ids", types))) {
            var encoded = new float[size * Encoder.WIDTH];
            ((OnnxTensor) result.get(0)).getFloatBuffer().get(encoded);
            return encoded;
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
