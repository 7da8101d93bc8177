package dev.weft.examples.minilm;

import java.util.Arrays;

/// One vector of length 1 per sentence: the mean of its tokens'.
final class Embeddings {
    private final int sentences;
    private final double[] vectors;

    /// @param encoded a vector per token, `[B, N, 384]`
    Embeddings(Batch batch, float[] encoded) {
        int width = Encoder.WIDTH;
        sentences = batch.sentences();
        vectors = new double[sentences * width];
        for (int b = 0; b < sentences; b++) {
            for (int i = 0; i < batch.length(b); i++) {
                for (int d = 0; d < width; d++) {
                    vectors[b * width + d] += encoded[(b * batch.tokens() + i) * width + d];
                }
            }
            double length = Math.sqrt(cosine(b, b));
            for (int d = 0; d < width; d++) {
                vectors[b * width + d] /= length;
            }
        }
    }

    int sentences() {
        return sentences;
    }

    /// The vector of sentence b, `[384]`; a copy.
    double[] vector(int b) {
        return Arrays.copyOfRange(vectors, b * Encoder.WIDTH, (b + 1) * Encoder.WIDTH);
    }

    /// How near two sentences are in meaning: 1 for the same, about 0 for unrelated ones.
    double cosine(int one, int other) {
        double sum = 0;
        for (int d = 0; d < Encoder.WIDTH; d++) {
            sum += vectors[one * Encoder.WIDTH + d] * vectors[other * Encoder.WIDTH + d];
        }
        return sum;
    }

    /// The greatest distance of two numbers at the same place; NaN if there is one anywhere.
    double difference(Embeddings other) {
        double greatest = 0;
        for (int n = 0; n < vectors.length; n++) {
            greatest = Math.max(greatest, Math.abs(vectors[n] - other.vectors[n]));
        }
        return greatest;
    }
}
