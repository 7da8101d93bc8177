package dev.weft.bench;

import java.util.stream.IntStream;

/// Which attention: who sees whom, and what a score is. `t` is the position of a query, `j` that of a key.
///
/// What is common to all: `o = softmax(score) @ v`, and `q @ k / sqrt(D)` as a score unless it says otherwise.
public sealed interface Variant {
    /// Every query sees every key.
    record Full() implements Variant {}

    /// A token sees itself and all before it.
    record Causal() implements Variant {}

    /// A token sees the last `w`, itself among them.
    record Window(int w) implements Variant {}

    /// Causal; a score falls with the distance, in every head with another slope (Press et al., 2022).
    record Alibi() implements Variant {}

    /// Causal; scores are `cap tanh(score / cap)`, as in Gemma 2.
    record Softcap(float cap) implements Variant {}

    /// Causal, within one of several documents of unequal length.
    record Packed() implements Variant {
        private static final int[] SHARES = {5, 1, 3, 2, 8, 1, 4};
        private static final int ALL = 24;

        /// The number of the document that token `j` of `tokens` belongs to.
        public int document(int j, int tokens) {
            var end = 0L;
            for (var document = 0; document < SHARES.length; document++) {
                end += SHARES[document];
                if ((long) j * ALL < end * tokens) {
                    return document;
                }
            }
            throw new IndexOutOfBoundsException(j);
        }

        /// The first token of the document that token `j` of `tokens` belongs to.
        public int start(int j, int tokens) {
            var before = IntStream.range(0, document(j, tokens))
                    .mapToLong(document -> SHARES[document])
                    .sum();
            return Math.toIntExact(Math.ceilDiv(before * tokens, ALL));
        }

        /// The documents of all tokens.
        public int[] documents(int tokens) {
            var documents = new int[tokens];
            for (var j = 0; j < tokens; j++) {
                documents[j] = document(j, tokens);
            }
            return documents;
        }
    }

    /// Causal, with rotary positions (Su et al., 2021).
    record Rope() implements Variant {}

    /// Causal, with rotary positions whose distance counts to `w` and no further, and scores times
    /// `max(1, log_T(t + 1))` (ReRoPE).
    ///
    /// @param trained the training length, T
    record ReRope(int w, int trained) implements Variant {}

    /// Whether the query at `t` sees the key at `j`.
    default boolean keeps(int t, int j, int tokens) {
        return switch (this) {
            case Full() -> true;
            case Causal(), Alibi(), Softcap _, Rope(), ReRope _ -> j <= t;
            case Window(int w) -> j <= t && t - j < w;
            case Packed packed -> j <= t && packed.document(j, tokens) == packed.document(t, tokens);
        };
    }

    /// How many keys the query at `t` sees.
    default int kept(int t, int tokens) {
        return switch (this) {
            case Full() -> tokens;
            case Causal(), Alibi(), Softcap _, Rope(), ReRope _ -> t + 1;
            case Window(int w) -> Math.min(t + 1, w);
            case Packed packed -> t + 1 - packed.start(t, tokens);
        };
    }
}
