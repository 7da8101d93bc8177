package dev.weft.kernels.decode;

import dev.weft.runtime.Tensor;
import java.util.ArrayList;
import java.util.Map;

/// A sequence whose tokens come one after the other.
sealed interface Decoder extends AutoCloseable permits Decoder.Again, Stepping, Caching, Carrying {
    /// Whether a token can be computed without those before it having been: every plan is for one number of tokens.
    default boolean skips() {
        return false;
    }

    /// What comes out for this token; all before it have been computed, unless this [#skips()].
    ///
    /// @return outs by name
    Map<String, double[]> next(int token);

    @Override
    void close();

    /// Each token by a plan of its own, for the tokens so far.
    ///
    /// @param inputs the numbers of all tokens
    /// @param one whether there is a query of the last token alone
    record Again(Sequence sequence, Map<String, Whole> inputs, boolean one) implements Decoder {
        @Override
        public boolean skips() {
            return true;
        }

        @Override
        public Map<String, double[]> next(int token) {
            var tensors = new ArrayList<Tensor>();
            for (var whole : inputs.values()) {
                tensors.add(whole.tensor(one && whole.isQuery() ? token : 0, token + 1));
            }
            var sizes = Map.of("N", one ? 1 : token + 1, "M", token + 1);
            var outs = sequence.run(sizes, tensors);
            if (!one) {
                outs.replaceAll((name, out) -> last(Sequence.known(inputs, name), out, token + 1));
            }
            return outs;
        }

        private static double[] last(Whole whole, double[] out, int tokens) {
            return whole.of(tokens, out).part(tokens - 1, tokens);
        }

        @Override
        public void close() {
            // A plan is closed after its run.
        }
    }
}
