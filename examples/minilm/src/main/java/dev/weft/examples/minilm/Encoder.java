package dev.weft.examples.minilm;

import java.util.List;
import java.util.stream.IntStream;

/// all-MiniLM-L6-v2: a BERT of six layers, with vectors of 384 numbers.
final class Encoder {
    /// How many numbers a token's vector has.
    static final int WIDTH = 384;

    private static final int LAYERS = 6;

    private final float[] words;
    private final float[] positions;
    private final float[] types;
    private final LayerNorm norm;
    private final List<Layer> layers;

    Encoder(Weights weights) {
        words = weights.parameter("embeddings/word_embeddings/weight");
        positions = weights.parameter("embeddings/position_embeddings/weight");
        types = weights.parameter("embeddings/token_type_embeddings/weight");
        norm = weights.layerNorm("embeddings/LayerNorm");
        layers = IntStream.range(0, LAYERS)
                .mapToObj(number -> Layer.of(weights, number))
                .toList();
    }

    /// What the model makes of every token.
    ///
    /// @return `[B, N, 384]`; meaningless where there is padding
    float[] encode(Batch batch, Attention attention) {
        float[] x = norm.apply(embed(batch));
        for (var layer : layers) {
            x = layer.apply(x, attention);
        }
        return x;
    }

    /// The vectors of word and position. The first token type is the only one used; the second is for pairs of texts.
    private float[] embed(Batch batch) {
        int B = batch.sentences();
        int N = batch.tokens();
        var x = new float[B * N * WIDTH];
        for (int b = 0; b < B; b++) {
            for (int i = 0; i < N; i++) {
                int word = batch.id(b, i) * WIDTH;
                for (int d = 0; d < WIDTH; d++) {
                    x[(b * N + i) * WIDTH + d] = words[word + d] + types[d] + positions[i * WIDTH + d];
                }
            }
        }
        return x;
    }
}
