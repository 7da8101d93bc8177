package dev.weft.examples.minilm;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// The model as it is published, on the class path.
final class ModelFiles {
    private ModelFiles() {}

    /// Weights and graph, for opset 11.
    static byte[] onnx() throws IOException {
        try (var file = open("/all-minilm-l6-v2.onnx")) {
            return file.readAllBytes();
        }
    }

    /// The vocabulary, and how a text is cut into it. The caller closes it.
    static InputStream tokenizer() {
        return open("/all-minilm-l6-v2-tokenizer.json");
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(ModelFiles.class.getResourceAsStream(name), name);
    }
}
