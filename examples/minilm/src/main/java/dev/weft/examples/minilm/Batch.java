package dev.weft.examples.minilm;

import java.util.Arrays;
import java.util.List;

/// Sentences as tokens, padded to the longest one.
final class Batch {
    private final int tokens;
    private final int[] lengths;
    private final int[] ids;

    /// @param sentences the tokens of each, numbers in the vocabulary
    Batch(List<int[]> sentences) {
        lengths = sentences.stream().mapToInt(sentence -> sentence.length).toArray();
        tokens = Arrays.stream(lengths).max().orElse(0);
        ids = new int[lengths.length * tokens];
        for (int b = 0; b < lengths.length; b++) {
            System.arraycopy(sentences.get(b), 0, ids, b * tokens, lengths[b]);
        }
    }

    /// B, how many sentences there are.
    int sentences() {
        return lengths.length;
    }

    /// N, how many tokens the longest sentence has.
    int tokens() {
        return tokens;
    }

    /// How many tokens sentence b has; what follows them is padding.
    int length(int b) {
        return lengths[b];
    }

    /// `[B]`; a copy.
    int[] lengths() {
        return lengths.clone();
    }

    /// Token i of sentence b; 0 where it is padding.
    int id(int b, int i) {
        return ids[b * tokens + i];
    }
}
