package dev.weft.examples.minilm;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Cuts texts into the tokens that the model was trained on.
final class Tokenizer implements AutoCloseable {
    /// The model has no positions beyond it; longer texts are cut off.
    private static final int LONGEST = 512;

    private final HuggingFaceTokenizer tokenizer;

    Tokenizer() throws IOException {
        try (var file = ModelFiles.tokenizer()) {
            tokenizer = HuggingFaceTokenizer.newInstance(
                    file, Map.of("padding", "false", "truncation", "true", "maxLength", String.valueOf(LONGEST)));
        }
    }

    Batch batch(List<String> sentences) {
        return new Batch(sentences.stream().map(this::tokens).toList());
    }

    private int[] tokens(String sentence) {
        return Arrays.stream(tokenizer.encode(sentence).getIds())
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
